"""What prerequisites make of lessons and skills: a graph without cycles."""

from collections.abc import Iterator, Mapping, Sequence

type Graph = Mapping[str, Sequence[str]]


def cycles(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Give each cycle found once, as the names along it, beginning with the one the graph names first."""
    done: set[str] = set()
    order = list(graph)

    def visit(name: str, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if name in path:
            ring = path[path.index(name) :]
            first = min(range(len(ring)), key=lambda index: order.index(ring[index]))
            yield ring[first:] + ring[:first]
            return
        if name in done or name not in graph:
            return
        for below in graph[name]:
            yield from visit(below, (*path, name))
        done.add(name)

    for name in graph:
        yield from visit(name, ())


def ancestors(graph: Graph, name: str) -> frozenset[str]:
    """Give all that `name` rests on, directly or not."""
    found: set[str] = set()
    waiting = list(graph.get(name, ()))
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += graph.get(current, ())
    return frozenset(found)
