"""The queue of rights requests: who may see it, what it lists first, and the button that starts an execution anew."""

import json
from datetime import timedelta

import pytest

from inarax import aws as clients
from inarax.declared import Purpose
from inarax.roles import Role
from inarax.stores import audit, contests
from inarax.stores.base import transact
from inarax.stores.contests import Contest, grade_of, level_of, outweighing_of
from inarax.stores.standings import State
from rights import following, queue, restrictions
from rights.erasure import lifecycle
from tests.component.rights import erasing
from tests.component.rights.test_erasures import ask, cancel, mine
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in
from tests.kit.world import freeze


def listed(admin, at=NOW, **query):
    return call(queue.handler, admin.request("GET", "/rights/requests", query=query or None, at=at))


def ids(admin, at=NOW, **query):
    return [each["id"] for each in listed(admin, at, **query).json["requests"]]


def one(admin, request_id):
    return call(queue.handler, admin.request("GET", "/rights/requests/{request}", {"request": request_id}))


def restart(admin, request_id, etag, at=NOW):
    path, headers = {"request": request_id}, {"If-Match": etag}
    return call(queue.handler, admin.request("PUT", "/rights/requests/{request}/restart", path, headers=headers, at=at))


def extend(admin, request_id, etag='"1"', at=NOW, reason="complexity"):
    path, headers = {"request": request_id}, {"If-Match": etag}
    resource = "/rights/requests/{request}/extension"
    event = admin.request("PUT", resource, path, body={"reason": reason}, headers=headers, at=at)
    return call(queue.handler, event)


@pytest.fixture
def pia(stores):
    return signed_in(Role.PRIVACY_ADMIN)


def opened(at=NOW, **more):
    """A newcomer who asks for their erasure; their request's id."""
    return ask(signed_in(at=at), at=at, **more).json["request"]["id"]


def test_the_queue_lists_what_is_open_and_what_is_due_first_comes_first(pia):
    late, early = opened(), opened(NOW - timedelta(days=20))
    assert ids(pia) == [early, late]


def test_a_request_is_shown_with_whose_it_is_and_how_urgent(pia):
    ada = signed_in()
    request_id = ask(ada).json["request"]["id"]
    shown = one(pia, request_id)
    assert shown.json["learner_id"] == ada.learner_id
    assert (shown.json["state"], shown.json["due"], shown.json["urgency"]) == ("cooling-off", "2026-12-24", None)
    (in_the_list,) = listed(pia).json["requests"]
    assert shown.json == in_the_list | {"learner_id": ada.learner_id}
    assert shown.header("ETag") == '"1"'


def test_what_has_ended_is_nobodys_and_listed_by_its_state_alone(pia):
    ada = signed_in()
    request_id = ask(ada).json["request"]["id"]
    cancel(ada, request_id)
    assert ids(pia) == []
    assert ids(pia, state="cancelled") == [request_id]
    ended = one(pia, request_id).json
    assert (ended["state"], ended["learner_id"], ended["urgency"]) == ("cancelled", None, None)


def test_what_is_answered_and_goes_on_is_listed_by_its_state_alone_and_never_overdue(pia):
    ada, later = signed_in(), NOW + timedelta(days=60)
    body = {"ground": "accuracy"}
    made = call(restrictions.handler, ada.request("PUT", "/me/restriction", body=body)).json["restriction"]["request"]
    admin = signed_in(Role.PRIVACY_ADMIN, at=later)
    assert ids(admin, later) == ids(admin, later, urgency="overdue") == []
    (listed_one,) = listed(admin, later, state="restricted").json["requests"]
    assert (listed_one["id"], listed_one["urgency"]) == (made["id"], None)


def test_who_is_looked_at_sees_that_a_privacy_admin_did_and_the_list_names_nobody(pia):
    ada = signed_in()
    request_id = ask(ada).json["request"]["id"]
    assert ada.learner_id not in listed(pia).text
    assert list(audit.entries(ada.learner_id)) == []
    one(pia, request_id)
    (entry,) = audit.entries(ada.learner_id)
    assert (entry.body["action"], entry.body["role"], entry.body["about"]) == (
        "data read",
        "privacy-admin",
        "rights-requests",
    )


def test_whoever_is_being_erased_can_be_looked_at_and_nothing_is_written_about_them(pia):
    ada = signed_in()
    request_id = ask(ada, waive=True).json["request"]["id"]
    freeze(ada, State.ERASING)
    assert one(pia, request_id).json["learner_id"] == ada.learner_id
    assert list(audit.entries(ada.learner_id)) == []


def test_the_queue_is_filtered_by_state_and_right(pia):
    cooling, running = opened(), opened(waive=True)
    assert ids(pia, state="running") == [running]
    assert ids(pia, state="cooling-off", right="erasure") == [cooling]
    assert listed(pia, state="nowhere").problem == "invalid"


def test_the_queue_is_filtered_by_how_urgent(pia):
    overdue, soon, later = (opened(NOW - timedelta(days=days)) for days in (40, 27, 3))
    assert ids(pia, urgency="overdue") == [overdue]
    assert ids(pia, urgency="soon") == [soon]
    assert ids(pia) == [overdue, soon, later]
    assert [each["urgency"] for each in listed(pia).json["requests"]] == ["overdue", "soon", None]


@pytest.mark.parametrize(("day", "urgency"), [(16, []), (17, ["soon"]), (24, ["soon"]), (25, ["overdue"])])
def test_a_request_is_due_soon_for_a_week_up_to_its_last_day_and_overdue_after_it(stores, day, urgency):
    request_id, at = opened(), NOW.replace(month=12, day=day)
    pia = signed_in(Role.PRIVACY_ADMIN, at=at)
    assert [each for each in ("overdue", "soon") if ids(pia, at, urgency=each) == [request_id]] == urgency


def test_a_long_queue_comes_in_pages_whatever_the_filter(pia):
    wanted = {opened(waive=True) for _ in range(25)}
    for _ in range(25):
        opened()
    first = listed(pia, state="running").json
    rest = listed(pia, state="running", cursor=first["cursor"]).json
    assert (len(first["requests"]), len(rest["requests"]), rest["cursor"]) == (20, 5, None)
    assert {each["id"] for page in (first, rest) for each in page["requests"]} == wanted


def test_a_day_may_pass_between_two_pages_and_the_next_one_lists_what_is_still_sought(pia, asked):
    for _ in range(21):
        opened()
    week = NOW.replace(month=12, day=24)
    pia = signed_in(Role.PRIVACY_ADMIN, at=week)
    first = listed(pia, week, urgency="soon").json
    asked.clear()
    after = NOW.replace(month=12, day=25)
    pia = signed_in(Role.PRIVACY_ADMIN, at=after)
    assert listed(pia, after, urgency="soon", cursor=first["cursor"]).json["requests"] == []
    (query,) = [arguments for operation, arguments in asked if operation == "Query"]
    assert "ExclusiveStartKey" not in query  # which DynamoDB refuses outside of what is sought
    assert listed(pia, after, urgency="overdue", cursor=first["cursor"]).status == 200


def test_the_cursor_of_another_list_is_refused(pia):
    for _ in range(21):
        opened()
    late = NOW.replace(month=12, day=20)
    pia = signed_in(Role.PRIVACY_ADMIN, at=late)
    cursor = listed(pia, late, urgency="soon").json["cursor"]
    assert listed(pia, late, urgency="overdue", cursor=cursor).problem == "unknown-cursor"


@pytest.fixture
def asked(monkeypatch):
    """What is asked of DynamoDB, call by call."""
    calls, dispatch = [], clients.dynamodb().dispatch

    def noted(operation, arguments):
        calls.append((operation, arguments))
        return dispatch(operation, arguments)

    monkeypatch.setattr(clients.dynamodb(), "dispatch", noted)
    return calls


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIl0", "W10"])
def test_a_cursor_that_is_none_of_ours_is_refused(pia, cursor):
    assert listed(pia, cursor=cursor).problem == "unknown-cursor"


def test_nobody_but_a_privacy_admin_sees_the_queue(stores):
    request_id = opened()
    for role in (Role.LEARNER, Role.OPERATOR, Role.ORGANIZATION_ADMIN):
        person = signed_in(role)
        assert listed(person).problem == "not-allowed"
        assert one(person, request_id).problem == "not-allowed"
        assert restart(person, request_id, '"1"').problem == "not-allowed"


def test_a_request_that_is_not_there_is_not_found(pia):
    assert one(pia, "7d0c3f6e-2b1a-4c58-9e1f-5a0b6c7d8e9f").problem == "not-found"


def test_restarting_brings_the_request_up_at_once(pia):
    ada = signed_in()
    request_id = ask(ada, waive=True).json["request"]["id"]
    leased = lifecycle.followed(erasing.request(request_id), None, NOW)
    erasing.saved(leased)
    answer = restart(pia, request_id, '"2"')
    assert answer.json["next_at"] == "2026-11-24T12:00:00Z"
    assert answer.json["executions"] == 0
    assert one(pia, request_id).header("ETag") == answer.header("ETag") == '"3"'


def test_what_is_done_while_an_erasure_runs_is_in_the_audit_trail_and_about_nobody(pia):
    ada = signed_in()
    request_id = ask(ada, waive=True).json["request"]["id"]
    restart(pia, request_id, '"1"')
    assert list(audit.entries(ada.learner_id)) == []
    (entry,) = audit.entries(audit.nobody(ada.learner_id))
    assert ada.learner_id not in str(entry.body)
    assert (entry.body["action"], entry.body["actor"]) == ("rights request restarted", pia.learner_id)
    assert entry.body["about"] == f"{request_id} running"


def test_what_waits_for_somebody_cannot_be_restarted(pia):
    request_id = opened()
    before = aws.everything()
    assert restart(pia, request_id, '"1"').problem == "not-in-this-state"
    assert aws.everything() == before


def test_what_has_ended_cannot_be_restarted(pia):
    ada = signed_in()
    request_id = ask(ada).json["request"]["id"]
    cancel(ada, request_id)
    assert restart(pia, request_id, '"2"').problem == "not-in-this-state"


def test_a_decision_on_a_version_that_is_no_more_is_refused(pia):
    request_id = opened(waive=True)
    assert restart(pia, request_id, '"0"').problem == "outdated"
    blind = pia.request("PUT", "/rights/requests/{request}/restart", {"request": request_id})
    assert call(queue.handler, blind).problem == "version-missing"


def test_nobody_decides_on_a_request_of_their_own(pia):
    request_id = ask(pia, waive=True).json["request"]["id"]
    assert restart(pia, request_id, '"1"').problem == "not-allowed"


def test_of_two_decisions_at_the_same_moment_one_is_made(pia, monkeypatch):
    request_id, answers = opened(waive=True), []
    decide = following.restarted

    def overtaken(request, at):
        monkeypatch.setattr(following, "restarted", decide)
        answers.append(restart(pia, request_id, '"1"'))
        return decide(request, at)

    monkeypatch.setattr(following, "restarted", overtaken)
    answers.append(restart(pia, request_id, '"1"'))
    assert [answer.problem for answer in answers] == [None, "conflict"]
    assert erasing.request(request_id).revision == 2


@pytest.mark.parametrize(
    ("jurisdiction", "first", "extended"), [("GDPR", "2026-12-24", "2027-02-24"), ("CCPA", "2027-01-08", "2027-02-22")]
)
def test_more_time_is_what_the_law_gives_and_is_told_by_mail_with_the_reason(pia, jurisdiction, first, extended):
    ada = signed_in()
    request_id = ask(ada, jurisdiction=jurisdiction).json["request"]["id"]
    assert one(pia, request_id).json["due"] == first
    told = extend(pia, request_id)
    assert (told.json["due"], told.json["extended"]) == (extended, "complexity")
    (mail,) = aws.items("mails")
    assert mail["learner_id"]["S"] == ada.learner_id
    assert mail["about"]["S"] == f"{extended} complexity"
    (shown,) = mine(ada)
    assert (shown["due"], shown["extended"], shown["jurisdiction"]) == (extended, "complexity", jurisdiction)


def test_nobody_extends_twice_nor_what_they_have_not_seen_nor_their_own(pia):
    ada = signed_in()
    request_id = ask(ada).json["request"]["id"]
    assert extend(pia, request_id, '"7"').problem == "outdated"
    assert extend(pia, request_id, reason="holidays").problem == "invalid"
    assert extend(pia, request_id).status == 200
    assert extend(pia, request_id, '"2"').problem == "not-in-this-state"
    own = ask(pia).json["request"]["id"]
    assert extend(pia, own).problem == "not-allowed"
    assert len(aws.items("mails")) == 1


def test_whose_erasure_has_begun_can_be_told_nothing_more_and_nothing_is_written(pia):
    ada = signed_in()
    request_id = ask(ada, waive=True).json["request"]["id"]
    assert extend(pia, request_id).problem == "not-in-this-state"
    assert aws.items("mails") == []


def counted(machine, capsys):
    """What a tick of the schedule counts: one line of metrics."""
    capsys.readouterr()
    machine.tick()
    (told,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "RequestsOverdue" in line]
    assert told["door"] == "rights.due"
    return told


def test_every_minute_it_is_counted_what_is_overdue_and_what_is_due_soon(pia, machine, capsys):
    opened(NOW - timedelta(days=40))
    opened(NOW - timedelta(days=25))
    opened()
    told = counted(machine, capsys)
    assert (told["RequestsOverdue"], told["RequestsSoon"]) == ([1.0], [1.0])


def test_contests_and_appeals_are_counted_too_until_they_are_decided(pia, machine, capsys):
    today, ada = NOW.date(), signed_in()
    late, soon, last = (today + timedelta(days=days) for days in (-1, 0, 7))
    grade = Contest(ada.learner_id, grade_of("an-attempt", "an-item"), "networks", "I was right.", NOW, late)
    level = grade._replace(matter=level_of("another-attempt", "newcomer"), due=last)
    appeal = grade._replace(matter=outweighing_of(Purpose.SIGNALS, NOW), course="", due=soon)
    far = grade._replace(matter=grade_of("an-attempt", "another-item"), due=last + timedelta(days=1))
    transact(*map(contests.begin, (grade, level, appeal, far)))
    told = counted(machine, capsys)
    assert (told["ContestsOverdue"], told["ContestsSoon"]) == ([1.0], [2.0])
    transact(*(contests.decide(contests.closed(each, True, "So it is.", NOW)) for each in (grade, appeal)))
    told = counted(machine, capsys)
    assert (told["ContestsOverdue"], told["ContestsSoon"]) == ([0.0], [1.0])
