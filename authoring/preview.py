"""Show a course to its author, with all keys, on this machine only. Files are read again on every request."""

from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from authoring import preview_html as html
from authoring.check import check

HOST = "127.0.0.1"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def page(root: Path, path: str) -> tuple[HTTPStatus, str]:
    """Render the page at `path`: `/` is the outline, `/lessons/<lesson>` a lesson with its items and keys."""
    report = check(root)
    if report.course is None:
        return HTTPStatus.OK, html.document("Not yet a course", html.problems(report.problems))
    if path == "/":
        return HTTPStatus.OK, html.outline(report.course, report.problems)
    for lesson in report.course.pages:
        if path == f"/lessons/{lesson.lesson.id}":
            return HTTPStatus.OK, html.lesson(report.course, lesson)
    return HTTPStatus.NOT_FOUND, html.document(
        "Not found", f"<p>Nothing at {escape(path)}. <a href='/'>Outline</a></p>"
    )


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, root: Path, *arguments: object) -> None:
        self.root = root
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one page. Another host name is refused, so that no web page can read the keys by rebinding a name."""
        host = self.headers.get("Host", "").rpartition(":")[0]
        if host not in {HOST, "localhost"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        status, text = page(self.root, self.path)
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing: the author looks at the browser."""


def server(root: Path, port: int) -> ThreadingHTTPServer:
    """Listen on loopback; port 0 takes a free one."""
    return ThreadingHTTPServer((HOST, port), partial(_Handler, root))


def serve(root: Path, port: int) -> int:
    """Serve until interrupted. Answers 1 if the port is taken."""
    try:
        listening = server(root, port)
    except OSError as error:
        print(f"port {port} cannot be used ({error.strerror}): choose another with --port")
        return 1
    with listening:
        print(f"preview: http://localhost:{listening.server_port}/ (Ctrl-C stops it)", flush=True)
        try:
            listening.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
