"""moto's account behind HTTP on loopback, in a process of its own: `python -m benchmarks.peer.emulator`.

Makes the stores, prints its URL, then serves DynamoDB, KMS, S3 and SSM until its standard input ends. (moto's
own server needs Flask.)
"""

import sys
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber
from tests.kit import aws

_SERVICES = {"AmazonSSM": "ssm", "DynamoDB_20120810": "dynamodb", "TrentService": "kms", "": "s3"}
"""What a request's target begins with, and whose it is."""

_stubber: Any = BotocoreStubber()
_one_at_a_time = Lock()


class _Account(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        service = _SERVICES[self.headers.get("X-Amz-Target", "").partition(".")[0]]
        headers = HTTPHeaders()
        for name, value in self.headers.items():
            headers[name] = value
        url = f"https://{service}.eu-west-1.amazonaws.com{self.path}"
        with _one_at_a_time:
            answer = _stubber.process_request(AWSPreparedRequest(self.command, url, headers, body, False))
        self._send(*answer)

    def _send(self, status: int, headers: dict[str, Any], body: bytes | str) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response_only(status)
        for name, value in _kept(headers.items()):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _answer  # noqa: N815  what http.server calls


def _kept(headers: Iterable[tuple[str, Any]]) -> Iterable[tuple[str, str]]:
    return ((name, str(value)) for name, value in headers if name.lower() not in {"content-length", "connection"})


def main() -> None:
    """Serve."""
    with mock_aws():
        aws.provision()
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Account)
        Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
