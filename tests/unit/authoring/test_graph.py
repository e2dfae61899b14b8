"""Prerequisites: circles are found, and only circles."""

from authoring.graph import ancestors, cycles
from hypothesis import given
from hypothesis import strategies as st

forward = st.integers(2, 7).flatmap(
    lambda n: st.fixed_dictionaries({str(i): st.lists(st.integers(0, max(i - 1, 0)).map(str)) for i in range(1, n)})
)


@given(forward)
def test_a_graph_that_only_points_back_has_no_circle(graph: dict[str, list[str]]) -> None:
    assert list(cycles(graph)) == []


@given(forward, st.integers(1, 6))
def test_closing_a_path_makes_a_circle(graph: dict[str, list[str]], start: int) -> None:
    first = str(min(start, len(graph)))
    for below in ancestors(graph, first) | {first}:
        assert list(cycles({**graph, below: [*graph.get(below, []), first]}))


def test_a_circle_begins_with_the_name_that_comes_first() -> None:
    assert list(cycles({"c": ["b"], "a": ["c"], "b": ["a"]})) == [("c", "b", "a")]


def test_ancestors_are_all_that_something_rests_on() -> None:
    assert ancestors({"a": ["b"], "b": ["c", "d"]}, "a") == {"b", "c", "d"}
