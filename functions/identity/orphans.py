"""Every hour: delete profile images that no account names any more, in one of the shards that take turns.

Purpose: identity. Stores: accounts (which image is the current one), images (list, delete). An upload names its image
in the account before storing it, and the account forgets the one before; what breaks off in between leaves an image
that is shown to nobody and that nothing else would delete while the account lives. When that is gone, the images are an
erasure's.
"""

from identity import sweeper
from inarax import schedules

_RESERVE = 5_000
"""Milliseconds that are left for the answer."""

handler = schedules.handler(__name__, sweeper.run, reserve=_RESERVE)
