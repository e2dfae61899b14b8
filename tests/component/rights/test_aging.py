"""The receipt's second line: signed when the last backup copy is gone, once, and not a moment before."""

import json
from datetime import datetime, timedelta

import pytest

from inarax import ledger
from inarax.stores import rights_requests
from rights.erasure import aging, receipting
from tests.component.rights.erasing import deliver, is_complete, request
from tests.component.rights.test_erasures import receipt
from tests.kit import aws
from tests.kit.ledger import receipt_key

DONE = {"waiting": 1, "failed": 0}


@pytest.fixture
def erased(world, machine):
    """The world after Ada's erasure, in which nothing else waits."""
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    for item in aws.items("rights-requests"):
        if item["request_id"]["S"] != world.known["erasure"]:
            aws.client("dynamodb").delete_item(
                TableName="inarax-rights-requests", Key={"request_id": item["request_id"]}
            )
    return world


def _lines(world):
    shown = receipt(world.known["receipt"]).json
    return shown["receipt"], shown["backups"]


def _over(world):
    """The first moment after the day that the receipt names."""
    until = json.loads(_lines(world)[0]["statement"])["backups until"]
    return datetime.fromisoformat(f"{until}T00:00:00+00:00") + timedelta(days=1)


def test_the_second_line_is_signed_when_the_day_has_passed_and_names_the_first(erased, machine):
    machine.at = _over(erased)
    assert machine.tick() == DONE
    first, second = _lines(erased)
    key = ledger.jwk(aws.client("kms").get_public_key(KeyId=receipt_key())["PublicKey"], receipt_key())
    assert ledger.verifies(receipting.digest(second["statement"]), ledger.decoded(second["signature"]), key)
    said = json.loads(second["statement"])
    assert said["receipt"] == receipting.digest(first["statement"]).hex()
    assert said["signed"] == ledger.moment(machine.at)
    assert erased.ada.learner_id not in second["statement"]


def test_not_a_moment_before(erased, machine):
    machine.at = _over(erased) - timedelta(seconds=1)
    assert machine.tick() == {"waiting": 0, "failed": 0}
    assert _lines(erased)[1] is None


def test_no_execution_is_started_for_it(erased, machine):
    machine.at, before = _over(erased), len(machine.executions())
    machine.tick()
    assert len(machine.executions()) == before


def test_once_and_nothing_waits_any_more(erased, machine):
    machine.at = _over(erased)
    machine.tick()
    line = _lines(erased)[1]
    machine.at += timedelta(days=400)
    assert machine.tick() == {"waiting": 0, "failed": 0}
    assert _lines(erased)[1] == line


def test_an_index_that_lingers_signs_nothing_twice(erased, machine, monkeypatch):
    machine.at = _over(erased)
    machine.tick()
    line = _lines(erased)[1]
    monkeypatch.setattr(rights_requests, "waiting", lambda _at: [erased.known["erasure"], "nobody's"])
    assert machine.tick() == {"waiting": 2, "failed": 0}
    assert _lines(erased)[1] == line


def test_who_is_overtaken_leaves_the_line_of_the_other(erased, machine, monkeypatch):
    machine.at, sign = _over(erased), aging.receipt_signing.signed

    def overtaken(statement):
        monkeypatch.setattr(aging.receipt_signing, "signed", sign)
        machine.tick()
        return sign(statement + " ")

    monkeypatch.setattr(aging.receipt_signing, "signed", overtaken)
    assert machine.tick() == DONE
    assert not _lines(erased)[1]["statement"].endswith(" ")


def test_what_cannot_be_signed_is_tried_again_by_the_next_run(erased, machine, monkeypatch):
    machine.at, sign = _over(erased), aging.receipt_signing.signed
    monkeypatch.setattr(aging.receipt_signing, "signed", lambda _statement: 1 / 0)
    assert machine.tick() == {"waiting": 1, "failed": 1}
    monkeypatch.setattr(aging.receipt_signing, "signed", sign)
    assert machine.tick() == DONE
    assert _lines(erased)[1]


def test_a_complete_erasure_ends_three_years_after_it_whether_or_not_the_line_is_signed(erased, machine):
    def expires_at():
        (item,) = aws.items("rights-requests")
        return int(item["expires_at"]["N"])

    before = expires_at()
    assert before == int((request(erased.known["erasure"]).since + rights_requests.KEPT.time).timestamp())
    machine.at = _over(erased)
    machine.tick()
    assert expires_at() == before
