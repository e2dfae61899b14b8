"""Commands for a course's author: `python -m authoring check DIR`, `python -m authoring preview DIR [--port N]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from authoring import preview
from authoring.check import Report, check
from authoring.problems import Severity


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Answers 0 if the course can be published and 1 if it cannot."""
    parser = argparse.ArgumentParser(prog="python -m authoring", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, summary in (
        ("check", "say everything that is wrong, with file and line"),
        ("preview", "check, then show lessons and items with their keys, on this machine only"),
    ):
        command = commands.add_parser(name, help=summary)
        command.add_argument("dir", type=Path, help="the course's folder, such as courses/networks")
        if name == "preview":
            command.add_argument("--port", type=int, default=8765)
    chosen = parser.parse_args(arguments)
    if not chosen.dir.is_dir():
        print(f"{chosen.dir}: no such folder: give a course's folder, such as courses/networks", file=sys.stderr)
        return 1
    report = check(chosen.dir)
    print(describe(report, chosen.dir))
    if chosen.command == "preview":
        return preview.serve(chosen.dir, chosen.port)
    return 0 if report.course else 1


def describe(report: Report, root: Path) -> str:
    """Put a report in words: its problems and one line that sums up."""
    errors = sum(problem.severity is Severity.ERROR for problem in report.problems)
    counts = f"{errors} errors, {len(report.problems) - errors} warnings"
    if report.course:
        course = report.course
        counts = f"{len(course.pages)} lessons, {len(course.items)} items, {counts}"
    return "\n".join([*(str(problem) for problem in report.problems), f"{root}: {counts}"])
