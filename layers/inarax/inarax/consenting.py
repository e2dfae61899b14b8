"""Change a learner's consents: what holds, its history and what rests on it, in one transaction or not at all.

On the consent to news rests the subscription, and on that to reminders who is reminded: whichever door changes the
consent begins or ends these as well.
"""

from collections.abc import Callable, Sequence
from copy import replace

from inarax import consent, news, problems
from inarax.again import settled
from inarax.consent import History
from inarax.declared import Purpose
from inarax.stores import consents, reminders, standings, subscriptions
from inarax.stores.base import Write, read, transact
from inarax.stores.consents import Act, Event
from inarax.stores.reminders import Reminder
from inarax.stores.standings import Standing

type Decide = Callable[[Standing, History], Event | None]
"""The next entry, from what there is; None where nothing is to change."""


def change(learner_id: str, decide: Decide, *also: Write) -> tuple[Event, ...]:
    """The history after the change; decided anew where another request was faster."""
    return settled(lambda: _change(learner_id, decide, also), problems.Busy)


def _change(learner_id: str, decide: Decide, also: Sequence[Write]) -> tuple[Event, ...]:
    history = consents.of(learner_id)
    (standing,) = read(standings.of(learner_id))
    if standing is None:  # erased meanwhile
        raise problems.NotSignedIn
    event = decide(standing, history)
    if event is None:
        return history
    transact(
        consents.record(event),
        *(consents.end(each, event.at) for each in consent.ended(history, event)),
        standings.replace(standing, _after(standing, event)),
        *_resting(event),
        *also,
    )
    return (*history, event)


def _after(standing: Standing, event: Event) -> Standing:
    """Who consents to what they objected to before takes the objection back."""
    if event.act is Act.GRANTED:
        objects = standing.objects - {event.purpose}
        return replace(standing, consents=standing.consents | {event.purpose}, objects=objects)
    return replace(standing, consents=standing.consents - {event.purpose})


def _resting(event: Event) -> Sequence[Write]:
    if event.purpose is Purpose.REMINDERS:
        begun = event.act is Act.GRANTED
        return (reminders.begin(Reminder(event.learner_id, event.at)) if begun else reminders.end(event.learner_id),)
    if event.purpose is not Purpose.NEWS:
        return ()
    (subscription,) = read(subscriptions.of(event.learner_id))
    if event.act is Act.GRANTED:
        return news.asked(event.learner_id, subscription, event.at)
    return news.ended(subscription, event.at)
