"""What uploads that broke off left behind is deleted in time, and nothing that anybody is shown or that may be new."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError

from identity import orphans, profile_image, sweeper
from inarax.stores import images, rosters
from tests.component.identity.people import sends, with_account
from tests.component.identity.test_profile_image import _get as shown
from tests.component.identity.test_profile_image import _keys as keys
from tests.component.identity.test_profile_image import _put as upload
from tests.kit import permissions
from tests.kit.doors import call
from tests.kit.events import recorded


def context(milliseconds=60_000):
    return SimpleNamespace(aws_request_id="a-run", get_remaining_time_in_millis=lambda: milliseconds)


def turn_of(learner_id, after=timedelta(days=1)):
    """The first hour, so long from now, in which the learner's shard has its turn."""
    at = datetime.now(UTC) + after
    return next(hour for hour in (at + timedelta(hours=n) for n in range(16)) if rosters.turn(hour) == learner_id[0])


def sweep(at, time_left=lambda: True):
    with permissions.of("identity.orphans"):
        return sweeper.run(at, time_left)


@pytest.fixture
def ada():
    return with_account()[0]


def test_an_image_that_no_account_names_is_deleted_and_the_current_one_stays(ada):
    upload(ada)
    (current,) = keys()
    for image in ("broke-off", "replaced"):
        images.keep(ada.learner_id, image, b"an image")
    assert sweep(turn_of(ada.learner_id)) == (3, 2)
    assert keys() == [current]
    assert shown(ada).status == 200


def test_what_may_be_under_way_stays(ada):
    images.keep(ada.learner_id, "just-now", b"an image")
    young = turn_of(ada.learner_id, after=timedelta())
    assert sweep(young) == (1, 0)
    assert len(keys()) == 1


def test_who_names_no_image_any_more_has_none_left_over(ada):
    images.keep(ada.learner_id, "left", b"an image")
    assert sweep(turn_of(ada.learner_id)) == (1, 1)
    assert keys() == []


def test_what_an_account_left_that_is_gone_is_its_erasure_s_or_a_hold_s():
    images.keep("0f5e7c1e-0000-4000-8000-000000000000", "held", b"an image")
    assert sweep(turn_of("0")) == (1, 0)
    assert len(keys()) == 1


def test_every_shard_has_its_turn_within_sixteen_hours():
    at = datetime.now(UTC)
    assert {rosters.turn(at + timedelta(hours=n)) for n in range(16)} == set("0123456789abcdef")


def test_another_shard_waits_for_its_turn(ada):
    images.keep(ada.learner_id, "left", b"an image")
    assert sweep(turn_of(ada.learner_id) + timedelta(hours=1)) == (0, 0)
    assert len(keys()) == 1


def test_many_are_swept_in_portions_and_what_is_over_waits(ada):
    for number in range(120):
        images.keep(ada.learner_id, f"left-{number}", b"an image")
    turns = iter([True, False])
    assert sweep(turn_of(ada.learner_id), lambda: next(turns)) == (100, 100)
    assert sweep(turn_of(ada.learner_id)) == (20, 20)
    assert keys() == []


def test_who_uploads_again_after_a_sweep_is_shown_what_they_uploaded(ada):
    upload(ada)
    images.keep(ada.learner_id, "left", b"an image")
    sweep(turn_of(ada.learner_id))
    assert upload(ada).status == 204
    assert shown(ada).status == 200
    assert call(profile_image.handler, sends(ada, "profile_image", "remove")).status == 204
    assert keys() == []


def test_the_schedule_is_answered_with_what_was_done_and_a_failure_is_not_swallowed(ada, monkeypatch):
    with permissions.of("identity.orphans"):
        assert orphans.handler(recorded("identity/orphans"), context()) == {"looked": 0, "deleted": 0}

    def refused(*_args):
        raise ClientError({"Error": {"Code": "SlowDown"}}, "ListObjectsV2")

    monkeypatch.setattr(images, "of_shard", refused)
    with pytest.raises(ClientError):
        orphans.handler(recorded("identity/orphans"), context())


def test_a_run_stops_while_there_is_time_to_answer(monkeypatch):
    monkeypatch.setattr(rosters, "turn", lambda _at: "0")
    images.keep("0f5e7c1e-0000-4000-8000-000000000000", "left", b"an image")
    assert orphans.handler(recorded("identity/orphans"), context(milliseconds=100)) == {"looked": 0, "deleted": 0}
    assert len(keys()) == 1
