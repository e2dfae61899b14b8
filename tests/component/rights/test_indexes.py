"""Indexes lag behind their tables: nothing counts as erased before it is gone from them, whatever interrupts."""

from datamap.template import resources, substituted

from inarax.stores.subscriptions import State
from rights.erasure import erasers
from rights.erasure.plan import current as plan
from tests.component.rights.erasing import deliver, is_complete, of
from tests.component.rights.faults import TimedOut
from tests.kit import aws, mailing, permissions, weather
from tests.kit.machine import DUE
from tests.kit.weather import Params

KNOWN = {("contests", "queue"), ("mails", "handles"), ("standings", "roster"), ("subscriptions", "roster")}


class Index:
    """Every index goes on showing, so many times each, what its table has lost."""

    def __init__(self, times: int) -> None:
        self.times, self.asked = times, []

    def __call__(self, operation: str, params: Params, call: weather.Call):
        answer = call(params)
        if operation != "Query" or params.get("Select") != "COUNT" or "IndexName" not in params:
            return answer
        if permissions.at_work() == DUE:  # which counts every minute, and looks nothing up
            return answer
        asked = (params["TableName"], params["IndexName"], str(params["ExpressionAttributeValues"]))
        self.asked.append(asked)
        return {**answer, "Count": 1} if self.asked.count(asked) <= self.times else answer

    def seen(self) -> set[tuple[str, str]]:
        return {(table.removeprefix("inarax-"), index) for table, index, _ in self.asked}


def test_every_index_of_a_store_whose_items_are_deleted_is_planned():
    planned = {store.name: store for store in plan().first + plan().last if store.means == "items"}
    deployed = {
        (name, index["IndexName"], tuple(key["AttributeName"] for key in index["KeySchema"]))
        for table in resources("AWS::DynamoDB::Table").values()
        if (name := substituted(table["TableName"]).removeprefix("inarax-")) in planned
        for index in table.get("GlobalSecondaryIndexes", ())
    }
    assert {(name, *index) for name, store in planned.items() for index in store.indexes} == deployed
    assert {each[:2] for each in deployed} >= KNOWN


def test_what_was_deleted_is_looked_up_in_each_index_until_it_is_gone(world, machine):
    mailing.asking(world.ada.learner_id, State.CONFIRMED)
    index = Index(times=3)
    with weather.under(index):
        machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert index.seen() >= KNOWN
    assert min(index.asked.count(asked) for asked in index.asked) > 3


def test_an_index_that_is_far_behind_is_a_fault_and_nothing_goes_on_before_it_caught_up(world, machine):
    with weather.under(Index(times=150)):
        machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    first, *_ = [each for each in machine.executions() if world.known["erasure"] in each["input"]]
    assert first["status"] == "FAILED"


def test_who_comes_after_an_interruption_looks_from_the_note(world, machine):
    index, cut = Index(times=2), []

    def cut_off(operation, params, call):
        if "IndexName" in params and params["TableName"] == "inarax-contests" and not cut:
            cut.append(params)
            raise TimedOut
        return call(params)

    with weather.under(index), weather.under(cut_off):
        machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert cut
    assert ("contests", "queue") in index.seen()
    assert "contests" not in of(world.ada)


def test_of_two_that_stand_under_the_same_key_each_is_looked_up_alone(world, machine, monkeypatch):
    monkeypatch.setattr(erasers, "BATCH", 1)
    mine, *_ = [item for item in aws.items("contests") if item["learner_id"]["S"] == world.ada.learner_id]
    aws.client("dynamodb").put_item(TableName="inarax-contests", Item={**mine, "contest_id": {"S": "another"}})
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert {each["status"] for each in machine.executions()} == {"SUCCEEDED"}


def test_another_learners_entry_under_the_same_key_keeps_nobody_waiting(world, machine):
    mine, *_ = [item for item in aws.items("contests") if item["learner_id"]["S"] == world.ada.learner_id]
    theirs = {**mine, "learner_id": {"S": world.eve.learner_id}}
    aws.client("dynamodb").put_item(TableName="inarax-contests", Item=theirs)
    machine.run(lambda: is_complete(world.known["erasure"]), deliver)
    assert theirs in aws.items("contests")
