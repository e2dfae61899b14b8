"""Every minute the trail is sealed: each entry once, whatever overlaps or breaks off, and what is sealed holds."""

from collections import Counter
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError

from inarax import aws as clients
from inarax import ledger
from inarax.stores import audit
from security import sealer, sealing
from tests.kit import aws, permissions
from tests.kit.events import NOW
from tests.kit.events import recorded as event
from tests.kit.trail import chain, holds, recorded, tamper, trail

CONTEXT = SimpleNamespace(aws_request_id="c6af9ac6-7b61-11e6-9a41-93e8deadbeef")


def _tick():
    with permissions.of("security.sealing"):
        return sealing.handler(event("security/sealing"), CONTEXT)


def _key(key_id):
    return ledger.jwk(aws.client("kms").get_public_key(KeyId=key_id)["PublicKey"], key_id)


@pytest.fixture
def held(seal_key_id):
    """Whether chain and trail hold now."""
    key = _key(seal_key_id)
    return lambda: ledger.is_chain(chain(), key) and holds(trail(), chain())


def test_what_was_recorded_is_sealed_and_proven(held):
    recorded(7)
    assert _tick() == {"seals": 1, "entries": 7}
    (seal,) = chain()
    assert (seal.statement.number, seal.statement.size, seal.statement.previous) == (1, 7, ledger.FIRST)
    assert held()
    assert all(entry.intact for entry in trail())


def test_leaves_are_in_the_order_of_their_entries_ids():
    recorded(9)
    _tick()
    ordered = sorted(trail(), key=lambda entry: entry.entry_id)
    assert [entry.place.position for entry in ordered] == list(range(9))


def test_a_minute_in_which_nothing_happened_has_no_seal():
    assert _tick() == {"seals": 0, "entries": 0}
    assert aws.items("seals") == []


def test_what_is_sealed_is_not_sealed_again(held):
    recorded(3)
    _tick()
    before = aws.everything()
    assert _tick() == {"seals": 0, "entries": 0}
    assert aws.everything() == before


def test_each_seal_follows_the_one_before(held):
    for count in (1, 2, 5):
        recorded(count)
        _tick()
    assert [seal.statement.size for seal in chain()] == [1, 2, 5]
    assert held()


def test_many_entries_get_several_seals_in_one_run(held):
    recorded(120)
    assert _tick() == {"seals": 2, "entries": 120}
    assert [seal.statement.size for seal in chain()] == [99, 21]
    assert held()


@pytest.fixture
def small(monkeypatch):
    """A seal takes three entries."""
    monkeypatch.setattr(audit, "BATCH", 3)


def test_a_run_is_bounded_and_the_next_goes_on(held, monkeypatch, small):
    monkeypatch.setattr(sealer, "SEALS", 2)
    recorded(8)
    assert [_tick()["entries"] for _ in range(3)] == [6, 2, 0]
    assert held()


# Overlapping ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def between(monkeypatch):
    """`between(act)`: `act` happens once, after the next run has signed and before it writes."""

    def arrange(act):
        signed, left = sealer._signed, [act]

        def interrupted(statement):
            seal = signed(statement)
            if left:
                left.pop()()
            return seal

        monkeypatch.setattr(sealer, "_signed", interrupted)

    return arrange


def _meanwhile(count):
    with permissions.of("somebody else"):
        recorded(count)


def test_of_two_runs_at_once_one_seals(between, held, small):
    recorded(5)
    done = []
    between(lambda: done.append(_tick()))
    assert _tick() == {"seals": 0, "entries": 0}
    assert done == [{"seals": 2, "entries": 5}]
    assert Counter(entry.place.seal for entry in trail()) == {1: 3, 2: 2}
    assert held()


def test_what_is_recorded_meanwhile_waits_for_the_next_run(between, held):
    recorded(3)
    between(lambda: _meanwhile(4))
    assert _tick()["entries"] == 3
    assert _tick()["entries"] == 4
    assert held()


def test_an_entry_that_the_index_still_lists_though_it_is_sealed_is_not_sealed_again(monkeypatch, held):
    recorded(3)
    stale = audit.unsealed(None)
    _tick()
    recorded(1)
    with monkeypatch.context() as lagging:
        lagging.setattr(audit, "unsealed", lambda _after: stale)
        assert _tick() == {"seals": 0, "entries": 0}
    assert [seal.statement.size for seal in chain()] == [3]
    assert _tick() == {"seals": 1, "entries": 1}
    assert held()


def test_an_entry_that_expired_while_it_waited_is_not_made_anew(between):
    recorded(1)
    (entry,) = trail()
    key = {"learner_id": {"S": entry.learner_id}, "entry_id": {"S": entry.entry_id}}
    between(lambda: aws.client("dynamodb").delete_item(TableName="inarax-audit", Key=key))  # as TTL does
    assert _tick() == {"seals": 0, "entries": 0}
    assert aws.items("audit") == aws.items("seals") == []


# Breaking off ---------------------------------------------------------------------------------------------------------


class _Crash(Exception):
    """The function is no more."""


@pytest.mark.parametrize("step", range(1, 10))
def test_wherever_a_run_breaks_off_the_next_goes_on_and_nothing_is_half_sealed(step, monkeypatch, held, small):
    recorded(8)
    client, calls = clients.dynamodb().client, []
    send = client._make_api_call

    def breaking(operation, told):
        calls.append(operation)
        if len(calls) == step:
            raise _Crash
        return send(operation, told)

    with monkeypatch.context() as broken:
        broken.setattr(client, "_make_api_call", breaking)
        if step <= 7:  # the end of the chain; thrice what waits and a transaction
            with pytest.raises(_Crash):
                _tick()
        else:
            _tick()
    under = Counter(entry.place.seal for entry in trail() if entry.place)
    assert under == {seal.statement.number: seal.statement.size for seal in chain()}
    _tick()
    assert held()
    assert [seal.statement.size for seal in chain()] == [3, 3, 2]


def test_without_a_signature_nothing_is_written_and_the_failure_is_told_to_lambda(monkeypatch, logged):
    recorded(2)
    before = aws.everything()

    def refuse(*_args, **_more):
        raise ClientError({"Error": {"Code": "KMSInternalException"}}, "Sign")

    monkeypatch.setattr(clients.client("kms"), "sign", refuse)
    with pytest.raises(ClientError):  # Lambda tries twice more, then it is a dead letter
        _tick()
    assert aws.everything() == before
    assert '"cause":"KMSInternalException"' in logged()


def test_nothing_of_an_entry_is_logged(logged):
    (one,) = recorded(1)
    _tick()
    (entry,) = trail()
    for secret in (one.learner_id, one.about, entry.entry_id, entry.leaf.hex()):
        assert secret not in logged()


# What sealed entries prove --------------------------------------------------------------------------------------------


def test_of_the_forgotten_the_seals_still_hold(held):
    recorded(5, "ada")
    recorded(6, "bob")
    _tick()
    assert sum(audit.forget("ada")) == 5
    assert held()
    assert all(entry.forgotten for entry in audit.entries("ada"))
    assert all(entry.intact for entry in audit.entries("bob"))


def test_who_is_forgotten_before_the_seal_is_sealed_as_a_leaf(held):
    recorded(2, "ada")
    assert sum(audit.forget("ada"))
    assert _tick() == {"seals": 1, "entries": 2}
    assert held()


@pytest.mark.parametrize(
    "changed",
    [
        {"leaf": {"B": bytes(32)}},
        {"position": {"N": "1"}},
        {"path": {"B": bytes(64)}},
        {"path": {"B": b"short"}},
        {"sealed_by": {"N": "2"}},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_sealed_entry_that_was_changed_is_found(changed, held):
    recorded(3)
    _tick()
    assert held()
    first = min(trail(), key=lambda entry: entry.entry_id)
    tamper(first, **changed)
    assert not held()


def test_a_sealed_entry_that_was_written_anew_with_its_leaf_is_found(held):
    recorded(3)
    _tick()
    first, *_ = trail()
    body = {**first.body, "actor": "somebody else"}
    tamper(first, leaf={"B": ledger.leaf(first.salt, body)}, body={"S": ledger.canonical(body).decode()})
    (again,) = [entry for entry in trail() if entry.entry_id == first.entry_id]
    assert again.intact
    assert not held()


def test_a_sealed_entry_that_was_taken_away_is_missed(held):
    recorded(3)
    _tick()
    first, *_ = trail()
    key = {"learner_id": {"S": first.learner_id}, "entry_id": {"S": first.entry_id}}
    aws.client("dynamodb").delete_item(TableName="inarax-audit", Key=key)
    assert not held()


def test_a_seal_says_the_minute_in_which_it_was_made(monkeypatch):
    recorded(1)
    sealer.run(NOW.replace(second=59))
    assert chain()[0].statement.minute == NOW
