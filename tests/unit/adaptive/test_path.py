"""The next lesson: which, of what kind, and why."""

from copy import replace

import pytest

from adaptive.path import MASTERED, Course, Kind, Learner, Lesson, Next, left, next_lesson, standard_order, waiting


def lesson(
    identifier: str,
    *skills: str,
    requires: tuple[str, ...] = (),
    remedial: bool = False,
    domain: str | None = None,
    title: str = "",
) -> Lesson:
    return Lesson(identifier, "ip", skills, requires, 8 if remedial else 20, remedial, domain, title)


COURSE = Course(
    (
        lesson("first-addresses", "addresses", title="First addresses"),
        lesson("reading-masks", "masks", requires=("first-addresses",), title="Reading masks"),
        lesson("masks-slowly", "masks", requires=("reading-masks",), remedial=True, title="Masks, bit by bit"),
        lesson("clouds", "routes", requires=("first-addresses",), domain="cloud"),
        lesson("offices", "routes", requires=("first-addresses",), domain="office"),
        lesson("subnets", "subnets", requires=("reading-masks",), title="Cutting subnets"),
        lesson("firewalls", "filters"),
    ),
    {"addresses": (), "masks": ("addresses",), "routes": ("addresses",), "subnets": ("masks",), "filters": ()},
)
TITLES = {
    "subnets": "cutting subnets",
    "masks": "subnet masks",
    "addresses": "IP addresses",
}
NEW = Learner(dict.fromkeys(COURSE.skills, 0.3), domain="office")
FAILED = replace(
    NEW,
    mastery={**NEW.mastery, "addresses": 0.7, "masks": 0.41},
    completed=frozenset({"first-addresses"}),
    failed=frozenset({"reading-masks"}),
    last="reading-masks",
    scores={"reading-masks": (1, 4)},
)


def choose(learner: Learner, course: Course = COURSE, threshold: float = MASTERED) -> Next:
    return next_lesson(course, learner, TITLES, threshold)


def chosen(learner: Learner, course: Course = COURSE) -> str | None:
    found = choose(learner, course).lesson
    return found.id if found else None


def test_a_new_learner_starts_where_the_course_begins() -> None:
    proposal = choose(NEW)
    assert (proposal.lesson, proposal.kind) == (COURSE.lessons[0], Kind.START)
    assert proposal.reason.text == "This is where the course begins for you."


def test_without_a_goal_the_authored_order_is_followed() -> None:
    proposal = choose(replace(NEW, completed=frozenset({"first-addresses"})))
    assert proposal.lesson == COURSE.lesson("reading-masks")
    assert (proposal.kind, proposal.reason.code) == (Kind.CONTINUE, "next")


def test_a_lesson_whose_skills_are_mastered_is_skipped_and_the_learner_is_told() -> None:
    proposal = choose(replace(NEW, mastery={**NEW.mastery, "addresses": 0.9}))
    assert proposal.lesson == COURSE.lesson("reading-masks")
    assert proposal.reason.text.endswith("You placed out of “First addresses”.")
    assert proposal.reason.facts["placed_out"] == "first-addresses"


def test_every_lesson_placed_out_of_is_named() -> None:
    proposal = choose(replace(NEW, mastery={**NEW.mastery, "addresses": 0.9, "masks": 0.9, "routes": 0.9}))
    assert proposal.reason.text.endswith("You placed out of “First addresses”, “Reading masks” and “offices”.")


def test_a_failed_quiz_leads_to_the_remedial_lesson_of_its_weakest_skill_with_the_reason() -> None:
    proposal = choose(FAILED, threshold=0.6)
    assert proposal.lesson == COURSE.lesson("masks-slowly")
    assert proposal.kind is Kind.REMEDIAL
    assert proposal.reason.text == (
        "You answered 1 of 4 questions right in “Reading masks”. Your mastery of “subnet masks” is 0.41, "
        "below 0.60. This lesson (8 minutes) takes it step by step before you try “Reading masks” again."
    )
    assert proposal.reason.facts == {
        "failed": "reading-masks",
        "right": 1.0,
        "asked": 4.0,
        "skill": "masks",
        "mastery": 0.41,
        "threshold": 0.6,
    }


def test_a_failed_quiz_leads_to_a_prerequisite_that_is_weaker_still() -> None:
    weak = replace(FAILED, mastery={**FAILED.mastery, "addresses": 0.2}, completed=frozenset())
    proposal = choose(weak)
    assert proposal.lesson == COURSE.lesson("first-addresses")
    assert proposal.kind is Kind.PREREQUISITE
    assert "“subnet masks” builds on another skill, and your mastery of “IP addresses” is 0.20" in proposal.reason.text


def test_a_failed_quiz_of_unknown_score_has_a_reason_without_numbers_of_it() -> None:
    reason = choose(replace(FAILED, scores={})).reason
    assert reason.text.startswith("The quiz of “Reading masks” did not go well yet.")
    assert "right" not in reason.facts


def test_after_the_remedial_lesson_the_failed_one_is_tried_again() -> None:
    helped = replace(FAILED, completed=FAILED.completed | {"masks-slowly"}, last="masks-slowly")
    proposal = choose(helped)
    assert (proposal.lesson, proposal.reason.code) == (COURSE.lesson("reading-masks"), "retry")
    assert chosen(replace(helped, last=None)) == "reading-masks"


def test_a_second_failure_leads_to_another_look_at_the_remedial_lesson() -> None:
    proposal = choose(replace(FAILED, completed=FAILED.completed | {"masks-slowly"}))
    assert (proposal.lesson, proposal.kind) == (COURSE.lesson("masks-slowly"), Kind.REVIEW)
    assert "another look at it" in proposal.reason.text


def test_a_failed_remedial_lesson_does_not_hold_the_learner_up() -> None:
    failed = replace(FAILED, failed=FAILED.failed | {"masks-slowly"}, last="masks-slowly")
    assert chosen(failed) == "reading-masks"


def test_a_failure_without_help_leads_to_another_lesson_and_then_back() -> None:
    failed = replace(FAILED, failed=frozenset({"firewalls"}), last="firewalls")
    proposal = choose(failed)
    assert (proposal.lesson, proposal.reason.code) == (COURSE.lesson("reading-masks"), "failed-meanwhile")
    assert chosen(replace(failed, last=None)) == "reading-masks"
    assert chosen(replace(failed, completed=failed.completed | {"reading-masks"}, last="reading-masks")) == "firewalls"


def test_the_failed_lesson_comes_back_at_once_only_when_there_is_no_other() -> None:
    single = Course((lesson("only", "masks"), lesson("bare")), {"masks": ()})
    failed = Learner({}, frozenset({"bare"}), frozenset({"only"}), last="only")
    assert chosen(failed, single) == "only"
    bare = choose(Learner({}, frozenset({"only"}), frozenset({"bare"}), last="bare"), single)
    assert bare.lesson == single.lesson("bare")
    assert "mastery" not in bare.reason.facts


def test_a_failed_lesson_whose_skill_was_mastered_since_is_done() -> None:
    assert chosen(replace(FAILED, mastery={**FAILED.mastery, "masks": 0.9})) == "offices"


def test_a_skill_somebody_struggles_with_brings_its_remedial_lesson() -> None:
    completed = frozenset({"first-addresses", "reading-masks"})
    proposal = choose(replace(NEW, completed=completed, struggling=frozenset({"masks", "routes"})))
    assert (proposal.lesson, proposal.kind) == (COURSE.lesson("masks-slowly"), Kind.REMEDIAL)
    assert proposal.reason.code == "struggling"
    assert chosen(replace(NEW, completed=completed)) == "offices"


def test_the_goal_puts_its_largest_gap_first() -> None:
    proposal = choose(replace(NEW, goal={"filters": 1.0}))
    assert (proposal.lesson, proposal.reason.code) == (COURSE.lesson("firewalls"), "goal-gap")
    assert proposal.reason.text.startswith(
        "This lesson matters most for your goal now: your mastery of “filters” is 0.30"
    )


def test_the_goal_puts_first_what_opens_the_way_to_it() -> None:
    proposal = choose(replace(NEW, goal={"subnets": 1.0, "filters": 0.5}))
    assert proposal.lesson == COURSE.lesson("first-addresses")
    assert proposal.reason.code == "goal-opens"
    assert "opens the way to “Cutting subnets”, which matters most for your goal now" in proposal.reason.text


def test_a_goal_that_is_no_longer_in_the_course_changes_nothing() -> None:
    assert chosen(replace(NEW, goal={"quantum": 1.0})) == "first-addresses"


@pytest.mark.parametrize(("domain", "expected"), [("cloud", "clouds"), ("office", "offices"), (None, "clouds")])
def test_lessons_of_another_domain_are_skipped(domain: str | None, expected: str) -> None:
    completed = frozenset({"first-addresses", "reading-masks"})
    assert chosen(replace(NEW, domain=domain, completed=completed)) == expected


def test_what_is_due_for_review_comes_when_nothing_new_is_left_the_longest_due_first() -> None:
    done = replace(NEW, completed=frozenset({"first-addresses", "reading-masks", "offices", "subnets", "firewalls"}))
    proposal = choose(replace(done, due={"masks": 86_400, "filters": 172_800}, mastery={**NEW.mastery, "masks": 0.9}))
    assert (proposal.lesson, proposal.kind) == (COURSE.lesson("reading-masks"), Kind.REVIEW)
    assert (
        "Another look at it now keeps it from fading: your mastery of “subnet masks” is 0.90." in proposal.reason.text
    )
    assert proposal.reason.facts["due"] == "1970-01-02"
    assert choose(replace(done, due={"masks": 86_400, "filters": 0})).lesson == COURSE.lesson("firewalls")
    assert choose(done).kind is Kind.FINISHED


def test_a_review_waits_while_what_its_lesson_builds_on_is_failed() -> None:
    course = Course((lesson("first"), lesson("second", "masks", requires=("first",))), {"masks": ()})
    failed = Learner({}, frozenset({"second"}), frozenset({"first"}), last="first", due={"masks": 0})
    assert chosen(failed, course) == "first"
    proposal = choose(replace(failed, completed=frozenset({"first", "second"}), failed=frozenset()), course)
    assert (proposal.lesson, proposal.kind) == (course.lesson("second"), Kind.REVIEW)


def test_a_lesson_with_the_id_of_a_skill_is_named_by_its_own_title() -> None:
    course = Course((replace(lesson("masks", "masks"), title="Reading masks"), lesson("other")), {"masks": ()})
    learner = Learner({"masks": 0.2}, failed=frozenset({"masks"}), last="masks")
    reason = next_lesson(course, learner, {"masks": "subnet masks"}).reason
    assert reason.text.startswith("The quiz of “Reading masks” did not go well yet.")


def test_a_mastery_just_below_the_threshold_is_not_shown_as_the_threshold() -> None:
    text = choose(replace(FAILED, mastery={**FAILED.mastery, "masks": 0.8499, "addresses": 0.9})).reason.text
    assert "is 0.84, below 0.85" in text


def test_the_end_is_said() -> None:
    proposal = choose(replace(NEW, mastery=dict.fromkeys(COURSE.skills, 0.95)))
    assert proposal.lesson is None
    assert (proposal.kind, proposal.reason.code) == (Kind.FINISHED, "finished")


def test_the_standard_order_knows_nothing_but_what_is_completed() -> None:
    seen, done = list[str](), frozenset[str]()
    while found := standard_order(COURSE, done, domain="office").lesson:
        seen.append(found.id)
        done |= {found.id}
    assert seen == ["first-addresses", "reading-masks", "offices", "subnets", "firewalls"]
    assert standard_order(COURSE, ()).kind is Kind.START
    assert standard_order(COURSE, done).kind is Kind.CONTINUE
    assert standard_order(COURSE, done | {"clouds"}).kind is Kind.FINISHED


def test_the_standard_order_waits_for_prerequisites_authored_later() -> None:
    course = Course((lesson("late", requires=("early",)), lesson("early")), {})
    assert standard_order(course, ()).lesson == course.lesson("early")


@pytest.mark.parametrize("threshold", [0.0, 1.1, float("nan")])
def test_an_impossible_threshold_is_refused(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        choose(NEW, threshold=threshold)


def test_courses_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Course((lesson("a"), lesson("a")), {})
    with pytest.raises(ValueError, match="lesson requires an unknown lesson: b"):
        Course((lesson("a", requires=("b",)),), {})
    with pytest.raises(ValueError, match="lesson requires itself: "):
        Course((lesson("a", requires=("b",)), lesson("b", requires=("a",))), {})
    with pytest.raises(ValueError, match="skill requires itself: "):
        Course((), {"s": ("s",)})
    with pytest.raises(ValueError, match="unknown skills: s"):
        Course((lesson("a", "s"),), {})


def test_an_unknown_lesson_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        COURSE.lesson("nowhere")


def test_who_has_little_time_gets_the_first_that_fits() -> None:
    course = Course((replace(lesson("long"), minutes=35), replace(lesson("short"), minutes=15)), {})
    learner = Learner({})
    assert next_lesson(course, learner, {}).lesson == course.lesson("long")
    assert next_lesson(course, learner, {}, minutes=35).reason.facts == {"minutes": 35}
    fitting = next_lesson(course, learner, {}, minutes=20)
    assert (fitting.lesson, fitting.reason.code) == (course.lesson("short"), "first")
    assert fitting.reason.text.endswith("It fits into your 20 minutes; “long” would come first, and takes 35.")
    assert fitting.reason.facts == {"minutes": 20, "passed_over": "long"}
    assert standard_order(course, (), minutes=20).lesson == course.lesson("short")


def test_where_nothing_fits_the_shortest_is_begun() -> None:
    course = Course((replace(lesson("long"), minutes=35), replace(lesson("short"), minutes=15)), {})
    begun = next_lesson(course, Learner({}), {}, minutes=10)
    assert (begun.lesson, begun.reason.code) == (course.lesson("short"), "nothing-fits")
    assert "fits into 10 minutes. The shortest is “short”, with 15" in begun.reason.text
    assert standard_order(course, (), minutes=10).reason.code == "nothing-fits"


def test_who_has_finished_has_whatever_time() -> None:
    course = Course((lesson("only"),), {})
    assert next_lesson(course, Learner({}, completed=frozenset({"only"})), {}, minutes=1).kind is Kind.FINISHED
    with pytest.raises(ValueError, match="0 minutes"):
        next_lesson(course, Learner({}), {}, minutes=0)


def test_what_is_left_is_neither_completed_nor_placed_out_of_nor_of_another_domain() -> None:
    learner = replace(NEW, completed=frozenset({"first-addresses"}), mastery={"masks": 0.9}, domain="cloud")
    ids = {one.id for one in left(COURSE, learner)}
    assert ids == {one.id for one in waiting(COURSE, learner.completed, domain="cloud")} - {"reading-masks"}
    assert "offices" not in ids
