"""What an author sees: the report of `check`, and the pages of `preview`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from authoring.commands import main
from authoring.preview import page, server

ROOT = Path(__file__).parents[3]


def spoil(small: Path) -> None:
    path = small / "items" / "knots.yaml"
    path.write_text(path.read_text().replace("tolerance: 0.1", "tolerance: -1"))


def test_check_sums_up_a_good_course(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(small)]) == 0
    assert capsys.readouterr().out == f"{small}: 3 lessons, 28 items, 0 errors, 0 warnings\n"


def test_the_commands_start_as_an_author_types_them(small: Path) -> None:
    typed = [sys.executable, "-m", "authoring", "check", str(small)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(typed, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_check_fails_on_an_error_and_says_where(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(small)
    assert main(["check", str(small)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith(f"{small / 'items' / 'knots.yaml'}:28: item knot-3: tolerance: ")
    assert out[1] == f"{small}: 1 errors, 0 warnings"


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_preview_shows_items_with_their_keys(small: Path) -> None:
    assert "/lessons/knots-1" in page(small, "/")[1]
    status, text = page(small, "/lessons/knots-1")
    assert status == 200
    assert "trusts any knot" in text
    assert "2 m, give or take 0.1" in text
    assert "king of knots" in text


def test_the_preview_reads_files_again_and_shows_what_is_wrong(small: Path) -> None:
    assert page(small, "/")[0] == 200
    spoil(small)
    assert "knots.yaml:28: item knot-3: tolerance" in page(small, "/")[1]


def test_an_unknown_page_is_not_found_and_not_echoed_as_html(small: Path) -> None:
    status, text = page(small, "/<b>")
    assert status == 404
    assert "<b>" not in text


@pytest.fixture
def port(small: Path) -> Iterator[int]:
    with server(small, 0) as listening:
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield listening.server_port
        listening.shutdown()
        thread.join()


def get(port: int, host: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/lessons/knots-1", headers={"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_the_preview_is_served_on_loopback(port: int) -> None:
    status, text = get(port, f"localhost:{port}")
    assert status == 200
    assert "bowline" in text


def test_another_host_name_gets_no_keys(port: int) -> None:
    status, text = get(port, f"evil.test:{port}")
    assert status == 421
    assert "bowline" not in text


def test_a_taken_port_is_one_clear_line(small: Path, port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", str(small), "--port", str(port)]) == 1
    assert "choose another with --port" in capsys.readouterr().out


def test_ctrl_c_ends_the_preview_quietly(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: ThreadingHTTPServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ThreadingHTTPServer, "serve_forever", interrupt)
    assert main(["preview", str(small), "--port", "0"]) == 0
    assert "preview: http://localhost:" in capsys.readouterr().out
