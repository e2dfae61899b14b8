"""Lines that tell a person what happens, how long it took, and that a long step is still alive."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY_SECONDS = 5.0

type Say = Callable[[str], None]


def out(line: str) -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


class Progress:
    """Tells of steps through `say`; `detail` is what the step that runs is at."""

    def __init__(self, say: Say = out, every: float = EVERY_SECONDS) -> None:
        self._say, self._every = say, every
        self.detail: Callable[[], str] = str

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Say the title, now and then how it goes, at the end how long it took. A failure is its raiser's to tell."""
        self._say(f"{title} ...")
        began, done = time.monotonic(), threading.Event()
        self.detail = str
        watch = threading.Thread(target=self._watch, args=(began, done), daemon=True)
        watch.start()
        try:
            yield
            self._say(f"  done in {time.monotonic() - began:.1f} s")
        finally:
            done.set()
            watch.join()

    def _watch(self, began: float, done: threading.Event) -> None:
        while not done.wait(self._every):
            self._say(f"  {time.monotonic() - began:.0f} s {self.detail()}".rstrip())
