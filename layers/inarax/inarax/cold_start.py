"""Nothing is garbage while a function starts: collecting is put off from the first import to the first request.

Importing a door makes some hundred thousand objects that all live as long as the process. The collector would walk them
again and again and free nothing, for about a tenth of a cold start (`make bench NAME=cold_start`). A room imports this
module before anything else, and the door's frame ends the start.
"""

import gc

gc.disable()


def ended() -> None:
    """Collect again, without ever looking at what the start has made."""
    gc.enable()
    gc.freeze()
