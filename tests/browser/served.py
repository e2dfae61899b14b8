"""The web client's own door over HTTP, with a fake of the API beside it: what a browser needs, without a stack."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import override

from tests.browser.fake import Answer, Fake, Request
from tests.kit import doors, events
from web import pages

_OURS = (
    "/courses",
    "/me/",
    "/sign-in",
    "/age-gate",
    "/contests",
    "/privacy/",
    "/news/",
    "/rights/",
    "/restrictions/",
    "/appeals",
)


@dataclass
class Site:
    """An origin, and the fake that answers its API now."""

    fake: Fake
    origin: str = ""


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """The site at an origin of its own, for as long as the block lasts."""

    class Front(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path, _, query = self.path.partition("?")
            if path.startswith(_OURS):
                answer = site.fake.answer(Request(self.command, path, query, dict(self.headers), body))
            else:
                answer = _page(path, self.headers.get("If-None-Match"))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815  names that http.server gives

        @override
        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Front)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    site.origin = f"http://localhost:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


_WORKER = threading.Lock()
"""A function's worker is asked one thing at a time; of two at once, one would be answered with the other's file."""


def _page(path: str, etag: str | None) -> Answer:
    event = events.request("GET", path, headers={"If-None-Match": etag} if etag else {})
    with _WORKER:
        found = doors.call(pages.handler, event)
    headers = {name: ", ".join(values) for name, values in found.headers.items()}
    return Answer(found.status, found.text.encode(), headers)
