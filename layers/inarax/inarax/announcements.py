"""What everybody concerned is told by mail: one message a shard of the roster, each followed page by page.

Messages hold ids alone. They may come twice: a mail's id follows from its cause, so that nobody gets it twice.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple, Self

from inarax.stores.mails import Template
from inarax.stores.rosters import SHARDS


class Announcement(NamedTuple):
    """Tell the learners of one shard, from the one after `after` on, of the notice or course `about`."""

    template: Template
    mail_id: str
    about: str
    shard: str
    after: str | None = None

    def message(self) -> str:
        """As it stands in the queue."""
        return json.dumps(self._asdict())

    @classmethod
    def parse(cls, message: str) -> Self:
        """The announcement of a message."""
        held = json.loads(message)
        return cls(**{**held, "template": Template(held["template"])})


def of_notice(notice_id: str) -> Iterator[Announcement]:
    """To everybody: a change of the policy."""
    return (Announcement(Template.POLICY_CHANGED, notice_id, notice_id, shard) for shard in SHARDS)


def of_edition(course: str, version: str) -> Iterator[Announcement]:
    """To subscribers: a new version of a course."""
    return (Announcement(Template.NEWS, f"news-{course}-{version}", course, shard) for shard in SHARDS)
