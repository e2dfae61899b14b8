"""The account: age question, sign-in, sessions, profile and roles (contract)."""

import inarax.cold_start  # noqa: F401  first of all
