"""The client's files: they refer to each other only, hold nothing inline, and their address follows their content."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest

from inarax.problem import Problem
from inarax.problems import TABLE
from privacy.pages import Page
from web import explanations
from web.site import site

STATIC = Path(explanations.__file__).parent / "static"
SCRIPTS = sorted((STATIC / "assets").rglob("*.js"))
FILES = site(STATIC, TABLE)
IMPORT = re.compile(r'^import .*? from "([^"]+)";$', re.MULTILINE)


def test_the_shell_refers_only_to_what_is_served() -> None:
    wanted = re.findall(r'(?:href|src)="(/[^"]*)"', FILES["/"].text)
    assert wanted
    assert set(wanted) - {"/privacy/policy"} <= FILES.keys()  # which is a door's


def test_the_shell_loads_every_module_ahead() -> None:
    shell = (STATIC / "index.html").read_text()
    named = set(re.findall(r'(?:href|src)="/assets/([^"]*\.js)"', shell))
    assert named == {path.relative_to(STATIC / "assets").as_posix() for path in SCRIPTS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_module_imports_what_exists_and_by_a_relative_name(script: Path) -> None:
    text = script.read_text()
    assert len(IMPORT.findall(text)) == len(re.findall(r"^import\b", text, re.MULTILINE))
    assert not re.search(r"\bimport\(", text)
    for name in IMPORT.findall(text):
        assert name.startswith(".")
        assert (script.parent / name).resolve() in SCRIPTS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_module_imports_only_names_that_exist_and_uses_each(script: Path) -> None:
    text = script.read_text()
    for names, name in re.findall(r'^import \{ (.*?) \} from "([^"]+)";$', text, re.MULTILINE):
        exporting = (script.parent / name).resolve().read_text()
        for each in names.split(", "):
            assert re.search(rf"^export (?:async )?(?:function|class|const) {each}\b", exporting, re.MULTILINE), each
            assert len(re.findall(rf"\b{each}\b", text)) > 1, f"{each} is imported and not used"


@pytest.mark.parametrize("path", [path for path, file in FILES.items() if "html" in file.content_type])
def test_a_page_holds_no_inline_script_or_style_and_nothing_from_elsewhere(path: str) -> None:
    text = FILES[path].text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text)
    assert not re.search(r'(?:src|rel="stylesheet" href)="(?:https?:)?//', text)


def test_scripts_reach_no_other_site() -> None:
    for script in SCRIPTS:
        assert not re.search(r"https?://|innerHTML|insertAdjacentHTML|\beval\(", script.read_text()), script.name


def test_the_address_of_assets_changes_with_any_of_them(tmp_path: Path) -> None:
    _copy(tmp_path)
    before = _release(tmp_path)
    assert before == _release(tmp_path)
    (tmp_path / "assets" / "views" / "age.js").write_text("// another\n")
    assert _release(tmp_path) != before


def test_the_tag_of_the_shell_changes_with_its_assets(tmp_path: Path) -> None:
    _copy(tmp_path)
    before = site(tmp_path, TABLE)["/"].etag
    (tmp_path / "assets" / "style.css").write_text("/* another */\n")
    assert site(tmp_path, TABLE)["/"].etag != before


def test_a_file_of_an_unknown_type_is_not_served_by_accident(tmp_path: Path) -> None:
    _copy(tmp_path)
    (tmp_path / "secret.pem").write_text("key")
    with pytest.raises(KeyError):
        site(tmp_path, TABLE)


def test_titles_are_written_as_text_on_a_page() -> None:
    class Odd(Problem):
        status, title = HTTPStatus.CONFLICT, 'a <b> & "c"'

    Odd.code = "odd"  # set later, so that the class does not join the table
    page = explanations.pages({"odd": Odd})["/problems/odd"]
    assert "<b>" not in page
    assert "a &lt;b&gt; &amp; &quot;c&quot;" in page


def _copy(folder: Path) -> None:
    for path in (each for each in STATIC.rglob("*.*") if each.is_file()):
        target = folder / path.relative_to(STATIC)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text())


def _release(folder: Path) -> str:
    found = re.search(r'src="/assets/([0-9a-f]+)/app.js"', site(folder, TABLE)["/"].text)
    assert found
    return found[1]


def test_the_kinds_of_pages_that_may_be_counted_are_the_routes_of_the_client() -> None:
    table = re.search(
        r"^const routes = {\n(.*?)^};", (STATIC / "assets" / "app.js").read_text(), re.MULTILINE | re.DOTALL
    )
    assert table
    assert set(re.findall(r'^  "([^"]+)":', table[1], re.MULTILINE)) == set(Page)
