"""A restricted record (art. 18 GDPR), over every operation of the document: what its learner and staff are answered."""

from datetime import timedelta

import pytest

from assessment import reviews
from inarax.stores import beliefs, signals, standings, subscriptions
from inarax.stores.base import read, transact
from inarax.stores.mails import State, Template
from inarax.stores.standings import Extent
from notices import composing
from notices import mailing as door
from personalization import next_lesson
from tests.component.notices.posting import POLICY, asked, delivered, state
from tests.component.personalization.test_signals import knowing, record, standing_signals, told
from tests.component.privacy.people import Browser
from tests.component.privacy.test_visits import counted
from tests.kit import mailing, permissions
from tests.kit.contract import Operation
from tests.kit.courses import BINARY, publish
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.gateway import send
from tests.kit.identity import deployed, idp
from tests.kit.learners import signed_in
from tests.kit.ledger import seal_key_id
from tests.kit.mailing import room
from tests.kit.replay import replayed
from tests.kit.world import ALL, World, freeze, kept, restrict, world

__all__ = ["deployed", "idp", "room", "seal_key_id", "world"]

LEARNING_ON = {
    "DELETE /me/courses/{course}",
    "POST /courses/{course}/placements",
    "POST /courses/{course}/placements/{attempt}/answers",
    "POST /courses/{course}/quizzes/{quiz}/attempts",
    "POST /courses/{course}/quizzes/{quiz}/submissions",
    "PUT /me/courses/{course}",
    "PUT /me/courses/{course}/lessons/{lesson}/completed",
    "PUT /me/courses/{course}/lessons/{lesson}/opened",
    "PUT /me/courses/{course}/settings",
}
"""What uses the record, and is the learner's own doing: only if they allow it within the restriction."""
NEVER = {"PUT /me/calendar", "PUT /me/consents/{purpose}"}
"""What would let the record be used for more."""
STAFF = {f"POST /contests/{{contest}}/{reviewed}" for reviewed in ("placements", "regrades", "signals")}
"""What staff is refused about a restricted learner, where it was asked for before."""

every_operation = pytest.mark.parametrize("operation", ALL, ids=str)


@every_operation
@pytest.mark.parametrize("extent", Extent)
def test_a_restricted_learner_reads_all_and_changes_what_the_restriction_leaves(
    world: World, operation: Operation, extent: Extent
) -> None:
    restrict(world.ada, extent, NOW + timedelta(seconds=1))
    refused = NEVER | (LEARNING_ON if extent is Extent.KEPT else set())
    before = kept()
    answer = send(world.request(operation, world.entitled(operation)))
    if str(operation) in refused:
        assert (answer.problem, kept()) == ("restricted", before)
    elif str(operation) in STAFF:
        assert (answer.problem, kept()) == ("account-closed", before)
    else:
        assert answer.problem is None


def test_the_document_says_where_a_restriction_bites() -> None:
    assert {str(operation) for operation in ALL if operation.may_answer("restricted")} == LEARNING_ON | NEVER


@every_operation
def test_once_it_is_lifted_everything_is_as_it_was(world: World, operation: Operation) -> None:
    restrict(world.ada)
    restrict(world.ada, None)
    assert send(world.request(operation, world.entitled(operation))).problem is None


def test_staff_sees_what_was_asked_for_before_once_it_is_lifted_and_what_is_asked_for_since_at_once(
    world: World,
) -> None:
    def queue() -> list[str]:
        events = world.otto.request("GET", "/contests")
        return sorted(each["kind"] for each in call(reviews.handler, events).json["contests"])

    asked = queue()
    restrict(world.ada, since=NOW + timedelta(seconds=1))
    assert queue() == []
    restrict(world.ada, None)
    assert queue() == asked == ["grade", "placement", "signal"]
    restrict(world.ada, since=NOW)
    assert queue() == asked


def test_a_write_in_flight_does_not_land_past_a_restriction() -> None:
    ada = restrict(signed_in(), since=NOW)
    late = beliefs.Belief(ada.learner_id, BINARY)
    for condition in (
        standings.learning(ada.learner_id),
        standings.unrestricted(ada.learner_id),
        standings.willing(ada.learner_id, standings.Purpose.SIGNALS),
        standings.asking(ada.learner_id, NOW - timedelta(seconds=1)),
    ):
        with pytest.raises(standings.problems.AccountClosed):
            transact(condition, beliefs.save(late))
    restrict(ada, Extent.LEARNING)
    transact(standings.learning(ada.learner_id), beliefs.save(late))


@pytest.mark.parametrize("extent", Extent)
def test_the_path_is_plain_while_it_holds_and_personal_again_after(extent: Extent) -> None:
    publish()
    ada = knowing(0.05)

    def personalized() -> bool:
        return bool(call(next_lesson.handler, replayed(ada, "personalization/next_lesson")).json["personalized"])

    restrict(ada, extent)
    assert not personalized()
    restrict(ada, None)
    assert personalized()


def test_nothing_is_derived_while_it_holds_what_was_stays_and_deriving_goes_on_after() -> None:
    publish()
    ada = knowing(0.05)
    told(record(ada, 1))
    stored = standing_signals(ada)
    restrict(ada, Extent.LEARNING)
    knowing(0.95, tries=12, correct=9, person=ada)
    told(record(ada, 2))
    assert standing_signals(ada) == stored
    restrict(ada, None)
    told(record(ada, 3))
    assert standing_signals(ada) == {}
    assert read(signals.of(ada.learner_id, BINARY)) != (None,)


@pytest.mark.parametrize("extent", Extent)
def test_no_visit_is_counted_though_there_is_consent(extent: Extent) -> None:
    browser = Browser(signed_in())
    browser.grant()
    assert browser.person
    restrict(browser.person, extent)
    browser.visit()
    assert counted() == 0
    restrict(browser.person, None)
    browser.visit()
    assert counted() == 1


@pytest.mark.parametrize(
    ("template", "subscribed"),
    [
        (Template.POLICY_CHANGED, subscriptions.State.ENDED),
        (Template.CONFIRM_NEWS, subscriptions.State.ASKED),
        (Template.NEWS, subscriptions.State.CONFIRMED),
    ],
)
@pytest.mark.usefixtures("room")
def test_no_mail_but_about_rights_is_sent(template: Template, subscribed: subscriptions.State) -> None:
    mailing.publish()
    publish()
    ada = mailing.reachable()
    mailing.asking(ada.learner_id, subscribed)
    about = BINARY if template is Template.NEWS else POLICY
    restrict(ada)
    delivered(asked(ada, "before", template, about))
    assert (state(ada, "before"), mailing.sent()) == (State.DROPPED, [])
    restrict(ada, None)
    delivered(asked(ada, "after", template, about))
    assert (state(ada, "after"), len(mailing.sent())) == (State.SENT, 1)


@pytest.mark.usefixtures("room")
def test_a_restriction_that_comes_while_a_mail_is_being_sent_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    mailing.publish()
    ada = mailing.reachable()

    def overtaken(*made: object) -> object:
        with permissions.of("somebody else"):
            restrict(ada)
        return composing.compose(*made)

    monkeypatch.setattr(door, "compose", overtaken)
    delivered(asked(ada))
    assert (state(ada), mailing.sent()) == (State.DROPPED, [])


@pytest.mark.usefixtures("room")
def test_the_letter_about_an_erasure_reaches_who_had_restricted_their_record() -> None:
    ada = mailing.reachable()
    restrict(ada)
    freeze(ada, standings.State.ERASING)
    delivered(asked(ada, template=Template.ERASED, about=None))
    assert state(ada) is State.SENT
