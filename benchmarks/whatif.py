"""For whom a new version of the parameters would decide otherwise: `make whatif ANSWERS=... PARAMETERS=new.json`.

`ANSWERS` is the file of answers that the fitter takes: columns learner, skill, item, correct, timestamp. Where they are
known, each row also has what evidence holds of the answer (difficulty, which counts from the middle of the skill,
discrimination, guess), the learner's last placement (theta, placed_at) and the lessons completed (completed, with
spaces between). `PARAMETERS` is a version in JSON with the fields of `adaptive.parameters.Parameters`; what it leaves
out is as in the version in use. `COURSE` may name a course's folder: it says where its skills lie, and the next lesson
is a decision, too; and `GOAL` one of its goals, for which that is chosen. Written to standard output, as CSV: who, on
which skill, and both decisions.
"""

import csv
import sys
from pathlib import Path

from benchmarks import environment


def main(answers: Path, parameters: Path, folder: Path | None = None, goal: str = "") -> None:
    """Replay, and write what differs."""
    environment.enter()
    from adaptive import whatif
    from adaptive.mastery import DEFAULT
    from benchmarks import replaying

    new = replaying.version(parameters)
    course, goals, difficulty = replaying.course(folder) if folder else (None, {}, {})
    if goal and goal not in goals:
        raise ValueError(f"there is no goal {goal!r}; there are {', '.join(goals) or 'none without a course'}")
    read = replaying.histories(answers, replaying.Common(difficulty, goals.get(goal)))
    at = max(each.at for history in read for some in history.evidence.values() for each in some)
    rows = list(replaying.told(whatif.changes(read, DEFAULT, new, at, course)))
    csv.writer(sys.stdout).writerows([("learner", "skill", "decision", DEFAULT.version, new.version), *rows])
    for what, count in replaying.summary(rows, len(read)).items():
        print(f"{what}: {count}", file=sys.stderr)


if __name__ == "__main__":
    files, chosen = sys.argv[1:4], "".join(sys.argv[4:])
    main(Path(files[0]), Path(files[1]), Path(files[2]) if files[2:] else None, chosen)
