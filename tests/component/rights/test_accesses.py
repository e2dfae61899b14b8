"""Who read a learner's data is told to them: people by their role, machines by their name, and nobody is left out."""

from datetime import timedelta

import pytest

from inarax import accesses as recording
from inarax.accesses import Access
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import audit, standings
from inarax.tokens import new_id
from rights import accesses
from tests.component.rights import erasing
from tests.component.rights.exporting import ask, asked_nothing, is_ready
from tests.kit import aws, permissions
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.trail import trail
from tests.kit.world import ALL, begin, freeze, send


def told(person, cursor=None):
    query = {"cursor": cursor} if cursor else None
    return call(accesses.handler, person.request("GET", "/me/accesses", query=query))


def read(*people, reader="somebody", stores=("contests",)):
    """Somebody reads of all of them at once."""
    learners = [person.learner_id for person in people]
    with permissions.of("another door"):
        recording.record(Access(reader, Role.OPERATOR, Purpose.ASSESSMENT, stores, NOW), learners)


@pytest.fixture
def quiet(idp, machine, seal_key_id):
    """A world in which nobody has asked for anything by right."""
    return asked_nothing(erasing.asked(idp))


def test_who_was_read_of_by_nobody_is_told_so():
    assert told(signed_in()).json == {"accesses": [], "cursor": None}


def test_everybody_of_whom_was_read_is_told_and_nobody_else():
    ada, eve, otto = signed_in(), signed_in(), signed_in()
    read(ada, eve, ada, stores=("contests", "responses"))
    (access,) = told(ada).json["accesses"]
    assert access == {
        "at": "2026-11-24T12:00:00Z",
        "by": "operator",
        "purpose": "assessment",
        "stores": ["contests", "responses"],
    }
    assert told(eve).json["accesses"] == [access]
    assert told(otto).json["accesses"] == []


def test_who_it_was_is_not_told_and_stands_in_the_trail():
    ada, otto = signed_in(), signed_in(Role.OPERATOR)
    read(ada, reader=otto.learner_id)
    assert otto.learner_id not in told(ada).text
    (entry,) = audit.entries(ada.learner_id)
    assert (entry.body["actor"], entry.intact) == (otto.learner_id, True)


def test_who_reads_of_themselves_is_not_written_down():
    otto = signed_in(Role.OPERATOR)
    read(otto, reader=otto.learner_id)
    assert aws.items("audit") == []


def test_of_who_is_being_erased_nothing_is_written_and_so_nothing_can_be_shown():
    ada, eve = signed_in(), signed_in()
    freeze(ada, standings.State.ERASING)
    with pytest.raises(recording.standings.problems.AccountClosed):
        read(ada, eve)
    assert aws.items("audit") == []


def test_many_accesses_come_page_by_page_and_a_foreign_cursor_is_refused():
    ada = signed_in()
    for _ in range(51):
        read(ada)
    first = told(ada).json
    assert len(first["accesses"]) == 50
    assert len(told(ada, first["cursor"]).json["accesses"]) == 1
    assert told(ada, new_id()).problem == "unknown-cursor"


def test_the_queue_of_contests_is_an_access_to_each_learner_in_it(quiet):
    before = told(quiet.ada).json["accesses"]
    assert len(send(quiet.otto.request("GET", "/contests")).json["contests"]) == 3
    (access,) = [each for each in told(quiet.ada).json["accesses"] if each not in before]
    assert (access["by"], access["purpose"], access["stores"]) == (
        "operator",
        "assessment",
        ["contests", "responses", "attempts"],
    )
    assert told(quiet.eve).json["accesses"] == []


def test_a_review_is_an_access_to_all_that_it_looks_at(quiet):
    regrade = {"correct": True, "explanation": "It was."}
    path = {"contest": quiet.known["handle"]}
    assert send(quiet.otto.request("POST", "/contests/{contest}/regrades", path, body=regrade)).status == 201
    (access,) = told(quiet.ada).json["accesses"]
    assert access["stores"] == ["contests", "responses", "attempts", "beliefs", "evidence"]


def test_looking_at_roles_is_an_access(quiet):
    path = {"learner": quiet.eve.learner_id}
    assert send(quiet.otto.request("GET", "/accounts/{learner}/roles", path)).status == 200
    (access,) = told(quiet.eve).json["accesses"]
    assert (access["by"], access["purpose"], access["stores"]) == ("operator", "identity", ["standings"])


OF_NOBODY = {("POST", "/news")}
"""What is done in a role, and shows nothing of anybody."""


@pytest.mark.parametrize("operation", [each for each in ALL if each.roles], ids=str)
def test_whatever_is_done_in_a_role_leaves_its_trace_with_whom_it_shows(idp, operation):
    world = begin(idp)
    person = world.entitled(operation)
    assert send(world.request(operation, person)).problem is None
    traces = [entry for entry in trail() if entry.body["actor"] == person.learner_id]
    assert bool(traces) == ((operation.method, operation.path) not in OF_NOBODY)
    assert {entry.body["role"] for entry in traces} <= operation.roles


def test_an_export_is_told_as_the_machine_that_it_is(quiet, machine):
    export = ask(quiet.ada).json["id"]
    machine.run(lambda: is_ready(export))
    (access,) = told(quiet.ada).json["accesses"]
    assert (access["by"], access["purpose"]) == ("export", "rights")
    assert {"accounts", "responses", "ImagesBucket", "requests"} <= set(access["stores"])


def test_so_is_an_erasure_whose_entry_says_nothing_any_more_when_it_is_done(world, machine):
    machine.at += timedelta(days=7, minutes=1)
    machine.tick()
    read_by = [each for each in audit.entries(world.ada.learner_id) if each.entry_id == world.known["erasure"]]
    assert [each.forgotten for each in read_by] == [True]
