"""Carry out what the law lets people ask for. A package is a right, or a way in which it is asked for or decided on."""

import inarax.cold_start  # noqa: F401  first of all
