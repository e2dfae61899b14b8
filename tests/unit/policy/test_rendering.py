"""What is said of the clauses, and in which words."""

from collections.abc import Iterator

from policy import clauses, rendering
from policy.clauses import Section, State
from policy.rendering import RenderedClause

SECTION = {
    "number": 1,
    "title": "So it is",
    "parts": [
        {
            "clauses": [
                {"id": "1.1", "state": "statement", "seed": "We say “we”."},
                {"id": "1.2", "state": "not-yet", "seed": "We fly."},
                {"id": "1.3", "state": "statement", "text": "Backups last {backups}.", "follows": True},
            ]
        },
        {"letter": "a", "title": "Wings", "clauses": [{"id": "1.a.1", "state": "not-yet", "seed": "- Feathers"}]},
    ],
}


def _said(published: list[rendering.RenderedSection]) -> Iterator[RenderedClause]:
    for section in published:
        for part in section["parts"]:
            yield from part["clauses"]


def test_what_is_not_yet_so_is_not_said() -> None:
    says = {clause["id"] for clause in _said(rendering.rendered())}
    assert says == {clause.id for clause in clauses.clauses() if clause.state is not State.NOT_YET}
    (section,) = rendering.rendered([Section.model_validate(SECTION)])
    assert [clause["id"] for clause in section["parts"][0]["clauses"]] == ["1.1", "1.3"]


def test_a_part_of_which_nothing_is_said_has_no_heading() -> None:
    (section,) = rendering.rendered([Section.model_validate(SECTION)])
    assert len(section["parts"]) == 1


def test_figures_stand_in_the_text() -> None:
    (section,) = rendering.rendered([Section.model_validate(SECTION)])
    assert section["parts"][0]["clauses"][1]["text"] == "Backups last 35 days."


def test_no_brace_is_left_and_every_true_clause_says_where_its_proof_is() -> None:
    for clause in _said(rendering.rendered()):
        assert "{" not in clause["text"]
        assert (clause["proof"] == f"/privacy/proof#{clause['id']}") == (clause["state"] == "true")
