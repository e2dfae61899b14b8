"""The page by which a person reads an export: what is in it and on which terms, what is not, who receives what, and
which rights they have: all that art. 15(1) and (2) GDPR asks, from the map. It fetches nothing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape

from rights.export.plan import Plan, Processor, Store

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>What inaraX holds about you</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: auto; padding: 1rem }}
table {{ border-collapse: collapse; width: 100% }}
caption {{ text-align: start; font-weight: bold }}
th, td {{ border-bottom: 1px solid; padding: .4rem; text-align: start; vertical-align: top }}
</style>
</head>
<body>
<main>
<h1>What inaraX holds about you</h1>
{content}
</main>
</body>
</html>
"""

_INTRODUCTION = (
    "This is a copy of the personal data that we hold about you, made on {made} (articles 15 and 20 GDPR). It is read"
    " store by store while you may go on working, so what you did meanwhile may be in one part and not yet in another.",
    "Each part is a file of JSON, which any editor shows. In it moments are in UTC; inside documents they are seconds"
    " since the beginning of 1970. What you and reviewers wrote, and your name and address, are stored encrypted under"
    " a key of your own; in here they are readable. Keep this copy where nobody else can read it.",
)
_MACHINES = (
    "Models that can be inspected and recomputed place you (item response theory), follow what you master (knowledge"
    " tracing) and choose your next lesson, each with its reason; signals tell where you struggle or advance quickly."
    " They decide nothing with legal or similarly significant effects on you (article 22 GDPR). What they made of your"
    " answers is in beliefs, evidence and signals; you can contest each grade, and a person decides.",
)
_RIGHTS = (
    "Correct what is wrong (article 16): your name in your profile.",
    "Have it erased (article 17), or its processing restricted (article 18).",
    "Object to what we do on legitimate interests (article 21).",
    "Take your data elsewhere (article 20): activities.json tells what you did in a learning standard (xAPI).",
    "Withdraw a consent at any time; what was done until then stays lawful (article 7(3)).",
    "Complain to a supervisory authority, in particular where you live or work (article 77).",
)

_HEADS = ("What", "Records", "Kinds of data", "Purposes and legal bases", "Kept", "From")
_PROGRAMS = """<h2>For programs</h2>
<p><a href="manifest.json">manifest.json</a> names every file with its SHA-256 hash,
<a href="schema.json">schema.json</a> says what each of data/ holds (JSON Schema),
<a href="activities.json">activities.json</a> holds xAPI statements.</p>"""


def index(plan: Plan, records: Mapping[str, int], made: datetime, origin: str) -> str:
    """The page; `records` are how many there are of each store."""
    policy = f'<a href="{escape(origin)}/privacy/policy">our policy</a>'
    return _PAGE.format(
        content="\n".join(
            (
                *(_paragraph(each.format(made=f"{made:%-d %B %Y, %H:%M} UTC")) for each in _INTRODUCTION),
                _table("Everything we hold", _HEADS, (_store(store, records[store.name]) for store in plan.stores)),
                _table("Where something of you may be that is not in here, and why", ("What", "Why"), _reasons(plan)),
                _table("Who else receives it", ("Who", "Where", "How it is safe"), map(_processor, plan.processors)),
                *map(_paragraph, _shared(plan)),
                "<h2>Decisions by machines</h2>",
                *map(_paragraph, _MACHINES),
                "<h2>Your rights</h2>",
                f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in _RIGHTS)}</ul>",
                f"<p>How, and who answers for all this: {policy}.</p>",
                _PROGRAMS,
            )
        )
    )


def _store(store: Store, records: int) -> tuple[str, ...]:
    told = f"<br>Not in here: {escape(store.partly)}." if store.partly else ""
    return (
        f'<a href="data/{escape(store.name)}.json">{escape(store.name)}</a><br>{escape(store.about)}{told}',
        str(records),
        escape(", ".join(store.categories)),
        escape("; ".join(f"{purpose} ({basis})" for purpose, basis in store.purposes.items())),
        escape(store.lasts),
        escape(store.source),
    )


def _reasons(plan: Plan) -> Iterable[tuple[str, ...]]:
    return ((escape(name), escape(why)) for name, why in plan.left_out.items())


def _processor(processor: Processor) -> tuple[str, ...]:
    what = ", ".join(processor.services)
    return f"{escape(processor.name)}<br>{escape(what)}", escape(processor.country), escape(processor.safeguard)


def _shared(plan: Plan) -> Iterator[str]:
    seen = [store.name for store in plan.stores if store.organization_admin_sees]
    yield f"Your organization's admins see {', '.join(seen)}." if seen else "No organization's admin sees any of it."
    yield from (f"Besides, {host}: {what}." for host, what in plan.hosts.items())
    yield "Who among us read your data, when and for which purpose is in audit."


def _table(caption: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    """Heads and caption are text, cells are HTML."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"
