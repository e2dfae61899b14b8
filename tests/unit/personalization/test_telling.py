"""What a batch of the stream tells."""

from hypothesis import given
from hypothesis import strategies as st

from personalization.telling import News, news


def record(position, learner, course, name="INSERT", at=0.0):
    return {
        "eventName": name,
        "dynamodb": {
            "Keys": {"learner_id": {"S": learner}, "moment": {"S": f"{course}#2026#x#y"}},
            "SequenceNumber": str(position),
            "ApproximateCreationDateTime": at,
        },
    }


batches = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(["c", "d"]), st.floats(0, 9), st.sampled_from(["INSERT", "MODIFY"])
    )
)


@given(batches)
def test_everybody_with_new_evidence_is_told_once_from_their_first_record_on(drawn):
    told = news([record(n, learner, course, name, at) for n, (learner, course, at, name) in enumerate(drawn)])
    assert {(each.learner_id, each.course) for each in told} == {(learner, course) for learner, course, *_ in drawn}
    assert len(told) == len({(each.learner_id, each.course) for each in told})
    for each in told:
        theirs = [
            (n, at)
            for n, (learner, course, at, _) in enumerate(drawn)
            if (learner, course) == (each.learner_id, each.course)
        ]
        assert (each.first, each.at) == (str(theirs[0][0]), max(at for _, at in theirs))


def test_evidence_that_was_removed_is_no_news():
    assert news([record(1, "a", "c", "REMOVE"), record(2, "a", "d", at=3.0)]) == (News("a", "d", "2", 3.0),)
