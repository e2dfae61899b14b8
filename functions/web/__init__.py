"""The web client: what a browser loads, and a page for every problem."""

import inarax.cold_start  # noqa: F401  first of all
