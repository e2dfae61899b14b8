"""Rosters: everybody of a shard once, whatever the page and wherever a turn begins."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from inarax.stores import reminders, rosters
from inarax.stores.base import transact
from inarax.stores.reminders import Reminder

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
TURNS = [MIDNIGHT + timedelta(hours=16 * n) for n in range(12)]
"""Of one shard."""


@pytest.fixture
def learners(stores, monkeypatch):
    """Eleven of the shard whose turns these are, a few a page; and one of another."""
    monkeypatch.setattr(rosters, "PAGE", 3)
    (shard,) = {rosters.turn(at) for at in TURNS}
    mine = [f"{shard}{n:x}000000-0000-4000-8000-000000000000" for n in range(16) if n % 3]
    other = rosters.SHARDS[rosters.SHARDS.index(shard) - 1]
    for learner_id in (*mine, f"{other}0000000-0000-4000-8000-000000000000"):
        transact(reminders.begin(Reminder(learner_id, MIDNIGHT)))
    return mine


@pytest.mark.parametrize("at", TURNS)
def test_everybody_of_the_shard_has_a_turn_once(learners, at):
    assert sorted(rosters.in_turn(reminders.reminded, at)) == learners


def test_after_some_turns_that_all_break_off_early_everybody_was_looked_at(learners):
    looked = {learner for at in TURNS for learner in islice(rosters.in_turn(reminders.reminded, at), 4)}
    assert looked == set(learners)


def test_a_round_repeated_within_the_hour_goes_the_same_way(learners):
    first, again = (
        list(rosters.in_turn(reminders.reminded, at)) for at in (TURNS[3], TURNS[3] + timedelta(minutes=59))
    )
    assert first == again
