"""Asking for an export: with a fresh sign-in, once, not too often; and having it, or having it deleted."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from inarax.rights import RequestState
from inarax.stores import rights_claims, rights_requests, standings
from inarax.stores.base import read, transact
from inarax.stores.rights_requests import Receipt
from inarax.tokens import new_id
from rights import exports, joining
from rights.asking import export_opening
from rights.export import lifecycle
from tests.component.rights.erasing import request
from tests.component.rights.exporting import ask, download, mine, withdraw
from tests.kit import aws, permissions
from tests.kit.doors import call
from tests.kit.events import NOW
from tests.kit.learners import signed_in

STALE = NOW + timedelta(minutes=10, seconds=1)


def ready(export):
    """Make it ready."""
    receipt = Receipt('{"archive":{"bytes":10,"sha256":"ab"}}', b"signed", "key")
    transact(rights_requests.save(lifecycle.ready(request(export), receipt, NOW)))


def one(person, export):
    return call(exports.handler, person.request("GET", "/me/exports/{export}", {"export": export}))


def test_who_asks_is_told_where_it_stands_what_comes_next_and_by_when():
    ada = signed_in()
    answer = ask(ada)
    assert answer.status == 201
    shown = answer.json
    assert answer.header("Location") == f"/me/exports/{shown['id']}"
    assert (shown["right"], shown["state"], shown["due"], shown["archive"]) == ("access", "running", "2026-12-24", None)
    assert "store by store" in shown["next"]
    assert mine(ada) == [shown] == [one(ada, shown["id"]).json]


def test_a_copy_of_everything_needs_a_fresh_sign_in():
    ada = signed_in()
    assert ask(ada, at=STALE).problem == "sign-in-again"
    assert aws.items("rights-requests") == aws.items("rights-claims") == aws.items("idempotency") == []


def test_asking_again_joins_the_export_there_is():
    ada = signed_in()
    assert ask(ada).json["id"] == ask(ada).json["id"]
    assert len(aws.items("rights-requests")) == 1


def test_repeating_the_very_request_makes_nothing_twice():
    ada, key = signed_in(), new_id()
    assert ask(ada, key=key).json["id"] == ask(ada, key=key).json["id"]
    assert len(aws.items("rights-requests")) == len(aws.items("idempotency")) == 1


def test_repeating_a_request_whose_export_is_gone_makes_no_other():
    ada, key = signed_in(), new_id()
    gone(ada, ask(ada, key=key).json["id"])
    before = aws.everything()
    assert ask(ada, key=key).problem == "not-found"
    assert aws.everything() == before


def gone(person, export):
    """As the machine leaves it when it was deleted."""
    with permissions.of("another door"):
        withdraw(person, export)
        over = lifecycle.completed(request(export), NOW)
        transact(rights_requests.save(over), rights_claims.release(person.learner_id, over.right, export))


def test_who_deletes_theirs_may_ask_for_another_but_not_all_day_long():
    ada = signed_in()
    made = []
    for _ in range(3):
        made.append(ask(ada).json["id"])
        gone(ada, made[-1])
    assert len(set(made)) == 3
    before = aws.everything()
    assert ask(ada).problem == "too-many"
    assert aws.everything() == before
    assert ask(ada, at=NOW + timedelta(minutes=1)).problem == "too-many"


def test_the_limit_is_of_each_learner_and_day():
    ada, eve = signed_in(), signed_in()
    for _ in range(3):
        gone(ada, ask(ada).json["id"])
    assert ask(eve).status == 201
    tomorrow = signed_in(at=NOW + timedelta(days=1))
    assert ask(tomorrow, at=NOW + timedelta(days=1)).status == 201


def test_who_asks_twice_at_the_same_moment_has_one_export(monkeypatch):
    ada, answers = signed_in(), []
    asked = export_opening._open

    def overtaken(*given):
        monkeypatch.setattr(export_opening, "_open", asked)
        answers.append(ask(ada))
        return asked(*given)

    monkeypatch.setattr(export_opening, "_open", overtaken)
    answers.append(ask(ada))
    assert [answer.status for answer in answers] == [201, 201]
    assert len({answer.json["id"] for answer in answers}) == len(aws.items("rights-requests")) == 1


def ending(monkeypatch, person, export):
    """The export ends between the next reading of its claim and that of itself."""

    def reading(*reads):
        monkeypatch.setattr(joining, "read", read)
        found = read(*reads)
        gone(person, export)
        return found

    monkeypatch.setattr(joining, "read", reading)


def test_an_export_that_ends_while_it_is_joined_is_asked_for_anew(monkeypatch):
    ada = signed_in()
    first = ask(ada).json["id"]
    ending(monkeypatch, ada, first)
    assert ask(ada).json["id"] != first


def test_an_export_that_ends_while_it_is_withdrawn_has_ended(monkeypatch):
    ada = signed_in()
    export = ask(ada).json["id"]
    ending(monkeypatch, ada, export)
    assert withdraw(ada, export).problem == "not-found"
    assert request(export).state is RequestState.COMPLETE


def test_a_frozen_account_can_be_exported_and_one_that_is_erased_cannot():
    assert ask(signed_in(state=standings.State.FROZEN)).status == 201
    assert ask(signed_in(state=standings.State.ERASING)).problem == "not-signed-in"


def test_what_is_not_ready_cannot_be_downloaded():
    ada = signed_in()
    export = ask(ada).json["id"]
    assert download(ada, export).problem == "not-found"
    withdraw(ada, export)
    assert download(ada, export).problem == "not-found"


def test_what_is_ready_is_downloaded_for_a_minute_from_an_address_of_its_own():
    ada = signed_in()
    export = ask(ada).json["id"]
    ready(export)
    answer = download(ada, export)
    assert answer.status == 303
    where = urlsplit(answer.header("Location"))
    assert where.path.endswith(f"/{ada.learner_id}/{export}/archive.zip")
    assert where.hostname == "inarax-exports-000000000000.s3.eu-west-1.amazonaws.com"  # of the region: see aws.client
    signed = parse_qs(where.query)
    assert signed["X-Amz-Expires"] == ["60"]
    assert signed["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert answer.header("Cache-Control") == "no-store"


def test_a_download_needs_a_fresh_sign_in():
    ada = signed_in()
    export = ask(ada).json["id"]
    ready(export)
    assert download(ada, export, at=STALE).problem == "sign-in-again"


def test_nobody_sees_downloads_or_deletes_anothers_export():
    ada, eve = signed_in(), signed_in()
    export = ask(ada).json["id"]
    ready(export)
    before = aws.everything()
    assert mine(eve) == []
    assert {act(eve, export).problem for act in (one, download, withdraw)} == {"not-found"}
    assert aws.everything() == before


def test_deleting_is_asked_for_at_once_and_twice_is_no_different():
    ada = signed_in()
    export = ask(ada).json["id"]
    ready(export)
    assert withdraw(ada, export).status == 204
    (shown,) = mine(ada)
    assert (shown["state"], shown["archive"]) == ("withdrawing", None)
    before = request(export)
    assert withdraw(ada, export).status == 204
    assert request(export)._replace(revision=0) == before._replace(revision=0)
