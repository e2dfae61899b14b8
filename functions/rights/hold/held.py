"""A hold as a privacy admin asks for it, and is shown it."""

import datetime as dt
from collections.abc import Set
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from inarax import problems
from inarax.ids import Uuid
from inarax.problem import Fault
from inarax.stores.holds import Article, Hold, HoldKind
from rights.admin.fields import Words, refuse_past, refuse_unknown
from rights.erasure import keeping, plan


class NewHold(BaseModel):
    """On whom, for what, why in words for them, which stores of the erasure plan, and when it is looked at again."""

    model_config = ConfigDict(extra="forbid")

    learner: Uuid
    kind: HoldKind
    article: Article
    reason: Words
    stores: Annotated[set[str], Field(min_length=1)]
    review_on: dt.date


class Review(BaseModel):
    """That the reason still holds: which it is, and when it is looked at again."""

    model_config = ConfigDict(extra="forbid")

    reason: Words
    review_on: dt.date


class HoldShown(BaseModel):
    """One hold; `begun` are stores with which the open erasure had begun, and of which something may be gone."""

    hold: str
    learner_id: str
    kind: HoldKind
    article: Article
    reason: str
    stores: list[str]
    begun: list[str]
    review_on: dt.date
    placed_by: str
    placed_at: AwareDatetime
    lifted_at: AwareDatetime | None


class ListedHold(BaseModel):
    """An active hold as it is listed: not on whom, nor why."""

    hold: str
    kind: HoldKind
    article: Article
    stores: list[str]
    review_on: dt.date


class ListedHolds(BaseModel):
    """Some of the active holds, and where the rest begins."""

    holds: list[ListedHold]
    cursor: str | None


def listed_one(hold: Hold) -> ListedHold:
    """The hold as it is listed."""
    return ListedHold(
        hold=str(hold.handle),
        kind=hold.kind,
        article=hold.article,
        stores=sorted(hold.stores),
        review_on=hold.review_on,
    )


def shown(hold: Hold, begun: Set[str] = frozenset()) -> HoldShown:
    """The hold, and what of it may have come too late."""
    return HoldShown(
        hold=str(hold.handle),
        learner_id=hold.learner_id,
        kind=hold.kind,
        article=hold.article,
        reason=hold.reason,
        stores=sorted(hold.stores),
        begun=sorted(begun),
        review_on=hold.review_on,
        placed_by=hold.placed_by,
        placed_at=hold.placed_at,
        lifted_at=hold.lifted_at,
    )


def asked(new: NewHold, hold_id: str, by: str, at: dt.datetime) -> Hold:
    """The hold that is asked for; Invalid where it names what cannot be held, or would never be reviewed."""
    refuse_past("body/review_on", new.review_on, at)
    _refuse_expiring(new.stores & plan.current().expiring())
    refuse_unknown(new.stores, keeping.holdable(plan.current()))
    return Hold(new.learner, hold_id, new.kind, new.article, new.reason, frozenset(new.stores), new.review_on, by, at)


def _refuse_expiring(stores: Set[str]) -> None:
    if stores:
        words = f"what is in {', '.join(sorted(stores))} is deleted after a time of its own, which no hold stops"
        raise problems.Invalid(faults=[Fault("body/stores", words)])
