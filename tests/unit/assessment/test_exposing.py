"""What ended placements add to the counts, and when a snapshot follows."""

from copy import replace

from hypothesis import given
from hypothesis import strategies as st

from adaptive.placement import rehearsal
from adaptive.placement.population import Expected
from adaptive.placement.snapshot import Snapshot
from assessment import exposing
from assessment.exposing import EVERY, countable, counted, first, newer, shard_of
from inarax.stores.attempts import Attempt, Kind
from inarax.stores.exposures import SHARDS, Counts, Sums, total
from inarax.stores.snapshots import Published
from tests.kit.events import NOW
from tests.unit.assessment.course import course

PLACEMENT = course().placement
ITEMS = tuple(PLACEMENT.held.bank.position)
CLOSED = Attempt("ada", "a", Kind.PLACEMENT, "binary", "v1", None, ITEMS[:1], NOW, closed_at=NOW)
answers = st.lists(st.tuples(st.sampled_from(ITEMS), st.booleans()), max_size=6, unique_by=lambda answer: answer[0])


def test_a_placement_that_ended_is_countable_once():
    assert countable(CLOSED)
    for other in (
        replace(CLOSED, counted=True),
        replace(CLOSED, closed_at=None),
        replace(CLOSED, kind=Kind.QUIZ, quiz="bits"),
    ):
        assert not countable(other)


@given(st.uuids().map(str))
def test_an_attempt_has_one_shard(attempt):
    assert 0 <= shard_of(attempt) < SHARDS
    assert shard_of(attempt) == shard_of(attempt)


def test_attempts_are_spread_over_all_shards():
    assert {shard_of(f"attempt {n}") for n in range(50)} == set(range(SHARDS))


@given(st.lists(st.tuples(st.integers(0, SHARDS - 1), answers), max_size=12))
def test_however_they_are_sharded_every_learner_and_item_is_counted(taken):
    shards = [Counts("binary", "v1", n) for n in range(SHARDS)]
    for shard, given_answers in taken:
        shards[shard] = counted(shards[shard], PLACEMENT, given_answers)
    expected, shown, _ = total(shards)
    assert expected.learners == len(taken)
    assert sum(shown.values()) == sum(len(given_answers) for _, given_answers in taken)


def test_who_answers_right_is_expected_to_be_abler():
    able, unable = (
        counted(Counts("binary", "v1", 0), PLACEMENT, [(item, correct) for item in ITEMS[:4]]).expected
        for correct in (True, False)
    )
    assert able.ability > 0 > unable.ability


@given(st.integers(0, 3 * EVERY))
def test_a_snapshot_follows_after_so_many_learners_and_counts_all_of_them(learners):
    last = Published("binary", "v1", 4, Snapshot(learners=7, shown={ITEMS[0]: 3}), Expected(7, 1.0, 9.0))
    shown = {ITEMS[0]: 3 + learners // 2, ITEMS[1]: learners}
    sums = Sums(Expected(7 + learners, 1.0 + learners, 9.0 + 2 * learners), shown, {})
    published = newer(last, PLACEMENT, sums)
    if learners < EVERY:
        assert published is None
    else:
        assert (published.revision, published.folded.learners) == (5, 7 + learners)
        assert published.snapshot.learners == 7 + learners
        assert {item: published.snapshot.shown[item] for item in shown} == shown
        assert published.snapshot.population.mean > 0


def test_the_first_snapshot_of_a_version_is_the_same_again(monkeypatch):
    monkeypatch.setattr(rehearsal, "_EACH", 2)
    one, again = (first("binary", "v1", PLACEMENT.held) for _ in range(2))
    assert one == again
    assert one.snapshot.prices != exposing.first("binary", "v2", PLACEMENT.held).snapshot.prices
    assert (one.revision, one.folded) == (1, Expected())
