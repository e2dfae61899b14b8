"""The path: settings, signals, the next lesson and what is believed, each with its reason."""

import inarax.cold_start  # noqa: F401  first of all
