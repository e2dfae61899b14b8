"""One loopback origin before the stack, as a custom domain is on AWS: the API at /, the pool's sign-in page beside it.

Nothing else of MiniStack can be reached through it.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, web
from multidict import CIMultiDict
from yarl import URL

from local.settings import LOOPBACK, LocalError, Stack

# The pages and endpoints of the pool's own domain.
SIGN_IN = ("/login", "/logout")
SIGN_IN_FOLDER = "/oauth2/"

MEBIBYTE = 1024 * 1024
LARGEST_BODY = 10 * MEBIBYTE  # API Gateway's limit
SLOWEST_ANSWER = ClientTimeout(total=60)

# Hop by hop (RFC 9110, 7.6.1); aiohttp frames both sides anew.
HOP_BY_HOP = frozenset((
    "connection", "content-length", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
    "te", "trailer", "transfer-encoding", "upgrade",
))  # fmt: skip
# Only this front says who forwarded what.
FORWARDED = frozenset(("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"))


@dataclass(frozen=True, slots=True)
class Upstream:
    """Where requests go: MiniStack's gateway, and the API's stage on it."""

    endpoint: str
    api: str
    stage: str

    def url(self, raw_path: str) -> str | None:
        """The address for a raw request target (path and query, still encoded); None if it climbs out of the stage."""
        path = raw_path.partition("?")[0]
        if any(segment in (".", "..") for segment in unquote(path).replace("\\", "/").split("/")):
            return None
        if path in SIGN_IN or path.startswith(SIGN_IN_FOLDER):
            return f"{self.endpoint}{raw_path}"
        return f"{self.endpoint}/_aws/execute-api/{self.api}/{self.stage}{raw_path}"


def request_headers(headers: Mapping[str, str], client: str) -> CIMultiDict[str]:
    """What is passed on of a request: Host, Origin and cookies as they came, and who asked."""
    dropped = HOP_BY_HOP | FORWARDED
    kept = CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in dropped)
    kept["X-Forwarded-For"] = client
    kept["X-Forwarded-Proto"] = "http"
    return kept


def response_headers(headers: Mapping[str, str]) -> CIMultiDict[str]:
    """What is passed back of an answer, each Set-Cookie on its own."""
    return CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in HOP_BY_HOP)


def application(upstream: Upstream) -> web.Application:
    """The front as an aiohttp application."""

    async def session(app: web.Application) -> AsyncIterator[None]:
        app[SESSION] = ClientSession(auto_decompress=False, cookie_jar=DummyCookieJar(), timeout=SLOWEST_ANSWER)
        yield
        await app[SESSION].close()

    async def forward(request: web.Request) -> web.StreamResponse:
        url = upstream.url(request.raw_path)
        if url is None:
            return web.Response(status=400, text="The path climbs out of the site.\n")
        body = await request.read()
        headers = request_headers(request.headers, request.remote or LOOPBACK)
        try:
            async with request.app[SESSION].request(
                request.method, URL(url, encoded=True), headers=headers, data=BytesIO(body) if body else None,
                allow_redirects=False,
                skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            ) as answer:  # fmt: skip
                return web.Response(
                    status=answer.status, headers=response_headers(answer.headers), body=await answer.read()
                )
        except (ClientError, TimeoutError):
            return web.Response(status=502, text="The stack behind this address does not answer.\n")

    app = web.Application(client_max_size=LARGEST_BODY)
    app.cleanup_ctx.append(session)
    app.router.add_route("*", "/{path:.*}", forward)
    return app


SESSION = web.AppKey("session", ClientSession)


class Front:
    """The front, served from a thread of its own."""

    def __init__(self, stack: Stack, upstream: Upstream) -> None:
        self._stack, self._upstream = stack, upstream
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="front", daemon=True)
        self._runner: web.AppRunner | None = None

    def start(self) -> None:
        """Listen on the stack's port, on loopback only."""
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        except OSError:
            self.stop()
            raise LocalError(f"port {self._stack.port} is taken: choose another with PORT=") from None

    async def _listen(self) -> None:
        self._runner = web.AppRunner(application(self._upstream), access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, self._stack.port, reuse_address=True).start()

    def stop(self) -> None:
        """Close every connection and end the thread."""
        if self._runner:
            asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
