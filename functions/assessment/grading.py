"""Whether an answer is right, and what to say about it.

A choice is right when all and only the right options are chosen; a number within an absolute tolerance; a short text
when it is one of those accepted, after normalization. A wrong answer that is known shows its misconception. Not to know
is an answer to any item: it counts as a wrong one, and shows none.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from inarax.spelling import normalized


class Mismatch(ValueError):
    """The answer does not fit the item: another kind, an option that it has not, or several where one is asked."""


class Options(NamedTuple):
    """The options chosen."""

    options: frozenset[str]


class Number(NamedTuple):
    """A number, in the item's unit."""

    number: float


class Text(NamedTuple):
    """A short text in the learner's own words."""

    text: str


class Unknown(NamedTuple):
    """The learner does not know: the way out of a question."""


type Answer = Options | Number | Text | Unknown


class Remark(NamedTuple):
    """What is said of one answer: why it is right or wrong, and the misconception it shows."""

    explanation: str
    misconception: str | None


class ChoiceKey(NamedTuple):
    """The right options, of which there is one where the item is `single`, and a remark on each option."""

    correct: frozenset[str]
    remarks: Mapping[str, Remark]
    single: bool
    explanation: str


class NumberKey(NamedTuple):
    """The right number, right within `tolerance`, and remarks on known wrong ones."""

    value: float
    tolerance: float
    near: tuple[tuple[float, Remark], ...]
    explanation: str


class TextKey(NamedTuple):
    """The accepted texts, and remarks on known wrong ones."""

    accepted: tuple[str, ...]
    near: tuple[tuple[str, Remark], ...]
    explanation: str


type Key = ChoiceKey | NumberKey | TextKey


class Grade(NamedTuple):
    """The grade of an answer; `options` explains those chosen and the right ones."""

    correct: bool
    explanation: str
    misconception: str | None
    options: Mapping[str, str]


def grade(key: Key, answer: Answer) -> Grade:
    """Grade an answer; raises Mismatch where it is not an answer to this item at all."""
    match key, answer:
        case _, Unknown():
            return Grade(False, key.explanation, None, _explained(key))
        case ChoiceKey(), Options(options):
            return _choice(key, options)
        case NumberKey(), Number(number):
            known = (remark for value, remark in key.near if _within(number, value, key.tolerance))
            return _grade(key, _within(number, key.value, key.tolerance), next(known, None))
        case TextKey(), Text(text):
            said = normalized(text)
            known = (remark for wrong, remark in key.near if normalized(wrong) == said)
            return _grade(key, said in map(normalized, key.accepted), next(known, None))
    raise Mismatch("This item is answered in another way: with options, with a number or with a text.")


def _choice(key: ChoiceKey, chosen: frozenset[str]) -> Grade:
    if not chosen or not chosen <= key.remarks.keys():
        raise Mismatch("Choose among the options of this item.")
    if key.single and len(chosen) > 1:
        raise Mismatch("Choose one option.")
    wrong = (key.remarks[option].misconception for option in sorted(chosen - key.correct))
    shown = {option: key.remarks[option].explanation for option in sorted(chosen | key.correct)}
    return Grade(chosen == key.correct, key.explanation, next(filter(None, wrong), None), shown)


def _explained(key: Key) -> Mapping[str, str]:
    """What is said of the right options."""
    return (
        {option: key.remarks[option].explanation for option in sorted(key.correct)}
        if isinstance(key, ChoiceKey)
        else {}
    )


def _grade(key: NumberKey | TextKey, correct: bool, known: Remark | None) -> Grade:
    if correct or known is None:
        return Grade(correct, key.explanation, None, {})
    return Grade(False, f"{known.explanation} {key.explanation}", known.misconception, {})


def _within(number: float, value: float, tolerance: float) -> bool:
    """Compared as the decimals that were written: as binary fractions, 2.4 is not within 0.1 of 2.3."""
    return abs(Decimal(repr(number)) - Decimal(repr(value))) <= Decimal(repr(tolerance))
