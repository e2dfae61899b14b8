"""How a round of reminders goes: a shard, learner by learner, each asked for a mail if there is a reason.

A round may break off anywhere and be repeated: it asks for nothing twice. What it leaves waits for the next turn, which
begins elsewhere.
"""

from datetime import datetime
from typing import NamedTuple

from inarax import problems
from inarax.declared import Purpose
from inarax.schedules import TimeLeft
from inarax.stores import mails, reminders, rosters, standings
from inarax.stores.base import read, transact
from inarax.stores.mails import Template
from personalization import reminding
from personalization.reviewable import reviews_of


class Reminded(NamedTuple):
    """How many learners a round looked at, and for how many it asked for a mail."""

    looked: int = 0
    asked: int = 0


def run(at: datetime, time_left: TimeLeft) -> Reminded:
    """Remind the shard whose turn it is."""
    found = Reminded()
    for learner_id in rosters.in_turn(reminders.reminded, at):
        if not time_left():
            break
        found = Reminded(found.looked + 1, found.asked + _remind(learner_id, at))
    return found


def _remind(learner_id: str, at: datetime) -> bool:
    standing, *earlier = read(
        standings.of(learner_id),
        mails.of(learner_id, reminding.mail_id(at)),
        mails.of(learner_id, reminding.mail_id(at - reminding.WEEK)),
    )
    if reminding.lately(earlier, at) or not reminding.willing(standing):
        return False
    if not reminding.due(reviews_of(learner_id), at):
        return False
    try:
        transact(
            standings.consenting(learner_id, Purpose.REMINDERS),
            mails.ask(learner_id, reminding.mail_id(at), Template.REVIEWS_DUE, at),
        )
    except (problems.Conflict, problems.AccountClosed):  # asked for, frozen or withdrawn a moment ago
        return False
    return True
