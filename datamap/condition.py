"""Which attributes the export's role may read: a condition in the template, rendered from the export plan.

So a new attribute is exported by being declared, and nobody copies a list (tests/unit/house/test_export.py holds it).
"""

import re
import textwrap
from collections.abc import Mapping
from typing import Any

from datamap import template

_WIDTH = 96
_LIST = re.compile(r"(\n  RightsExporting:\n.*?dynamodb:Attributes:\n {20}\[\n).*?(\n {20}\])", re.DOTALL)


def attributes(plan: Mapping[str, Any]) -> list[str]:
    """The keys and fields of every table that the plan names, each once."""
    tables = [store for store in plan["stores"] if store["means"] == "items"]
    return sorted({name for store in tables for name in (*store["keys"], *store["fields"])})


def rendered(text: str, plan: Mapping[str, Any]) -> str:
    """The template with the condition that the plan asks for."""
    names = textwrap.fill(", ".join(attributes(plan)), _WIDTH)
    return _LIST.sub(lambda found: found[1] + textwrap.indent(names, " " * 24) + found[2], text, count=1)


def render(plan: Mapping[str, Any]) -> None:
    """Write it into the template, which is read anew from then on."""
    template.FILE.write_text(rendered(template.FILE.read_text(), plan))
    template.template.cache_clear()
