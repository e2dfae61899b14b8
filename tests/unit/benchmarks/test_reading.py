"""Files of real answers: what would flatter a model is found."""

import pytest
from benchmarks.fitting.reading import Row, ordered, read, samples

HEAD = "learner,skill,item,correct,timestamp\n"


def written(tmp_path, text):
    path = tmp_path / "answers.csv"
    path.write_text(HEAD + text)
    return path


def test_an_answer_told_once_for_each_skill_is_one_answer(tmp_path):
    log = read(written(tmp_path, "ann,sum,q1,1,100\nann,carry,q1,1,100\nann,sum,q2,0,160\n"))
    assert [(row.skill, row.item, row.correct) for row in log.rows] == [("carry+sum", "q1", True), ("sum", "q2", False)]
    assert log.repeated == 1


def test_answers_are_in_the_order_of_time_and_not_of_the_file(tmp_path):
    log = read(written(tmp_path, "ann,sum,q2,0,160\nann,sum,q1,1,100\nbob,sum,q1,1,50\n"))
    assert [row.item for row in log.rows if row.learner == "ann"] == ["q1", "q2"]
    assert log.disordered == 1


def test_answers_of_one_moment_are_counted(tmp_path):
    assert read(written(tmp_path, "ann,sum,q1,1,100\nann,sum,q2,1,100\nann,sum,q3,1,101\n")).tied == 2


def test_times_may_be_seconds_or_dates(tmp_path):
    log = read(
        written(tmp_path, "ann,sum,q1,1,86400\nann,sum,q2,1,1970-01-02T00:01:00+00:00\nann,sum,q3,1,1970-01-03\n")
    )
    assert [row.at for row in log.rows] == [86_400, 86_460, 172_800]


@pytest.mark.parametrize(
    ("text", "wrong"), [("ann,sum,q1,yes,1\n", "not 0 or 1"), ("ann,sum,q1,1,soon\n", "is no time")]
)
def test_what_makes_no_sense_is_refused_with_its_line(tmp_path, text, wrong):
    with pytest.raises(ValueError, match=f"line 2: .*{wrong}"):
        read(written(tmp_path, text))


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("learner,skill,correct,timestamp\n")
    with pytest.raises(ValueError, match="no column item"):
        read(path)


def test_each_skill_has_its_learners_with_the_days_between_their_answers():
    rows = [Row("ann", "sum", "q1", True, 0), Row("ann", "sum", "q2", False, 172_800), Row("bob", "sum", "q2", True, 5)]
    ((skill, sample),) = samples(ordered(rows))
    assert (skill, sample.items, sample.learners) == ("sum", ("q1", "q2"), ("ann", "bob"))
    assert sample.histories.told.tolist() == [[True, True], [True, False]]
    assert sample.histories.days[1, 0] == 2.0
