"""The README's tour happens as written."""

from local.client import Client
from local.running import Running
from local.tour import Tour, newcomer


def test_every_step_of_the_tour_happens(stack: Running, capsys) -> None:
    tour = Tour(Client(stack.origin), newcomer(stack))
    tour.play()
    told = capsys.readouterr().out
    assert told.count("because:") == 2
    assert tour.step == 9
