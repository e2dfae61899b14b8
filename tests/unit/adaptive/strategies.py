"""What the property tests draw: items, answers and courses with learners."""

from copy import replace

from hypothesis import strategies as st

from adaptive.irt import Item
from adaptive.mastery import Evidence
from adaptive.path import Course, Learner, Lesson

ABILITIES = st.floats(-4, 4)
DISCRIMINATIONS = st.floats(0.2, 3)
DIFFICULTIES = st.floats(-3, 3)
GUESSES = st.floats(0, 0.35)
SKILLS = ("s0", "s1", "s2", "s3")

items = st.builds(
    Item, id=st.uuids().map(str), skill=st.sampled_from(SKILLS), a=DISCRIMINATIONS, b=DIFFICULTIES, c=GUESSES
)
banks = st.lists(items, min_size=1, max_size=30, unique_by=lambda item: item.id)
evidence = st.builds(
    Evidence,
    skill=st.just("masks"),
    item=st.sampled_from(["i1", "i2"]),
    correct=st.booleans(),
    difficulty=DIFFICULTIES,
    discrimination=DISCRIMINATIONS,
    guess=st.floats(0, 0.5),
    at=st.integers(0, 400 * 86_400),
)
chances = st.floats(0, 1)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Up to eight lessons that require earlier ones only, some remedial, some of a domain."""
    skills = {skill: tuple(s for s in SKILLS[:n] if draw(st.booleans())) for n, skill in enumerate(SKILLS)}
    lessons: list[Lesson] = []
    for n in range(draw(st.integers(1, 8))):
        lesson = Lesson(
            id=f"l{n}",
            module=f"m{n // 3}",
            skills=tuple(draw(st.lists(st.sampled_from(SKILLS), max_size=2, unique=True))),
            requires=tuple(other.id for other in lessons if draw(st.integers(0, 3)) == 0),
            minutes=draw(st.integers(5, 40)),
            remedial=draw(st.integers(0, 3)) == 0,
            domain=draw(st.sampled_from([None, None, "cloud", "office"])),
        )
        lessons.append(lesson)
    order = draw(st.permutations(lessons))
    return Course(tuple(order), skills)


@st.composite
def learners(draw: st.DrawFn, course: Course) -> Learner:
    """A learner of the course at any point of it."""
    ids = [lesson.id for lesson in course.lessons]
    subset = st.frozensets(st.sampled_from(ids))
    learner = Learner(
        mastery=draw(st.dictionaries(st.sampled_from(SKILLS), chances)),
        completed=draw(subset | st.just(frozenset(ids))),  # all of them: reviews come when nothing new is left
        failed=draw(subset),
        struggling=draw(st.frozensets(st.sampled_from(SKILLS))),
        goal=draw(st.none() | st.dictionaries(st.sampled_from(SKILLS), st.floats(0.01, 1))),
        domain=draw(st.sampled_from([None, "cloud", "office"])),
        due=draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 10**9))),
    )
    return replace(learner, last=draw(st.sampled_from([None, *sorted(learner.completed | learner.failed)])))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Course, Learner]:
    course = draw(courses())
    return course, draw(learners(course))
