"""The README's example, run as written."""

import contextlib
import io
import re
from pathlib import Path

README = Path(__file__).parents[3] / "layers" / "adaptive" / "README.md"


def test_the_readme_prints_what_it_says() -> None:
    text = README.read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (promised,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, str(README), "exec"), {})
    assert printed.getvalue() == promised
