"""Trying again what was overtaken, and in the end saying so."""

import pytest

from inarax import problems
from inarax.again import settled


def _overtaken(times):
    rounds = iter(range(100))

    def act():
        if (done := next(rounds)) < times:
            raise problems.Conflict
        return done

    return act


def test_what_is_overtaken_is_done_again():
    assert settled(_overtaken(4)) == 4


def test_who_is_always_overtaken_is_told():
    with pytest.raises(problems.Conflict):
        settled(_overtaken(5))


def test_it_is_told_as_the_caller_says():
    with pytest.raises(problems.Busy):
        settled(_overtaken(5), problems.Busy)


def test_another_refusal_is_final():
    def act():
        raise problems.AlreadyCounted

    with pytest.raises(problems.AlreadyCounted):
        settled(act)
