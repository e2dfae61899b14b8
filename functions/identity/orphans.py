"""Every hour: delete what has no account: profile images that none names any more, and sign-ups of which none was made.

Purpose: identity. Stores: accounts (which image is the current one), images (list, delete), identities (whether there
is an account; claimed while its sign-up is deleted), the user pool (list, delete). One of the shards has its turn. An
upload names its image in the account before storing it, and the account forgets the one before; what breaks off in
between leaves an image that is shown to nobody and that nothing else would delete while the account lives. When that is
gone, the images are an erasure's.
"""

from datetime import datetime

from identity import sweeper, unclaimed
from identity.sweeping import Swept
from inarax import schedules
from inarax.schedules import TimeLeft

_RESERVE = 5_000
"""Milliseconds that are left for the answer."""


def run(at: datetime, time_left: TimeLeft) -> Swept:
    """Sweep images, then sign-ups."""
    return sweeper.run(at, time_left).plus(unclaimed.run(at, time_left))


handler = schedules.handler(__name__, run, reserve=_RESERVE)
