"""What somebody is told of whose request is not carried out, or not in full (art. 12(4) GDPR): reason and remedies."""

import datetime as dt

from pydantic import BaseModel

from inarax.stores.holds import Article, Hold

REMEDIES = (
    "You may complain to a supervisory authority, in particular where you live or work (article 77 GDPR).",
    "You may go to court (article 79 GDPR).",
)


class KeptData(BaseModel):
    """What is kept for now, as names of stores: why, by which rule of law, and when somebody looks at that again."""

    stores: list[str]
    kind: str
    reason: str
    article: Article
    review_on: dt.date


def kept_data(hold: Hold) -> KeptData:
    """What a hold keeps, for whom it concerns: not who placed it."""
    return KeptData(
        stores=sorted(hold.stores),
        kind=hold.kind.words,
        reason=hold.reason,
        article=hold.article,
        review_on=hold.review_on,
    )
