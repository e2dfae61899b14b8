"""Sealed values open where they were sealed, with the key they were sealed under, and nowhere else."""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import sealing
from inarax.sealing import KEPT, KEY, BrokenSeal, Place, Ring, Wrapped, seal, unseal

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HERE = Place("contests", "text", "ada", "attempt.item")
ONE, OTHER = os.urandom(KEY), os.urandom(KEY)

names = st.text(max_size=20)
places = st.builds(Place, names, names, names, names)
keys = st.binary(min_size=KEY, max_size=KEY)


class Kms:
    """Wraps by giving a key another name; counts what it unwraps."""

    def __init__(self) -> None:
        self.wrapped: dict[bytes, bytes] = {}
        self.unwrapped = 0

    def wrap(self, key: bytes) -> bytes:
        name = f"wrapped {len(self.wrapped)}".encode()
        self.wrapped[name] = key
        return name

    def unwrap(self, name: bytes) -> bytes:
        self.unwrapped += 1
        return self.wrapped[name]

    def ring(self, rotations: int = 0) -> Ring:
        ring = Ring(Wrapped("ada", self.wrap(os.urandom(KEY)), None, 1, NOW), self.unwrap)
        for _ in range(rotations):
            ring = self.rotated(ring)
        return ring

    def rotated(self, ring: Ring) -> Ring:
        key = os.urandom(KEY)
        return Ring(ring.followed_by(key, self.wrap(key), NOW), self.unwrap)


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass when the test says so; and nobody's keys in memory."""
    now = [1_000.0]
    monkeypatch.setattr(sealing, "_clock", lambda: now[0])
    monkeypatch.setattr(sealing, "_rings", {})
    return now


@given(keys, st.integers(1, 65_535), st.binary(max_size=2_000), places)
def test_what_was_sealed_opens_as_it_was(key, version, plain, place):
    sealed = seal(key, version, plain, place)
    assert unseal(key, sealed, place) == plain
    assert sealing.version_of(sealed) == version


@given(st.binary(min_size=4, max_size=200))
def test_a_sealed_value_shows_nothing_and_is_never_the_same_twice(plain):
    first, second = seal(ONE, 1, plain, HERE), seal(ONE, 1, plain, HERE)
    assert plain not in first
    assert first != second


@given(places, places)
def test_a_value_opens_at_its_own_place_alone(sealed_at, opened_at):
    sealed = seal(ONE, 1, b"secret", sealed_at)
    if sealed_at == opened_at:
        assert unseal(ONE, sealed, opened_at) == b"secret"
    else:
        with pytest.raises(BrokenSeal):
            unseal(ONE, sealed, opened_at)


@pytest.mark.parametrize(
    "elsewhere",
    [
        HERE._replace(learner_id="eve"),
        HERE._replace(attribute="explanation"),
        HERE._replace(store="responses"),
        HERE._replace(rest="attempt.another"),
        Place("contests", "textada", "", "attempt.item"),
    ],
)
def test_a_value_that_was_moved_is_refused(elsewhere):
    with pytest.raises(BrokenSeal):
        unseal(ONE, seal(ONE, 1, b"secret", HERE), elsewhere)


def test_another_key_is_refused():
    with pytest.raises(BrokenSeal):
        unseal(OTHER, seal(ONE, 1, b"secret", HERE), HERE)


SEALED = seal(ONE, 1, b"secret", HERE)


@pytest.mark.parametrize("bit", range(8 * len(SEALED)))
def test_a_flipped_bit_is_refused_wherever_it_is(bit):
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BrokenSeal):
        unseal(ONE, bytes(changed), HERE)


@given(st.binary(max_size=60))
def test_bytes_that_are_no_sealed_value_are_refused(raw):
    with pytest.raises(BrokenSeal):
        unseal(ONE, raw, HERE)


@given(st.integers(0, 5))
def test_every_older_key_still_opens_and_one_unwrapping_opens_all(rotations):
    kms = Kms()
    rings = [kms.ring()]
    for _ in range(rotations):
        rings.append(kms.rotated(rings[-1]))
    sealed = [ring.seal(str(number).encode(), HERE) for number, ring in enumerate(rings)]
    cold, before = Ring(rings[-1].wrapped, kms.unwrap), kms.unwrapped
    assert [cold.unseal(each, HERE) for each in sealed] == [str(number).encode() for number in range(rotations + 1)]
    assert kms.unwrapped == before + 1
    assert [sealing.version_of(each) for each in sealed] == list(range(1, rotations + 2))


@pytest.mark.parametrize("version", [0, 2])
def test_a_value_under_a_key_that_the_ring_does_not_have_is_refused(version):
    with pytest.raises(BrokenSeal):
        Kms().ring().unseal(seal(ONE, version, b"secret", HERE), HERE)


def test_keys_that_were_swapped_between_learners_open_nothing():
    kms = Kms()
    adas, eves = kms.ring(rotations=1), kms.ring()
    sealed = adas.seal(b"secret", HERE)
    with pytest.raises(BrokenSeal):
        Ring(adas.wrapped._replace(learner_id="eve"), kms.unwrap).unseal(sealed, HERE._replace(learner_id="eve"))
    with pytest.raises(BrokenSeal):
        Ring(eves.wrapped._replace(version=2), kms.unwrap).unseal(sealed, HERE)


@pytest.mark.parametrize(("seconds", "unwrapped"), [(0, 1), (KEPT - 1, 1), (KEPT, 2), (-1, 2)])
def test_an_unwrapped_key_is_used_for_a_minute_and_no_longer(clock, seconds, unwrapped):
    kms = Kms()
    ring = kms.ring()
    ring.seal(b"secret", HERE)
    clock[0] += seconds
    ring.seal(b"secret", HERE)
    assert kms.unwrapped == unwrapped


def test_a_key_that_was_made_just_now_need_not_be_unwrapped(clock):
    kms = Kms()
    ring = kms.ring()
    ring.use(kms.wrapped[ring.wrapped.newest])
    sealed = ring.seal(b"secret", HERE)
    assert kms.unwrapped == 0
    assert Ring(ring.wrapped, kms.unwrap).unseal(sealed, HERE) == b"secret"


def test_a_key_in_use_is_not_kept_longer_for_it(clock):
    kms = Kms()
    ring = kms.ring()
    for _ in range(4):
        ring.seal(b"secret", HERE)
        clock[0] += KEPT / 3
    assert kms.unwrapped == 2


def test_somebody_s_expired_keys_leave_memory_when_anybody_s_are_read(clock):
    kms = Kms()
    ada = sealing.hold(kms.ring().wrapped, kms.unwrap)
    ada.seal(b"secret", HERE)
    clock[0] += KEPT
    sealing.hold(kms.ring().wrapped._replace(learner_id="eve"), kms.unwrap)
    assert not ada._keys


def test_keys_that_were_read_again_unchanged_are_not_unwrapped_again(clock):
    kms = Kms()
    wrapped = kms.ring().wrapped
    for _ in range(3):
        sealing.hold(wrapped, kms.unwrap).seal(b"secret", HERE)
    assert kms.unwrapped == 1


def test_keys_that_have_changed_replace_those_in_memory(clock):
    kms = Kms()
    ring = kms.ring()
    sealing.hold(ring.wrapped, kms.unwrap)
    rotated = sealing.hold(kms.rotated(ring).wrapped, kms.unwrap)
    assert sealing.held("ada") is rotated
    assert sealing.version_of(rotated.seal(b"secret", HERE)) == 2


def test_what_is_forgotten_is_not_held(clock):
    kms = Kms()
    sealing.hold(kms.ring().wrapped, kms.unwrap)
    sealing.forget("ada")
    sealing.forget("nobody")
    assert sealing.held("ada") is None


def test_memory_holds_so_many_learners_and_those_used_last(clock):
    kms = Kms()
    wrapped = kms.ring().wrapped
    for number in range(sealing._MOST):
        sealing.hold(wrapped._replace(learner_id=str(number)), kms.unwrap)
    sealing.hold(wrapped._replace(learner_id="0"), kms.unwrap)
    sealing.hold(wrapped._replace(learner_id="one more"), kms.unwrap)
    assert len(sealing._rings) == sealing._MOST
    assert sealing.held("0") is not None
    assert sealing.held("1") is None
