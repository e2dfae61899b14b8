"""Rules about how much a course must hold to teach and to measure."""

from collections import Counter
from collections.abc import Iterator

from authoring.models import Manifest, Use
from authoring.problems import Problem
from authoring.source import Draft, Located

ITEMS_PER_SKILL = 3
PLACEMENT_POOL = 20
PILOTS = 40
"""At most: an attempt asks two, and each needs about 150 answers."""
BEFORE_A_PILOT = 5
"""An attempt asks so many items that count before one that does not."""


def check_counts(draft: Draft, manifest: Located[Manifest]) -> Iterator[Problem]:
    """Enough items for every skill, for every quiz and for the placement, and help with every skill.

    Each item counts where its `uses` say: where a door would not ask it for its domain, another rule refuses it.
    """
    yield from _skills(draft, manifest)
    yield from _quizzes(draft)
    yield from _placement(draft, manifest)


def _skills(draft: Draft, manifest: Located[Manifest]) -> Iterator[Problem]:
    taught = {skill for page in draft.pages for skill in page.value.lesson.skills}
    remedial = [page.value.lesson for page in draft.pages if page.value.lesson.kind == "remedial"]
    helped = {skill for lesson in remedial for skill in lesson.skills}
    asked = Counter(item.value.skill for item in draft.items if Use.PILOT not in item.value.uses)
    for n, skill in enumerate(manifest.value.skills):
        title, where = f"skill {skill.id}: ", ("skills", n)
        if skill.id not in taught:
            yield manifest.marks.error(f"{title}no lesson teaches it: name it in a lesson's skills", *where)
        elif skill.id not in helped:
            message = "has no remedial lesson: whoever fails a quiz on it can only repeat the lesson"
            yield manifest.marks.warning(f"skill {skill.id} {message}", *where)
        if asked[skill.id] < ITEMS_PER_SKILL:
            message = f"{title}{asked[skill.id]} items ask it: write at least {ITEMS_PER_SKILL}"
            yield manifest.marks.error(message, *where)


def _quizzes(draft: Draft) -> Iterator[Problem]:
    pool = Counter(item.value.lesson for item in draft.items if Use.QUIZ in item.value.uses)
    for page in draft.pages:
        lesson, have = page.value.lesson, pool[page.value.lesson.id]
        if lesson.quiz is None:
            continue
        title = f"lesson {lesson.id}: its quiz asks {lesson.quiz.items} of {have} items: "
        if have < lesson.quiz.items:
            yield page.marks.error(f"{title}write more or ask fewer", "quiz", "items")
        elif have < 2 * lesson.quiz.items:
            message = f"{title}with twice as many as asked, a second try differs from the first"
            yield page.marks.warning(message, "quiz", "items")


def _placement(draft: Draft, manifest: Located[Manifest]) -> Iterator[Problem]:
    have = sum(Use.PLACEMENT in item.value.uses for item in draft.items)
    if have < PLACEMENT_POOL:
        message = f"placement: {have} items may be used in it: allow at least {PLACEMENT_POOL}"
        yield manifest.marks.error(message, "placement")
    stated = manifest.value.placement
    if (stated.target_sd is None) == (stated.worth is None):
        message = "placement: it stops early at a target_sd or at what an item is worth: give one of the two"
        yield manifest.marks.error(message, "placement")
    if stated.max_items > have:
        message = f"placement: max_items is above the {have} items that may be used in it: lower it"
        yield manifest.marks.error(message, "placement", "max_items")
    pilots = sum(Use.PILOT in item.value.uses for item in draft.items)
    if pilots > PILOTS:
        message = f"placement: {pilots} items are pilots: have at most {PILOTS}, so that each is answered often enough"
        yield manifest.marks.error(message, "placement")
    if pilots and stated.max_items <= BEFORE_A_PILOT:
        message = f"placement: a pilot comes after {BEFORE_A_PILOT} other items at the earliest: raise max_items"
        yield manifest.marks.error(message, "placement", "max_items")
