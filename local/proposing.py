"""Say what the stack that the environment names has learned of the items on trial of a course in a folder.

It is a process of its own, as `local.publish` is, and for the same reason.
"""

import sys
from pathlib import Path

from authoring.bundle import bundle
from authoring.check import load
from authoring.problems import InvalidCourseError
from authoring.promotion import proposals

from inarax.stores import courses, snapshots
from inarax.stores.base import read
from local.progress import out


def main(folder: Path) -> int:
    """Print a line an item; 1 if the folder is not what is published, since the estimates are of that alone."""
    try:
        course = load(folder)
    except InvalidCourseError as error:
        out(f"{folder}: {error}")
        return 1
    made = bundle(course)
    (current,) = read(courses.current(made.course))
    if current is None or current.version != made.version:
        out(f"{folder}: this is not the version that is published: check that one out, or publish this one first")
        return 1
    (last,) = read(snapshots.current(made.course, made.version))
    for line in proposals(course, last.snapshot.tried if last else {}):
        out(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
