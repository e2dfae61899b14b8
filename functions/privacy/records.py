"""GET /privacy/records and /privacy/records/{record}: the records that the law asks for, open to everybody.

Purpose: none, since nobody is asked who they are. Stores: none: they are rendered from the data map into a file beside
this one. As JSON-LD (which is JSON) or as a page.
"""

from aws_lambda_powertools.event_handler import Response

from inarax import access, http, problems
from privacy import published, records_shown
from privacy.answering import HTML, JSON, answer, documented
from privacy.published import Record, Records

LINKED = "application/ld+json"
_CURRENT = 300  # seconds for which a cache may go on

app = http.Api(access.anyone)


@app.get("/privacy/records", **documented(Records, HTML), **http.may(problems.NotAcceptable))
def listed() -> Response[str]:
    """Which records there are."""
    found = published.records()
    forms = {JSON: found.model_dump_json, HTML: lambda: records_shown.listed(found)}
    return answer(app, forms, max_age=_CURRENT)


@app.get(
    "/privacy/records/<record>",
    **documented(Record, LINKED, HTML),
    **http.may(problems.NotFound, problems.NotAcceptable),
)
def one(record: str) -> Response[str]:
    """One record: processing, processors, bases or impact."""
    content = published.record(record)
    forms = {
        JSON: lambda: published.written(content),
        LINKED: lambda: published.written(content),
        HTML: lambda: records_shown.page_of(content),
    }
    return answer(app, forms, max_age=_CURRENT)


handler = http.handler(app, __name__)
