"""How two handlers are compared: in turn, by medians, and only while they answer alike."""

import pytest
from benchmarks.peer.running import Served
from benchmarks.peer_handler import compare, figures


def _answering(order: list[str], side: str, body: str = "{}", status: int = 201):
    def serve(event):
        order.append(f"{side}{event['n']}")
        return Served(1.0, 0.5, status, body)

    return serve


def _events():
    n = 0
    while True:
        yield [{"n": n}, {"n": n}]
        n += 1


def test_each_serves_first_every_other_time():
    order: list[str] = []
    served = compare({"a": _answering(order, "a"), "b": _answering(order, "b")}, _events(), 3)
    assert order == ["a0", "b0", "b1", "a1", "a2", "b2"]
    assert {side: len(each) for side, each in served.items()} == {"a": 3, "b": 3}


@pytest.mark.parametrize(("body", "status"), [('{"correct": true}', 201), ("{}", 500)])
def test_handlers_that_answer_differently_are_not_compared(body, status):
    order: list[str] = []
    serve = {"a": _answering(order, "a", status=status), "b": _answering(order, "b", body, status)}
    with pytest.raises(AssertionError, match="different answers"):
        compare(serve, _events(), 1)


def test_ratios_are_of_medians_ours_over_the_peers():
    ours = [Served(wall, cpu, 201, "{}") for wall, cpu in ((1.0, 0.1), (2.0, 0.2), (90.0, 9.0))]
    peer = [Served(wall, cpu, 201, "{}") for wall, cpu in ((4.0, 0.1), (4.0, 0.1), (4.0, 0.1))]
    found = figures("warm", {"ours": ours, "peer": peer})
    assert (found["warm_ratio"], found["warm_cpu_ratio"]) == (0.5, 2.0)
    assert (found["warm_ours_ms"], found["warm_peer_cpu_ms"]) == (2000.0, 100.0)
