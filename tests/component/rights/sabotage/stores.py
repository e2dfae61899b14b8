"""Sabotages of how single stores are erased and read back."""

from collections.abc import Callable, Iterator
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.client import BaseClient

from inarax import settings
from rights import unlinking
from rights.erasure import erasers, indexes
from rights.erasure.erasers import Eraser, Found
from rights.erasure.plan import Store
from rights.erasure.plan import current as plan
from rights.steps import Turn
from rights.storage import tables
from rights.storage.tables import Key, Part
from tests.component.rights.sabotage import READ_BACK, SCANNER, Sabotage
from tests.component.rights.scanned import Scanned
from tests.kit import aws, weather

STORES = (*plan().first, *plan().last)
ITEMS = tuple(store for store in STORES if store.means == "items")
CROWDED = tuple(store for store in ITEMS if len(store.keys) > 1 and store.name != "rights-claims")
"""Of claims there are no more than rights."""
_VALID: dict[str, Any] = {"holds": {"lifted_at": {"N": "1"}, "stores": {"SS": ["responses"]}}}
"""What an item must have for the erasure to read it: a hold is lifted, or it would keep what it names."""
INDEXED = tuple(store for store in ITEMS if store.indexes)


def sabotages() -> Iterator[Sabotage]:
    """Every kind over the stores that it can be done to."""
    yield from _each("a skipped store", STORES, skipped, READ_BACK)
    yield from _each("a skipped store that reads back as empty", STORES, skipped_blindly, SCANNER)
    yield from _each("a dropped page", CROWDED, first_page_alone)
    yield from _each("a key dropped from each batch", ITEMS, last_key_dropped)
    yield from _each("what a batch left undone is not sent again", CROWDED[:4], left_undone)
    yield from _each("an index that keeps what was deleted", INDEXED, kept_in_index, READ_BACK)
    yield from _each("an index that keeps it and is not looked up", INDEXED, kept_in_index_unseen, SCANNER)
    for name, (kind, commit, by) in product(
        plan().unlinked, (("not unlinked", not_unlinked, None), ("not unlinked, blindly", unlinked_blindly, SCANNER))
    ):
        if name != "UserPool":  # whoever comes from another provider has no user in the pool
            yield Sabotage(kind, name, commit(name), by=by)
    yield Sabotage("a bucket that keeps old versions", "ImagesBucket", versioned)
    yield Sabotage("an upload that is not given up", "ImagesBucket", uploading)


type _Change = Callable[[Scanned, pytest.MonkeyPatch, Store], None]


def _each(kind: str, stores: tuple[Store, ...], change: _Change, by: str | None = None) -> Iterator[Sabotage]:
    for store in stores:
        yield Sabotage(kind, store.name, lambda stage, patch, store=store: change(stage, patch, store), by=by)


def crowd(stage: Scanned, store: Store) -> None:
    """More of Ada's items than fit on a page."""
    for number in range(5):
        learner = {"learner_id": {"S": stage.ada.learner_id}}
        key = learner | {name: {"S": f"crowd {number}"} for name in store.keys[1:]}
        item = key | _VALID.get(store.name, {})
        aws.client("dynamodb").put_item(TableName=f"inarax-{store.name}", Item=item)


class _Skipping:
    """Says that it has erased, and has not."""

    def __init__(self, honest: Eraser, *, blind: bool) -> None:
        self.honest, self.blind = honest, blind

    def erase(self, found: Found, _turn: Turn) -> bool:
        """Nothing."""
        found(0)
        return True

    def is_empty(self) -> bool:
        """Whether nothing is there, or that it is so."""
        return self.blind or self.honest.is_empty()


def _replaced(patch: pytest.MonkeyPatch, store: Store, made: Callable[[Eraser], Eraser]) -> None:
    honest = erasers.eraser
    changed = lambda asked, learner: (made if asked == store else _same)(honest(asked, learner))  # noqa: E731
    patch.setattr(erasers, "eraser", changed)


def _same(honest: Eraser) -> Eraser:
    return honest


def skipped(stage: Scanned, patch: pytest.MonkeyPatch, store: Store) -> None:
    """Nothing of it is erased."""
    _present(stage, store)
    _replaced(patch, store, lambda honest: _Skipping(honest, blind=False))


def skipped_blindly(stage: Scanned, patch: pytest.MonkeyPatch, store: Store) -> None:
    """Nothing of it is erased, and nobody looks."""
    _present(stage, store)
    _replaced(patch, store, lambda honest: _Skipping(honest, blind=True))


def _present(stage: Scanned, store: Store) -> None:
    """There must be something of Ada's, or nothing is sabotaged; what is in every store but these she has planted."""
    learner = {"learner_id": {"S": stage.ada.learner_id}}
    if store.means == "items" and not any(learner.items() <= item.items() for item in aws.items(store.name)):
        key = learner | {name: {"S": "there"} for name in store.keys[1:]}
        item = key | _VALID.get(store.name, {})
        aws.client("dynamodb").put_item(TableName=f"inarax-{store.name}", Item=item)
    if store.means == "objects":
        bucket = settings.current().bucket(store.bucket)
        aws.client("s3").put_object(Bucket=bucket, Key=f"{stage.ada.learner_id}/there", Body=b"there")


def first_page_alone(stage: Scanned, patch: pytest.MonkeyPatch, store: Store) -> None:
    """What comes after the first page is forgotten."""
    crowd(stage, store)
    pages, query = Part.pages, Part._query

    def first(part: Part, *after: Any) -> Iterator[Any]:
        yield from list(pages(part, *after))[: 1 if part.table == store.name else None]

    def small(part: Part, after: Key | None, names: Any, **more: Any) -> Any:
        return query(part, after, names, **more, **({"Limit": 2} if more.get("Select") != "COUNT" else {}))

    patch.setattr(Part, "pages", first)
    patch.setattr(Part, "_query", small)


def last_key_dropped(stage: Scanned, patch: pytest.MonkeyPatch, store: Store) -> None:
    """Of each batch one is left out."""
    _present(stage, store)
    delete = Part.delete

    def some(part: Part, keys: Any) -> None:
        if few := keys[: -1 if part.table == store.name else None]:
            delete(part, few)

    patch.setattr(Part, "delete", some)


def left_undone(stage: Scanned, patch: pytest.MonkeyPatch, store: Store) -> None:
    """DynamoDB leaves half of a batch undone, and nobody sends it again."""
    crowd(stage, store)
    patch.setattr(tables, "batch", SimpleNamespace(written=lambda asked: _once(asked, store)))
    under = weather.under(weather.unprocessed())
    under.__enter__()
    patch.setattr(stage, "run", _within(stage.run, under))


def _once(asked: Any, store: Store) -> None:
    from inarax import aws as ours
    from inarax.stores import batch

    if f"inarax-{store.name}" in asked:
        ours.dynamodb().dispatch("BatchWriteItem", {"RequestItems": asked})
    else:
        batch.written(asked)


def _within(run: Callable[[], bool], under: Any) -> Callable[[], bool]:
    def ran() -> bool:
        try:
            return run()
        finally:
            under.__exit__(None, None, None)

    return ran


def kept_in_index(stage: Scanned, patch: pytest.MonkeyPatch, store: Store) -> None:
    """An index shows for ever what its table has lost."""
    _standing(stage, store)
    call, before = BaseClient._make_api_call, aws.items(store.name)
    (mine,) = [item for item in before if item["learner_id"]["S"] == stage.ada.learner_id][:1]

    def haunted(client: BaseClient, operation: str, params: Any) -> Any:
        answer = call(client, operation, params)
        if params.get("TableName") == f"inarax-{store.name}" and "IndexName" in params:
            if params.get("Select") == "COUNT":
                answer["Count"] = max(1, answer["Count"])
            elif operation == "Scan":
                answer["Items"].append({name: value for name, value in mine.items() if name in store.keys})
        return answer

    patch.setattr(BaseClient, "_make_api_call", haunted)


def kept_in_index_unseen(stage: Scanned, patch: pytest.MonkeyPatch, store: Store) -> None:
    """And nobody looks there."""
    kept_in_index(stage, patch, store)
    patch.setattr(indexes, "lingering", lambda *_: 0)


def _standing(stage: Scanned, store: Store) -> None:
    """An item of Ada's that stands in the index."""
    key = {"learner_id": {"S": stage.ada.learner_id}} | {name: {"S": "there"} for name in store.keys[1:]}
    stands = {name: {"S": "there"} for index in store.indexes for name in index.keys if name not in key}
    aws.client("dynamodb").put_item(
        TableName=f"inarax-{store.name}",
        Item=next((item for item in aws.items(store.name) if key.items() <= item.items()), key)
        | stands
        | _VALID.get(store.name, {}),
    )


type _Unlink = Callable[[str], Callable[[Scanned, pytest.MonkeyPatch], None]]


def not_unlinked(name: str) -> Callable[[Scanned, pytest.MonkeyPatch], None]:
    """What issuer and subject lead to stays."""
    return lambda _, patch: patch.setitem(unlinking._UNLINK, name, (lambda _account: None, unlinking._UNLINK[name][1]))


def unlinked_blindly(name: str) -> Callable[[Scanned, pytest.MonkeyPatch], None]:
    """And nobody looks."""
    return lambda _, patch: patch.setitem(unlinking._UNLINK, name, (lambda _account: None, lambda _account: True))


def versioned(_stage: Scanned, patch: pytest.MonkeyPatch) -> None:
    """A deleted object leaves its last version, and a marker."""
    bucket = aws._backend("s3", "aws").buckets["inarax-images-000000000000"]
    patch.setattr(bucket, "versioning_status", "Enabled")


def uploading(stage: Scanned, patch: pytest.MonkeyPatch) -> None:
    """Parts of an object that was never finished stay, whoever gives it up."""
    where = {"Bucket": "inarax-images-000000000000", "Key": f"{stage.ada.learner_id}/half.webp"}
    upload = aws.client("s3").create_multipart_upload(**where)["UploadId"]
    aws.client("s3").upload_part(**where, UploadId=upload, PartNumber=1, Body=stage.ada.images[0])
    call = BaseClient._make_api_call

    def deaf(client: BaseClient, operation: str, params: Any) -> Any:
        return {} if operation == "AbortMultipartUpload" else call(client, operation, params)

    patch.setattr(BaseClient, "_make_api_call", deaf)
