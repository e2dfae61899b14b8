"""What a problem is: RFC 9457 problem details, each with a code of its own (`inarax.problems`)."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, ClassVar, NamedTuple


class Fault(NamedTuple):
    """One field of the request that was wrong: a JSON pointer or parameter name, and what was wrong with it."""

    field: str
    reason: str


class Problem(Exception):
    """The root of the table: the request was refused and changed nothing."""

    status: ClassVar[HTTPStatus]
    code: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, detail: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(self.code)
        self.detail = detail
        self.faults = tuple(faults)

    def __init_subclass__(cls) -> None:
        if "code" in vars(cls):
            if cls.code in CODED:
                raise TypeError(f"two problems are called {cls.code}")
            CODED[cls.code] = cls

    def document(self, origin: str, request_id: str) -> dict[str, Any]:
        """The problem details object; `type` is a page of ours that explains the code."""
        document: dict[str, Any] = {
            "type": f"{origin}/problems/{self.code}",
            "title": self.title,
            "status": int(self.status),
            "instance": f"urn:inarax:request:{request_id}",
        }
        if self.detail:
            document["detail"] = self.detail
        if self.faults:
            document["errors"] = [{"field": fault.field, "reason": fault.reason} for fault in self.faults]
        return document


CODED: dict[str, type[Problem]] = {}
