"""Check a course: every problem there is, or the course itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from authoring import rules_counts, rules_course, rules_items
from authoring.models import Course
from authoring.problems import InvalidCourseError, Problem, Severity
from authoring.source import Draft, read_course


@dataclass(frozen=True, slots=True)
class Report:
    """All problems, in the order of files and lines, and the course if none of them is an error."""

    course: Course | None
    problems: tuple[Problem, ...]


def check(root: Path) -> Report:
    """Read and check the course in the folder `root`."""
    draft = read_course(root)
    problems = tuple(sorted({*draft.problems, *_rules(draft, root)}))
    if draft.manifest is None or any(problem.severity is Severity.ERROR for problem in problems):
        return Report(None, problems)
    pages = tuple(page.value for page in draft.pages)
    items = tuple(item.value for item in draft.items)
    return Report(Course(draft.manifest.value, pages, items), problems)


def load(root: Path) -> Course:
    """Give the course in the folder `root`, or raise InvalidCourseError with all that is wrong."""
    report = check(root)
    if report.course is None:
        raise InvalidCourseError(report.problems)
    return report.course


def _rules(draft: Draft, root: Path) -> Iterator[Problem]:
    yield from rules_course.check_ids(draft)
    for item in draft.items:
        yield from rules_items.check_item(item)
    if draft.manifest is None:
        return
    yield from rules_course.check_name(draft.manifest, root.resolve().name)
    yield from rules_course.check_manifest(draft, draft.manifest)
    yield from rules_course.check_lessons(draft, draft.manifest.value)
    yield from rules_course.check_items(draft, draft.manifest.value)
    # What could not be read would be counted as absent, so counting waits until all can be read.
    if not draft.problems:
        yield from rules_counts.check_counts(draft, draft.manifest)
