"""Protect the service: the audit trail and its seals."""

import inarax.cold_start  # noqa: F401  first of all
