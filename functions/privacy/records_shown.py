"""The records as pages: nested facts as nested lists, so that nothing of a record can be left out of its page."""

from collections.abc import Mapping
from html import escape
from typing import Any

from privacy.page import page
from privacy.published import Records


def listed(records: Records) -> str:
    """The page that leads to each record."""
    links = "".join(
        f'<li><a href="/privacy/records/{escape(each.record)}">{escape(each.title)}</a></li>'
        for each in records.records
    )
    return page("Records", f"<h1>Records</h1><ul>{links}</ul>")


def page_of(record: Mapping[str, Any]) -> str:
    """One record, whole but for its vocabulary."""
    facts = {name: value for name, value in record.items() if name not in ("@context", "title")}
    return page(record["title"], f"<h1>{escape(record['title'])}</h1>{_shown(facts)}")


def _shown(value: Any) -> str:
    match value:
        case {**named}:
            facts = "".join(
                f"<dt>{escape(_word(str(name)))}</dt><dd>{_shown(each)}</dd>" for name, each in named.items()
            )
            return f"<dl>{facts}</dl>"
        case [*several]:
            return f"<ul>{''.join(f'<li>{_shown(each)}</li>' for each in several)}</ul>"
        case bool():
            return "yes" if value else "no"
        case _:
            return escape(str(value))


def _word(name: str) -> str:
    return name.rpartition(":")[2].removeprefix("@").replace("_", " ")
