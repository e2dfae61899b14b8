"""Let in somebody whom the provider vouches for: find their account, or make it, and open a session.

One transaction makes identity, data key, account, standing and session, so an account is whole or not there; of two
first sign-ins at the same moment one makes it and the other finds it.
"""

from collections.abc import Callable
from datetime import datetime

from identity import audited, first_sign_in, grants, macs, pool
from identity.id_token import Identity
from identity.opening import Opened
from inarax import identifying, problems
from inarax.stores import accounts, audit, identities, keys, quotas, sessions, standings, suppressions
from inarax.stores.base import Write, read, transact
from inarax.stores.standings import Standing
from inarax.tokens import new_id

type Open = Callable[[str], Opened]
"""Opens a session for a learner id."""

_ROUNDS = 3

_DAILY = 100
"""Sign-ins of one account a day: each leaves a session behind."""


def admit(identity: Identity, age_proof: str | None, opening: Open, at: datetime) -> Opened:
    """The session of this identity; AgeUnproven, and nothing kept anywhere, if it is new without proof of age."""
    key = identifying.identity_key(identity.issuer, identity.subject)
    for _ in range(_ROUNDS):
        (learner_id,) = read(identities.learner_of(key))
        try:
            if learner_id is None:
                _refuse_unproven(identity, key, age_proof, at)
                return _make(identity, key, opening, at)
            return _welcome_back(identity, learner_id, opening, at)
        except problems.Conflict:  # another sign-in of the same person was faster: look again
            continue
    raise problems.Busy


def _refuse_unproven(identity: Identity, key: str, age_proof: str | None, at: datetime) -> None:
    if age_proof is None or not macs.proves_age(age_proof, at):
        if any(read(identities.learner_of(key))):  # made meanwhile from another device: to forget it would lock it out
            raise problems.Conflict
        pool.forget(identity.username)
        raise problems.AgeUnproven


def _make(identity: Identity, key: str, opening: Open, at: datetime) -> Opened:
    learner_id = new_id()
    grant = grants.of(identity.issuer, identity.subject)
    account, standing = first_sign_in.first(identity, _address_key(identity), grant, learner_id, at)
    opened = opening(learner_id)
    transact(
        identities.claim(key, learner_id),
        keys.create(learner_id, at),  # before the account, which is sealed with it
        accounts.create(account),
        standings.create(standing),
        sessions.start(opened.session),
        _counted(learner_id, at),
        *_audited(first_sign_in.plain(learner_id, at), standing, at),
    )
    return opened


def _welcome_back(identity: Identity, learner_id: str, opening: Open, at: datetime) -> Opened:
    account, standing, ring = read(accounts.of(learner_id), standings.of(learner_id), keys.of(learner_id))
    if account is None or standing is None or ring is None:  # being erased
        raise problems.AccountClosed
    wanted = first_sign_in.granted(standing, grants.of(identity.issuer, identity.subject))
    opened = opening(learner_id)
    writes: list[Write] = [sessions.start(opened.session), _counted(learner_id, at)]
    if standing.state is not standings.State.ACTIVE:
        writes.append(standings.frozen(learner_id))  # no session is left to somebody who was erased meanwhile
    else:
        writes.append(standings.replace(standing, wanted) if wanted != standing else standings.active(learner_id))
        writes += _audited(standing, wanted, at)
        current = first_sign_in.refreshed(account, identity, _address_key(identity))
        if current != account:
            writes.append(accounts.save(current, problems.Conflict()))
        if keys.aged(ring, at):
            writes.append(keys.rotate(ring, at))
        if current.email != account.email:
            writes.append(suppressions.end(learner_id))  # what bounced was the old address
    transact(*writes)
    return opened


def _address_key(identity: Identity) -> str | None:
    return identifying.address_key(identity.email) if identity.email else None


def _audited(before: Standing, after: Standing, at: datetime) -> list[Write]:
    return [audited.roles_changed(after, audit.Machine.ROLE_GRANTS, at)] if after != before else []


def _counted(learner_id: str, at: datetime) -> Write:
    return quotas.spend(learner_id, "sign-ins", daily=_DAILY, at=at)
