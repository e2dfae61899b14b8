"""How sign-ups that nobody came of are forgotten: users of the pool of whom no account was made within a day.

Whoever turned back before the age question, or never confirmed an address, left name and address with the pool, and no
erasure knows of them. An account and a sweep may want the same identity at the same moment: the sweep claims it first,
so that one of the two finds it taken. A run may break off anywhere and be repeated.
"""

from datetime import datetime

from identity import configuration, pool, sweeping
from identity.sweeping import Swept
from inarax import identifying, problems
from inarax.schedules import TimeLeft
from inarax.stores import identities, rosters
from inarax.stores.base import read, transact


def run(at: datetime, time_left: TimeLeft) -> Swept:
    """Look at the sign-ups of the shard whose turn it is."""
    swept = Swept()
    for sign_up in pool.sign_ups(rosters.turn(at)):
        if not time_left():
            break
        if sweeping.may_be_unclaimed(sign_up.made_at, at):
            swept = swept.plus(Swept(1, int(_forgotten(sign_up))))
    return swept


def _forgotten(sign_up: pool.SignUp) -> bool:
    key = identifying.identity_key(configuration.provider().issuer, sign_up.subject)
    (owner,) = read(identities.learner_of(key))
    if owner is None:
        try:
            transact(identities.claim(key, identities.NOBODY))
        except problems.Conflict:  # they came after all
            return False
    elif owner != identities.NOBODY:
        return False
    pool.forget(sign_up.username)
    transact(identities.forget(key, identities.NOBODY))
    return True
