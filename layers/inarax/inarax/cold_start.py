"""A function starts as fast as it can: nothing is collected meanwhile, and patterns are compiled low on the stack.

Importing a door makes some hundred thousand objects that all live as long as the process. The collector would walk them
again and again and free nothing, for about a tenth of a cold start (`make bench NAME=cold_start`). So it is put off to
the first request: a room imports this module before anything else, and the door's frame ends the start.

CPython keeps its frames in pieces of 16 KB. A loop that calls across the end of a piece maps and unmaps the next one at
each turn, and where the ends are depends on how deep in other imports a module is imported. The patterns of urllib3,
which stands below every store, took 4 ms to compile, or up to 31 in some doors. So it is imported from here.
"""

import gc

gc.disable()

import urllib3.util.url  # noqa: E402, F401


def ended() -> None:
    """Collect again, without ever looking at what the start has made."""
    gc.enable()
    gc.freeze()
