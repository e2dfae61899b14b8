"""Rules that an item must keep on its own, whatever the rest of the course says."""

from collections.abc import Callable, Iterator

from authoring import markdown
from authoring.models import ChoiceItem, Item, NumericItem, TextItem, Use
from authoring.problems import Problem
from authoring.source import Located
from inarax.spelling import LONGEST, normalized


def check_item(located: Located[Item]) -> Iterator[Problem]:
    """Check one item's key, and where it may be asked."""
    item, error = located.value, located.marks.error
    title = f"item {item.id}: "
    yield from _asked(item, title, error)
    yield from _shown(item, title, error)
    match item:
        case ChoiceItem():
            yield from _options(item, title, error)
        case NumericItem():
            for index, near in enumerate(item.near):
                if abs(near.value - item.value) <= item.tolerance:
                    yield error(
                        f"{title}near {near.value:g} is within the tolerance of the key: move it", "near", index
                    )
        case TextItem():
            yield from _texts(item, title, error)


def _asked(item: Item, title: str, error: Callable[..., Problem]) -> Iterator[Problem]:
    """A placement is the same for everybody, and one on trial new to everybody: who has seen it before tells little."""
    if item.domain is not None and Use.PLACEMENT in item.uses:
        yield error(
            f"{title}a placement is the same for everybody and asks none of a domain: write uses: [quiz]", "uses"
        )
    if Use.PILOT not in item.uses:
        return
    if len(item.uses) > 1:
        yield error(f"{title}a pilot is on trial, so it is used for nothing else: write uses: [pilot]", "uses")
    if item.domain is not None:
        yield error(f"{title}a pilot is asked of everybody, so it has no domain: write domain: null", "domain")


def _shown(item: Item, title: str, error: Callable[..., Problem]) -> Iterator[Problem]:
    """What is rendered of an item holds no image, as a lesson holds none."""
    for _, source in markdown.images(item.stem):
        yield error(f"{title}image {source}: {markdown.NO_IMAGES}", "stem")
    for name, option in item.options.items() if isinstance(item, ChoiceItem) else ():
        for _, source in markdown.images_in_line(option.text):
            yield error(f"{title}option {name}: image {source}: {markdown.NO_IMAGES}", "options", name)


def _texts(item: TextItem, title: str, error: Callable[..., Problem]) -> Iterator[Problem]:
    """Each text can be sent, says something and is known once, as grading will read it."""
    accepted = {normalized(text) for text in item.accepted}
    for index, wrong in enumerate(item.near):
        if normalized(wrong.text) in accepted:
            yield error(f"{title}near {wrong.text!r} is also accepted: remove one", "near", index)
    written = [("accepted", index, text) for index, text in enumerate(item.accepted)]
    written += [("near", index, wrong.text) for index, wrong in enumerate(item.near)]
    for key, index, text in written:
        if not normalized(text):
            message = (
                f"{title}{key} {text!r}: nothing is left of it where case, spaces and final punctuation do not count"
            )
            yield error(f"{message}: ask for something else", key, index)
        if len(text) > LONGEST:
            yield error(f"{title}{key} has {len(text)} characters: at most {LONGEST} can be sent", key, index)


def _options(item: ChoiceItem, title: str, error: Callable[..., Problem]) -> Iterator[Problem]:
    right = [name for name, option in item.options.items() if option.correct]
    if item.kind == "single" and len(right) != 1:
        yield error(f"{title}{len(right)} options are correct: a single choice has exactly one", "options")
    if item.kind == "multiple" and not right:
        yield error(f"{title}no option is correct: a multiple choice has at least one", "options")
    if item.kind == "multiple" and len(right) == len(item.options):
        yield error(f"{title}no option is wrong: a multiple choice has at least one", "options")
    for name, option in item.options.items():
        where = ("options", name)
        if not (option.explanation or "").strip():
            yield error(f"{title}option {name}: every option needs an explanation", *where)
        if not option.correct and option.misconception is None:
            yield error(f"{title}option {name}: every wrong option needs a misconception", *where)
        if option.correct and option.misconception is not None:
            yield error(f"{title}option {name}: a correct option shows no misconception: remove it", *where)
