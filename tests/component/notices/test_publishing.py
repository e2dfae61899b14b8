"""Publishing the policy's versions: each material one becomes a notice, once, and is announced where it asks."""

import json
from functools import partial

import pytest
from local import attest, publish
from local import notices as publishing

from inarax import announcements
from inarax.stores import notices, rosters
from tests.kit import aws, mailing


def version(number, **more):
    told = {"version": number, "date": f"2026-11-{number:02}", "material": True, "mail": True, "changes": ["One."]}
    return {**told, **more, "clauses": ["the policy itself"]}


@pytest.fixture
def folder(tmp_path):
    """Where versions are published; `index.json` is none."""
    (tmp_path / "index.json").write_text("[1, 2, 3]")
    return tmp_path


def put(folder, *versions):
    for each in versions:
        (folder / f"{each['version']}.json").write_text(json.dumps(each))


def shown():
    return [each.notice_id for each in notices.all_of(notices.NoticeKind.POLICY)]


def test_material_versions_become_notices(folder):
    put(folder, version(1, material=False), version(2), version(10))
    assert publishing.publish_policies(folder) == 2
    assert shown() == ["policy-10", "policy-2"]


def test_publishing_again_shows_and_announces_nothing(folder):
    put(folder, version(2))
    publishing.publish_policies(folder)
    assert {each["shard"] for each in mailing.queued()} == set(rosters.SHARDS)
    before = aws.everything()
    assert publishing.publish_policies(folder) == 0
    assert aws.everything() == before
    assert mailing.queued() == []


def test_a_version_that_asks_for_no_mail_is_shown_alone(folder):
    put(folder, version(2, mail=False))
    publishing.publish_policies(folder)
    assert shown() == ["policy-2"]
    assert mailing.queued() == []


def test_who_was_stopped_before_the_mails_were_queued_queues_them_the_next_time(folder, monkeypatch):
    put(folder, version(2))

    def stopped(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(announcements, "of_notice", stopped)
        with pytest.raises(KeyboardInterrupt):
            publishing.publish_policies(folder)
    assert publishing.publish_policies(folder) == 0
    assert len(mailing.queued()) == len(rosters.SHARDS)


def test_what_was_told_is_not_rewritten(folder):
    put(folder, version(2))
    publishing.publish_policies(folder)
    put(folder, version(2, changes=["Another."]))
    publishing.publish_policies(folder)
    (notice,) = notices.all_of(notices.NoticeKind.POLICY)
    assert notice.summary == ("One.",)


def test_without_a_published_policy_there_is_nothing_to_tell(folder):
    assert publishing.publish_policies(folder / "absent") == 0
    assert shown() == []


def test_a_course_that_cannot_be_published_keeps_no_notice_and_no_signature_back(folder, tmp_path, monkeypatch, capsys):
    put(folder, version(2))
    broken = tmp_path / "courses" / "broken"
    broken.mkdir(parents=True)
    (broken / "course.yaml").write_text("course: broken\n")
    signed = []
    monkeypatch.setattr(publishing, "publish_policies", partial(publishing.publish_policies, folder))
    monkeypatch.setattr(attest, "key", lambda: "key")
    monkeypatch.setattr(attest, "sign", signed.append)
    assert publish.main(tmp_path / "courses") == 1
    assert (shown(), signed) == (["policy-2"], ["key"])
    assert len(mailing.queued()) == len(rosters.SHARDS)
    last = capsys.readouterr().out.strip().rsplit("\n", 1)[-1]
    assert "course.yaml" in last
