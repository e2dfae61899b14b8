"""What holds of the next lesson for every course and learner."""

from copy import replace

from hypothesis import given
from hypothesis import strategies as st

from adaptive.path import MASTERED, Course, Kind, Learner, Lesson, next_lesson, standard_order
from tests.unit.adaptive.strategies import situations

MINUTES = st.none() | st.integers(1, 60)


def mastered(lesson: Lesson, learner: Learner) -> bool:
    return bool(lesson.skills) and all(learner.mastery.get(skill, 0) >= MASTERED for skill in lesson.skills)


def offered(lesson: Lesson, learner: Learner) -> bool:
    """Whether a lesson is of the learner's domain and more than an optional help."""
    return not lesson.remedial and (learner.domain is None or lesson.domain in {None, learner.domain})


def prerequisites_hold(lesson: Lesson, course: Course, learner: Learner) -> bool:
    needed = [course.lesson(required) for required in lesson.requires]
    return all(one.id in learner.completed or mastered(one, learner) or not offered(one, learner) for one in needed)


def completing(lesson: Lesson, learner: Learner) -> Learner:
    return replace(
        learner,
        completed=learner.completed | {lesson.id},
        failed=learner.failed - {lesson.id},
        due={skill: since for skill, since in learner.due.items() if skill not in lesson.skills},
        last=lesson.id,
    )


def failing(lesson: Lesson, learner: Learner) -> Learner:
    return replace(learner, failed=learner.failed | {lesson.id}, last=lesson.id)


@given(situations(), MINUTES)
def test_the_prerequisites_of_the_next_lesson_hold(situation: tuple[Course, Learner], minutes: int | None) -> None:
    course, learner = situation
    lesson = next_lesson(course, learner, {}, minutes=minutes).lesson
    if lesson and not lesson.remedial:
        assert prerequisites_hold(lesson, course, learner)
    if lesson and lesson.remedial:  # it may require the failed lesson that it helps with
        assert prerequisites_hold(lesson, course, replace(learner, completed=learner.completed | learner.failed))


@given(situations(), MINUTES)
def test_nothing_mastered_is_offered_but_for_a_review_that_is_due_and_nothing_of_another_domain(
    situation: tuple[Course, Learner], minutes: int | None
) -> None:
    course, learner = situation
    lesson, kind, _ = next_lesson(course, learner, {}, minutes=minutes)
    if lesson:
        due = kind is Kind.REVIEW and not learner.due.keys().isdisjoint(lesson.skills)
        assert due or not mastered(lesson, learner)
        assert lesson.domain is None or learner.domain in {None, lesson.domain}


@given(situations())
def test_the_same_learner_always_gets_the_same_lesson(situation: tuple[Course, Learner]) -> None:
    assert next_lesson(*situation, {}) == next_lesson(*situation, {})


@given(situations())
def test_every_proposal_says_why_and_only_the_end_has_no_lesson(situation: tuple[Course, Learner]) -> None:
    proposal = next_lesson(*situation, {})
    assert proposal.reason.text
    assert (proposal.lesson is None) == (proposal.kind is Kind.FINISHED)


@given(situations())
def test_completing_what_is_proposed_finally_finishes_the_course(situation: tuple[Course, Learner]) -> None:
    course, learner = situation
    for _ in range(3 * len(course.lessons) + len(learner.due) + 1):
        lesson = next_lesson(course, learner, {}).lesson
        if lesson is None:
            break
        learner = completing(lesson, learner)
    assert next_lesson(course, learner, {}).kind is Kind.FINISHED
    for one in course.lessons:
        assert one.id in learner.completed or mastered(one, learner) or not offered(one, learner)


@given(situations())
def test_failing_leads_to_a_different_lesson_when_one_exists(situation: tuple[Course, Learner]) -> None:
    course, learner = situation
    tried = next_lesson(course, learner, {}).lesson
    if tried is None:
        return
    failed = failing(tried, learner)
    others = [
        one
        for one in course.lessons
        if one != tried and offered(one, failed) and one.id not in failed.completed and not mastered(one, failed)
    ]
    if any(prerequisites_hold(one, course, failed) for one in others):
        assert next_lesson(course, failed, {}).lesson != tried


@given(situations(), st.data())
def test_a_learner_who_fails_now_and_then_still_finishes(
    situation: tuple[Course, Learner], data: st.DataObject
) -> None:
    course, learner = situation
    fails = 5
    for _ in range(4 * len(course.lessons) + len(learner.due) + 20):
        lesson = next_lesson(course, learner, {}).lesson
        if lesson is None:
            break
        if fails and data.draw(st.booleans()):
            fails -= 1
            learner = failing(lesson, learner)
        else:
            learner = completing(lesson, learner)
    assert next_lesson(course, learner, {}).kind is Kind.FINISHED


@given(situations())
def test_the_standard_order_offers_each_lesson_once_with_its_prerequisites(situation: tuple[Course, Learner]) -> None:
    course, learner = situation
    done = frozenset[str]()
    while lesson := standard_order(course, done, domain=learner.domain).lesson:
        assert lesson.id not in done
        assert all(r in done or not offered(course.lesson(r), learner) for r in lesson.requires)
        done |= {lesson.id}
    assert done == {one.id for one in course.lessons if offered(one, learner)}
