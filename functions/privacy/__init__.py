"""Answer for the data: the policy, consents, cookies, and the records the law asks for."""

import inarax.cold_start  # noqa: F401  first of all
