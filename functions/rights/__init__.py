"""Carry out what the law lets people ask for: erasure (art. 17 GDPR), by a state machine, proven and with a receipt."""

import inarax.cold_start  # noqa: F401  first of all: it puts off garbage collection
