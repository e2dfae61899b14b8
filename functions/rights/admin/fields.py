"""What a privacy admin enters about a learner, whatever for: words of theirs, names of stores, days to come."""

from collections.abc import Set
from datetime import date, datetime
from typing import Annotated

from pydantic import StringConstraints

from inarax import problems
from inarax.problem import Fault

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
"""Words that the learner is told, too, once they may know."""


MailAddress = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
]
"""As much of RFC 5321 as keeps a name from being taken for an address; whether it takes mail shows when it is used."""


def refuse_unknown(stores: Set[str], known: Set[str]) -> None:
    """Invalid where a store is named that is not among the known ones."""
    if not stores <= known:
        raise problems.Invalid(faults=[Fault("body/stores", f"expected some of {', '.join(sorted(known))}")])


def refuse_past(field: str, day: date | None, at: datetime) -> None:
    """Invalid where the day in a field is not still to come."""
    if day is not None and day <= at.date():
        raise problems.Invalid(faults=[Fault(field, "expected a day that is still to come")])
