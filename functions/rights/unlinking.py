"""Step: what the account's issuer and subject lead to goes before the account does: the pool's user and the identity.

Purpose: rights. Stores: accounts, keys (read), identities (delete), the user pool (delete), rights-progress (change).
"""

from collections.abc import Callable
from contextlib import suppress

from inarax import problems
from inarax.rights import RequestState
from inarax.stores import rights_progress, rights_requests
from inarax.stores.accounts import Account
from inarax.stores.base import transact
from rights import steps
from rights.erasure import plan
from rights.steps import Turn
from rights.storage import account

_UNLINK: dict[str, tuple[Callable[[Account], None], Callable[[Account], bool]]] = {
    "UserPool": (account.delete_user, account.user_is_gone),
    "identities": (account.forget_identity, account.identity_is_gone),
}
"""How each goes, and how it is read back."""


class AccountLost(Exception):
    """The account is gone, and nothing says that what it led to went before it."""


def unlink(turn: Turn) -> str:
    """`unlinked`, or `residue`."""
    request = turn.request
    if request.state is not RequestState.CLOSING or request.learner_id is None:
        return "unlinked"
    found = account.of(request.learner_id)
    if found is None:
        done = rights_progress.of(request.request_id)
        if all(name in done and done[name].clean_at for name in plan.current().unlinked):
            return "unlinked"  # an execution before this one came further
        raise AccountLost
    gone = [_gone(turn, found, name) for name in plan.current().unlinked]
    return "unlinked" if all(gone) else "residue"


def _gone(turn: Turn, found: Account, name: str) -> bool:
    request_id, (delete, is_gone) = turn.request.request_id, _UNLINK[name]
    with suppress(problems.Conflict):  # what the first look found stands
        transact(rights_progress.found(request_id, name, int(not is_gone(found))))
    delete(found)
    if not is_gone(found):
        return False
    transact(rights_requests.somebodys(request_id), rights_progress.clean(request_id, name, turn.at))
    return True


handler = steps.step(__name__, unlink)
