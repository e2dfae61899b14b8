"""Each rule broken once: the report names exactly that, at its file and line."""

from pathlib import Path

import pytest
from authoring import rules_counts
from authoring.check import check, load
from authoring.problems import InvalidCourseError, Severity

from tests.unit.authoring.breaks import BREAKS, Break


@pytest.mark.parametrize("what", BREAKS, ids=lambda what: what.name)
def test_a_broken_rule_is_reported_at_its_file_and_line_and_nothing_else_is(small: Path, what: Break) -> None:
    place = what.apply(small)
    report = check(small)
    assert report.course is None
    reported = [str(problem) for problem in report.problems]
    assert any(line.startswith(place) and what.says in line for line in reported), (place, reported)
    assert len(reported) == 1 or not what.alone, reported


def test_the_small_course_has_no_problem(small: Path) -> None:
    report = check(small)
    assert report.problems == ()
    assert report.course is not None


def test_all_problems_are_reported_at_once_in_the_order_of_files_and_lines(small: Path) -> None:
    chosen = {"twin item", "no tolerance", "unknown key of lesson", "first level bounded"}
    for what in BREAKS:
        if what.name in chosen:
            what.apply(small)
    problems = check(small).problems
    assert len(problems) == 4
    assert [(p.file, p.line) for p in problems] == sorted((p.file, p.line) for p in problems)


def test_a_quiz_with_less_than_twice_its_items_is_a_warning_and_not_an_error(small: Path) -> None:
    path = small / "lessons" / "sails-1.md"
    path.write_text(path.read_text().replace("items: 4", "items: 5"))
    report = check(small)
    assert report.course is not None
    assert [problem.severity for problem in report.problems] == [Severity.WARNING]
    assert str(report.problems[0]).startswith(f"{path}:8: warning: lesson sails-1: its quiz asks 5 of 8 items")


def test_a_skill_that_nothing_teaches_or_asks_is_reported_twice(small: Path) -> None:
    path = small / "course.yaml"
    path.write_text(
        path.read_text().replace(
            "  - {id: knots, title: Knots}", "  - {id: knots, title: Knots}\n  - {id: oars, title: Oars}"
        )
    )
    line = path.read_text().splitlines().index("  - {id: oars, title: Oars}") + 1
    assert [str(problem) for problem in check(small).problems] == [
        f"{path}:{line}: skill oars: 0 items ask it: write at least 3",
        f"{path}:{line}: skill oars: no lesson teaches it: name it in a lesson's skills",
    ]


def test_a_skill_without_a_remedial_lesson_is_a_warning_and_not_an_error(small: Path) -> None:
    again, course = small / "lessons" / "again.md", small / "course.yaml"
    again.write_text(again.read_text().replace("skills: [knots, sails]", "skills: [knots]"))
    report = check(small)
    assert report.course is not None
    line = course.read_text().splitlines().index("  - {id: sails, title: Sails, requires: [knots]}") + 1
    assert [str(problem) for problem in report.problems] == [
        f"{course}:{line}: warning: skill sails has no remedial lesson: "
        "whoever fails a quiz on it can only repeat the lesson"
    ]


def test_a_core_lesson_on_the_same_skill_is_no_remedial_one(small: Path) -> None:
    again = small / "lessons" / "again.md"
    again.write_text(again.read_text().replace("kind: remedial", "kind: core"))
    problems = check(small).problems
    assert [problem.severity for problem in problems] == [Severity.WARNING, Severity.WARNING]
    assert [problem.message.partition(":")[0] for problem in problems] == [
        "skill knots has no remedial lesson",
        "skill sails has no remedial lesson",
    ]


PILOT = (
    "  - {{id: new-{n}, uses: [pilot], value: {n}, kind: numeric, a: 1, b: 0, stem: S, tolerance: 0, explanation: E}}\n"
)


def on_trial(small: Path, count: int) -> None:
    """Add so many items on trial to the small course, whose placement is long enough for one."""
    course, items = small / "course.yaml", small / "items" / "more-knots.yaml"
    course.write_text(course.read_text().replace("max_items: 5", "max_items: 6"))
    items.write_text(items.read_text() + "".join(PILOT.format(n=n) for n in range(count)))


def test_items_may_be_on_trial_beside_enough_that_count(small: Path) -> None:
    on_trial(small, rules_counts.PILOTS)
    report = check(small)
    assert report.problems == ()
    assert report.course is not None


def test_more_items_on_trial_than_can_be_answered_often_are_an_error(small: Path) -> None:
    on_trial(small, rules_counts.PILOTS + 1)
    (problem,) = check(small).problems
    assert "41 items are pilots: have at most 40" in str(problem)


def test_an_item_on_trial_makes_up_for_none_that_count(small: Path) -> None:
    on_trial(small, 9)
    knots = small / "items" / "knots.yaml"
    knots.write_text(knots.read_text().replace("id: knot-1\n", "id: knot-1\n    uses: [pilot]\n"))
    said = [problem.message for problem in check(small).problems]
    assert said == ["placement: 19 items may be used in it: allow at least 20"]


def test_a_copied_folder_is_no_other_course_until_it_has_an_id_of_its_own(small: Path) -> None:
    copied = small.rename(small.with_name("second"))
    (problem,) = check(copied).problems
    assert str(problem).startswith(f"{copied / 'course.yaml'}:1: course small: its folder is second")


def test_a_missing_manifest_and_a_file_that_is_not_text_are_reported(small: Path) -> None:
    (small / "course.yaml").unlink()
    (small / "items" / "knots.yaml").write_bytes(b"skill: knots\nitems: \xff\n")
    assert [str(problem) for problem in check(small).problems] == [
        f"{small / 'course.yaml'}:1: this file is missing: a course needs it",
        f"{small / 'items' / 'knots.yaml'}:2: not UTF-8: save the file as UTF-8",
    ]


def test_a_lesson_without_text_is_reported_where_its_front_matter_ends(small: Path) -> None:
    path = small / "lessons" / "knots-1.md"
    path.write_text(path.read_text().replace("A **bowline** does not slip.", ""))
    assert [str(problem) for problem in check(small).problems] == [
        f"{path}:7: lesson knots-1: no text: write it below the front matter"
    ]


def test_front_matter_that_is_not_yaml_is_the_only_thing_said_about_a_lesson(small: Path) -> None:
    path = small / "lessons" / "sails-1.md"
    path.write_text(path.read_text().replace("[sails]", "[sails"))
    about_it = [problem for problem in check(small).problems if problem.file == str(path)]
    assert [(problem.line, problem.message.partition(":")[0]) for problem in about_it] == [(5, "not readable as YAML")]


def test_loading_a_course_with_errors_raises_all_of_them(small: Path) -> None:
    for what in BREAKS:
        if what.name in {"no tolerance", "first level bounded"}:
            what.apply(small)
    with pytest.raises(InvalidCourseError, match="no lower bound") as raised:
        load(small)
    assert len(raised.value.problems) == 2
