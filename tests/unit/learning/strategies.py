"""Courses with a learner somewhere in them, as the stores hold both."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from adaptive.review import reviewed
from inarax.courses import Outline
from inarax.stores.beliefs import Belief, QuizOutcome
from inarax.stores.enrollments import Enrollment
from tests.kit.believing import believed
from tests.unit.adaptive.strategies import SKILLS, chances
from tests.unit.adaptive.strategies import courses as engine_courses

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
moments = st.integers(0, 60 * 86_400).map(lambda ago: NOW - timedelta(seconds=ago))


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """A course of up to eight lessons in one module, with two domains and up to one goal."""
    course = draw(engine_courses())
    lessons = [
        {
            "id": each.id,
            "title": f"Lesson {each.id}",
            "module": "m",
            "skills": each.skills,
            "requires": each.requires,
            "minutes": each.minutes,
            "kind": "remedial" if each.remedial else "core",
            "domain": each.domain,
            "quiz": {"items": 3, "pass": 0.7},
        }
        for each in course.lessons
    ]
    raw = {
        "modules": [{"id": "m", "title": "M", "lessons": [each["id"] for each in lessons]}],
        "lessons": lessons,
        "skills": [{"id": skill, "title": skill, "requires": needs} for skill, needs in course.skills.items()],
        "domains": [{"id": domain} for domain in ("cloud", "office")],
        "goals": [{"id": "goal", "skills": draw(st.dictionaries(st.sampled_from(SKILLS), st.floats(0.01, 1)))}],
    }
    return Outline("c", "v", raw)


@st.composite
def enrollments(draw: st.DrawFn, outline: Outline) -> Enrollment:
    """What was completed was opened before."""
    some = st.dictionaries(st.sampled_from(list(outline.lessons)), moments)
    completed = draw(some)
    return Enrollment("learner", "c", NOW, {**draw(some), **completed}, completed, 1)


@st.composite
def beliefs(draw: st.DrawFn, outline: Outline) -> Belief | None:
    """Some skills answered, some quizzes taken; or nothing yet."""
    if draw(st.booleans()):
        return None
    skills = {
        skill: believed(skill, known, tries=3, correct=2, at=int(draw(moments).timestamp()))
        for skill, known in draw(st.dictionaries(st.sampled_from(SKILLS), chances)).items()
    }
    outcomes = st.builds(lambda passed, at: QuizOutcome(passed, 3 * passed, 3, at), passed=st.booleans(), at=moments)
    quizzes = draw(st.dictionaries(st.sampled_from(list(outline.lessons)), outcomes))
    cards = {skill: reviewed(None, correct=kept.correct > 0, at=kept.at) for skill, kept in skills.items()}
    return Belief("learner", "c", skills, quizzes=quizzes, cards=cards, revision=1)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Outline, Enrollment, Belief | None]:
    outline = draw(outlines())
    return outline, draw(enrollments(outline)), draw(beliefs(outline))
