"""A profile image: made anew from what was sent, kept under its owner's prefix, and shown to its owner alone."""

import base64
import io
from copy import replace
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError
from PIL import Image

from identity import profile_image
from identity.profile_image import handler
from inarax import aws as clients
from inarax import problems
from inarax.stores import accounts, images, standings
from inarax.stores.base import read, transact
from tests.component.identity.people import sends, with_account
from tests.kit import aws
from tests.kit.doors import call
from tests.kit.events import NOW, recorded
from tests.kit.learners import signed_in


def _keys():
    listed = aws.client("s3").list_objects_v2(Bucket="inarax-images-000000000000")
    return [each["Key"] for each in listed.get("Contents", [])]


def _kept():
    """Everything but the count of uploads, which a refused one adds to."""
    return {name: items for name, items in aws.everything().items() if name != "Quotas"}, _keys()


def _put(person, content=None, at=NOW, **headers):
    event = sends(person, "profile_image", "upload", **headers)
    event["requestContext"]["requestTimeEpoch"] = int(at.timestamp() * 1000)
    if content is not None:
        event["body"] = base64.b64encode(content).decode()
    return call(handler, event)


def _get(person, **headers):
    return call(handler, sends(person, "profile_image", "show", **headers))


@pytest.fixture
def ada():
    """Somebody with an account."""
    return with_account()[0]


def test_an_image_is_kept_under_its_owner_s_prefix_and_shown_to_them(ada):
    assert _put(ada).status == 204
    (key,) = _keys()
    assert key.startswith(f"{ada.learner_id}/")
    answer = _get(ada)
    assert (answer.status, answer.header("Content-Type")) == (200, "image/webp")
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert answer.header("Cache-Control") == "private, no-cache"
    assert answer.header("Cross-Origin-Resource-Policy") == "same-origin"
    assert Image.open(io.BytesIO(base64.b64decode(answer.text))).format == "WEBP"


def test_the_answer_is_bytes_to_api_gateway(ada):
    _put(ada)
    assert handler(sends(ada, "profile_image", "show"), None)["isBase64Encoded"] is True


def test_a_browser_that_has_the_image_is_not_sent_it_again(ada):
    _put(ada)
    seen = _get(ada).header("ETag")
    again = _get(ada, **{"If-None-Match": seen})
    assert (again.status, again.text) == (304, "")
    _put(ada)
    assert _get(ada, **{"If-None-Match": seen}).status == 200


def test_a_new_image_replaces_the_old_one(ada):
    _put(ada)
    (old,) = _keys()
    _put(ada)
    (new,) = _keys()
    assert old != new


def test_an_image_can_be_deleted_once(ada):
    _put(ada)
    assert call(handler, sends(ada, "profile_image", "remove")).status == 204
    assert _keys() == []
    assert _get(ada).problem == "not-found"
    assert call(handler, sends(ada, "profile_image", "remove")).problem == "not-found"


REFUSED = {
    "markup that can run": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "image/svg+xml"),
    "markup in the name of an image": (b"<svg/>", "image/png"),
    "nothing": (b"", "image/png"),
    "no media type": (None, ""),
    "another image's media type": (None, "image/jpeg"),
}


@pytest.mark.parametrize(("content", "media_type"), REFUSED.values(), ids=REFUSED.keys())
def test_an_upload_is_refused_that_is(content, media_type, ada):
    _put(ada)
    before = _kept()
    assert _put(ada, content, **{"Content-Type": media_type}).problem == "image-refused"
    assert _kept() == before


def test_a_body_that_is_no_bytes_is_refused(ada):
    for change in ({"isBase64Encoded": False}, {"body": "%%%"}, {"body": None}):
        event = sends(ada, "profile_image", "upload") | change
        assert call(handler, event).problem == "image-refused"
    assert _keys() == []


def test_uploads_are_counted(ada):
    for _ in range(20):
        assert _put(ada).status == 204
    before = aws.everything(), _keys()
    assert _put(ada).problem == "too-many"
    assert (aws.everything(), _keys()) == before
    assert _put(ada, at=NOW + timedelta(hours=11)).problem == "too-many"
    transact(profile_image.quotas.spend(ada.learner_id, "profile-images", daily=20, at=NOW + timedelta(days=1)))


def test_refused_uploads_count_and_beyond_the_limit_nothing_is_decoded(ada, monkeypatch):
    for _ in range(20):
        assert _put(ada, b"<svg/>").problem == "image-refused"
    monkeypatch.setattr(profile_image.picture, "remade", lambda *_: pytest.fail("decoded"))
    assert _put(ada).problem == "too-many"


class _Storage:
    """The bucket, of which one call fails once."""

    def __init__(self, monkeypatch, name):
        self.real, self.name = getattr(images, name), name
        monkeypatch.setattr(images, name, self)

    def __call__(self, *told):
        setattr(images, self.name, self.real)
        raise ClientError({"Error": {"Code": "InternalError"}}, self.name)


def test_an_image_that_could_not_be_stored_leaves_the_old_one(ada, monkeypatch):
    _put(ada)
    before = _keys()
    _Storage(monkeypatch, "keep")
    assert _put(ada).problem == "unexpected"
    assert _keys() == before
    assert _get(ada).status == 200


def test_an_image_that_was_stored_but_never_shown_is_deleted_by_the_next_change(ada, monkeypatch):
    seen = []

    def write(*writes):
        seen.append(len(_keys()))
        if seen[-1]:
            monkeypatch.setattr(profile_image, "transact", transact)
            raise ClientError({"Error": {"Code": "InternalServerError"}}, "TransactWriteItems")
        transact(*writes)

    monkeypatch.setattr(profile_image, "transact", write)
    assert _put(ada).problem == "unexpected"
    (orphan,) = _keys()
    assert _put(ada).status == 204
    (shown,) = _keys()
    assert shown != orphan


def test_an_old_image_that_could_not_be_deleted_goes_with_the_next_change(ada, monkeypatch):
    _put(ada)
    _Storage(monkeypatch, "discard")
    assert _put(ada).problem == "unexpected"
    assert len(_keys()) == 2
    assert call(handler, sends(ada, "profile_image", "remove")).status == 204
    assert _keys() == []


def test_deleting_an_image_can_be_repeated_until_it_is_gone(ada, monkeypatch):
    _put(ada)
    _Storage(monkeypatch, "discard")
    assert call(handler, sends(ada, "profile_image", "remove")).problem == "unexpected"
    assert len(_keys()) == 1
    assert call(handler, sends(ada, "profile_image", "remove")).problem == "not-found"
    assert _keys() == []


def test_an_upload_that_a_deletion_overtook_leaves_nothing(ada, monkeypatch):
    _put(ada)
    keep = images.keep

    def kept_meanwhile(*told):
        (account,) = read(accounts.of(ada.learner_id))
        spare = account.spare_images | {account.image}
        transact(accounts.save(replace(account, image=None, spare_images=spare), problems.Conflict()))
        for image in spare:
            images.discard(ada.learner_id, image)
        keep(*told)

    monkeypatch.setattr(images, "keep", kept_meanwhile)
    assert _put(ada).problem == "conflict"
    assert _keys() == []
    assert _get(ada).problem == "not-found"


def test_a_frozen_account_gets_no_image_and_keeps_the_one_it_has(ada):
    _put(ada)
    (standing,) = read(standings.of(ada.learner_id))
    transact(
        standings.replace(
            standing, standings.Standing(ada.learner_id, standings.State.FROZEN, standing.roles, standing.organization)
        )
    )
    before = aws.everything(), _keys()
    assert _put(ada).problem == "account-closed"
    assert call(handler, sends(ada, "profile_image", "remove")).problem == "account-closed"
    assert (aws.everything(), _keys()) == before


def test_of_two_uploads_at_once_one_is_kept(ada, monkeypatch):
    def write(*writes):
        (account,) = read(accounts.of(ada.learner_id))
        transact(accounts.save(account, problems.Conflict()))
        transact(*writes)

    monkeypatch.setattr(profile_image, "transact", write)
    assert _put(ada).problem == "conflict"
    assert _keys() == []


@pytest.mark.parametrize("code", ["NoSuchKey", "AccessDenied"])
def test_an_image_that_is_gone_from_storage_is_not_found(ada, monkeypatch, code):
    """S3 says that there is none to who may list the bucket, and refuses everybody else."""
    _put(ada)

    def gone(**_asked):
        raise ClientError({"Error": {"Code": code}}, "GetObject")

    monkeypatch.setattr(clients.client("s3"), "get_object", gone)
    assert _get(ada).problem == "not-found"


def test_that_the_storage_does_not_answer_is_not_taken_for_no_image(ada, monkeypatch):
    _put(ada)

    def slow(**_asked):
        raise ClientError({"Error": {"Code": "SlowDown"}}, "GetObject")

    monkeypatch.setattr(clients.client("s3"), "get_object", slow)
    assert _get(ada).status >= 500


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("image/webp", 200),
        ("image/avif,image/webp,image/png,*/*;q=0.8", 200),
        ("image/webp;q=0.9, */*", 200),
        ("*/*", 406),
        ("application/json, image/webp", 406),
        ("image/*", 406),
        ("", 406),
    ],
)
def test_an_image_is_for_who_names_an_image_first_since_the_gateway_gives_others_base64(ada, accept, status):
    _put(ada)
    answer = _get(ada, Accept=accept)
    assert answer.status == status
    assert status == 200 or answer.json["detail"] == "Ask with Accept: image/webp."


@pytest.mark.parametrize("name", ["show", "upload", "remove"])
def test_without_an_account_there_is_no_image(name):
    assert call(handler, sends(signed_in(), "profile_image", name)).problem == "not-found"
    assert _keys() == []


@pytest.mark.parametrize("name", ["show", "upload", "remove"])
def test_a_stranger_sees_and_changes_nothing(name):
    assert call(handler, recorded("identity/profile_image", name)).problem == "not-signed-in"


def test_the_image_of_somebody_else_is_never_reached(ada):
    _put(ada)
    eve, _ = with_account()
    assert _get(eve).problem == "not-found"
