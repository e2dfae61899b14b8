"""An objection holds from the next request on, takes along what was derived, and lifts cleanly."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from inarax import objecting, problems
from inarax.declared import Purpose
from inarax.problem import Problem
from inarax.stores import audit, signals, standings
from inarax.stores.base import read, transact
from personalization import next_lesson, objections
from tests.component.learning.people import frozen
from tests.component.personalization.test_signals import knowing, record, standing_signals, told
from tests.kit import aws
from tests.kit.courses import publish
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import Person, signed_in
from tests.kit.replay import replayed


@pytest.fixture(autouse=True)
def _stores(stores: None) -> None:
    publish()


def ask(person: Person, name: str, **path: str):
    return call(objections.handler, replayed(person, "personalization/objections", name, **path))


def shown(person: Person) -> dict[str, bool]:
    return {each["purpose"]: each["objected"] for each in ask(person, "show").json["objections"]}


def trail(person: Person) -> list[tuple[str, str]]:
    return [(entry.body["action"], entry.body["about"]) for entry in audit.entries(person.learner_id) if entry.body]


def test_what_rests_on_legitimate_interests_is_shown_and_whether_there_is_an_objection() -> None:
    ada = signed_in()
    assert shown(ada) == {"signals": False, "security": False, "news": False}
    assert ask(ada, "make").json == {"purpose": "signals", "objected": True, "outweighed": None}
    assert shown(ada) == {"signals": True, "security": False, "news": False}
    assert ask(ada, "lift").status == 204
    assert shown(ada) == {"signals": False, "security": False, "news": False}


def test_what_was_derived_goes_and_nothing_is_derived_until_it_is_lifted() -> None:
    ada, eve = knowing(0.05), knowing(0.05)
    told(record(ada, 1), record(eve, 1))
    assert standing_signals(ada)
    ask(ada, "make")
    assert standing_signals(ada) is None
    told(record(ada, 2), record(eve, 2))
    assert standing_signals(ada) is None
    assert standing_signals(eve)
    ask(ada, "lift")
    told(record(ada, 3))
    assert standing_signals(ada)


def test_a_signal_in_flight_is_not_written_past_an_objection() -> None:
    ada = knowing(0.05)
    ask(ada, "make")
    late = signals.Signals(ada.learner_id, "binary")
    with pytest.raises(problems.AccountClosed):
        transact(signals.save(late), standings.willing(ada.learner_id, Purpose.SIGNALS))
    assert standing_signals(ada) is None


def test_who_objects_gets_the_order_of_the_course() -> None:
    ada = knowing(0.05)

    def personalized() -> bool:
        return bool(call(next_lesson.handler, replayed(ada, "personalization/next_lesson")).json["personalized"])

    assert personalized()
    ask(ada, "make")
    assert not personalized()
    ask(ada, "lift")
    assert personalized()


def test_each_objection_and_lifting_is_on_record_once() -> None:
    ada = signed_in()
    for name in ("make", "make", "lift", "lift", "make"):
        ask(ada, name)
    assert sorted(trail(ada)) == [("objection lifted", "signals"), *[("objection made", "signals")] * 2]


def test_repeating_an_objection_finishes_what_an_interrupted_one_left() -> None:
    ada = knowing(0.05)
    told(record(ada, 1))
    (standing,) = read(standings.of(ada.learner_id))
    assert standing
    transact(standings.replace(standing, standing._replace(objects=frozenset({Purpose.SIGNALS}))))
    ask(ada, "make")
    assert standing_signals(ada) is None
    assert trail(ada) == []


@pytest.mark.parametrize(
    ("purpose", "problem"),
    [
        ("security", problems.ObjectionOutweighed),
        ("learning", problems.NotByInterests),
        ("news", problems.NotByInterests),
        ("nothing", problems.UnknownPurpose),
    ],
)
def test_what_cannot_be_objected_to_is_said_and_changes_nothing(purpose: str, problem: type[Problem]) -> None:
    ada = signed_in()
    before = aws.everything()
    for name in ("make", "lift"):
        assert ask(ada, name, purpose=purpose).problem == problem.code
    assert aws.everything() == before


def test_a_frozen_account_may_object_and_not_lift() -> None:
    ada = frozen(signed_in())
    assert ask(ada, "make").status == 200
    before = aws.everything()
    assert ask(ada, "lift").problem == problems.AccountClosed.code
    assert aws.everything() == before


def test_a_day_has_room_for_so_many_liftings_and_objecting_is_never_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objections, "DAILY", 1)
    ada = signed_in()
    assert [ask(ada, name).status for name in ("make", "lift", "make")] == [200, 204, 200]
    before = aws.everything()
    assert ask(ada, "lift").problem == problems.TooMany.code
    assert aws.everything() == before


def _object(person: Person) -> None:
    with suppress(problems.Busy):
        objecting.change(person.learner_id, Purpose.SIGNALS, objecting.objecting, audit.Action.OBJECTED, NOW)


def test_of_objections_at_the_same_moment_one_is_recorded() -> None:
    ada = signed_in()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: _object(ada), range(6)))
    assert trail(ada) == [("objection made", "signals")]
