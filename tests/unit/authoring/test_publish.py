"""Publishing puts each object once, keys apart from the rest, and moves the pointer last."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from authoring.bundle import Bundle, bundle
from authoring.check import load
from authoring.publish import Body, PublishedDiffersError, publish
from botocore.exceptions import ClientError


class Store:
    """Two buckets in a dict; `broken` names a key whose writing fails."""

    def __init__(self, broken: str = "") -> None:
        self.objects: dict[tuple[str, str], bytes] = {}
        self.writes: list[str] = []
        self.broken = broken

    def put_object(self, *, Bucket: str, Key: str, Body: bytes, ContentType: str, IfNoneMatch: str) -> object:  # noqa: N803
        assert (ContentType, IfNoneMatch) == ("application/json", "*")
        if self.broken and Key.endswith(self.broken):
            raise ClientError({"Error": {"Code": "SlowDown", "Message": "later"}}, "PutObject")
        if (Bucket, Key) in self.objects:
            raise ClientError({"Error": {"Code": "PreconditionFailed", "Message": "exists"}}, "PutObject")
        self.objects[Bucket, Key] = Body
        self.writes.append(Key)
        return {}

    def get_object(self, *, Bucket: str, Key: str) -> Mapping[str, Body]:  # noqa: N803
        return {"Body": BytesIO(self.objects[Bucket, Key])}


@pytest.fixture
def made(small: Path) -> Bundle:
    return bundle(load(small))


def put(made: Bundle, store: Store, pointed: list[tuple[str, ...]]) -> None:
    def point(*pointer: str) -> None:
        pointed.append(pointer)

    publish(made, s3=store, courses_bucket="courses", keys_bucket="answer-keys", point=point)


def test_keys_go_to_their_own_bucket_and_the_pointer_moves_last(made: Bundle) -> None:
    store, pointed = Store(), list[tuple[str, ...]]()
    put(made, store, pointed)
    assert {key for bucket, key in store.objects if bucket == "answer-keys"} == {f"{made.prefix}keys.json"}
    assert {key for bucket, key in store.objects if bucket == "courses"} == {
        made.prefix + path for path in made.objects
    }
    assert pointed == [("small", made.version, "A small course", "Just enough to be a course.")]


def test_publishing_again_writes_nothing(made: Bundle) -> None:
    store, pointed = Store(), list[tuple[str, ...]]()
    put(made, store, pointed)
    written = list(store.writes)
    put(made, store, pointed)
    assert store.writes == written
    assert len(pointed) == 2


def test_a_published_object_that_was_changed_is_refused_and_kept(made: Bundle) -> None:
    store, pointed = Store(), list[tuple[str, ...]]()
    place = ("courses", f"{made.prefix}outline.json")
    store.objects[place] = b"{}"
    with pytest.raises(PublishedDiffersError, match=r"outline\.json was changed"):
        put(made, store, pointed)
    assert store.objects[place] == b"{}"
    assert pointed == []


def test_a_failure_leaves_the_pointer_and_publishing_again_completes_the_rest(made: Bundle) -> None:
    store, pointed = Store(broken="items.json"), list[tuple[str, ...]]()
    with pytest.raises(ClientError, match="SlowDown"):
        put(made, store, pointed)
    assert pointed == []
    store.broken = ""
    put(made, store, pointed)
    assert len(store.objects) == len(made.objects) + len(made.keys)
    assert len(pointed) == 1
