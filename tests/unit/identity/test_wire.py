"""How we speak HTTP to the provider: against a server on this machine's loopback."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from identity import wire
from inarax import problems


class _Server(BaseHTTPRequestHandler):
    def do_GET(self):
        match self.path:
            case "/moved":
                self.send_response(302)
                self.send_header("Location", "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "/hangs-up":
                self.close_connection = True
            case "/endless":
                self._answer(b"x" * 300_000)
            case _:
                self._answer(b"hello")

    def do_POST(self):
        self._answer(self.rfile.read(int(self.headers["Content-Length"])) + b" " + self.headers["X-Sent"].encode())

    def _answer(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Not to the test's output."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Server) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def test_a_document_is_fetched(server):
    assert wire.get(f"{server}/") == wire.Reply(200, b"hello")


def test_a_form_is_sent_with_its_headers(server):
    assert wire.post(f"{server}/", {"a": "1 & 2"}, {"X-Sent": "yes"}).body == b"a=1+%26+2 yes"


def test_a_redirect_is_not_followed(server):
    assert wire.get(f"{server}/moved").status == 302


@pytest.mark.parametrize("path", ["/endless", "/hangs-up"])
def test_who_does_not_answer_as_agreed_is_not_there(path, server):
    with pytest.raises(problems.ProviderUnavailable):
        wire.get(server + path)


def test_nobody_listening_is_not_there():
    with pytest.raises(problems.ProviderUnavailable):
        wire.get("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "url",
    ["http://provider.example/", "ftp://provider.example/", "file:///etc/passwd", "https:///", "", "http://[", "//x"],
)
def test_nothing_is_sent_where_others_could_read_it(url):
    assert not wire.is_safe(url)
    with pytest.raises(problems.ProviderUnavailable):
        wire.get(url)


@pytest.mark.parametrize(
    "url", ["https://provider.example/token", "http://127.0.0.1:8001/x", "http://localhost/x", "http://[::1]/"]
)
def test_what_is_encrypted_or_stays_here_is_sent(url):
    assert wire.is_safe(url)
