"""Tell people, in the app and by mail: the only room that reads contact data and may send."""

import inarax.cold_start  # noqa: F401  first of all
