"""What everybody concerned is told: shard by shard and page by page, each of them once."""

import json

import pytest

from inarax import announcements
from inarax.roles import Role
from inarax.stores import rosters, standings
from inarax.stores.mails import Template
from inarax.stores.subscriptions import State
from notices import announcing as door
from notices import news
from tests.component.notices.posting import CONTEXT, DONE
from tests.kit import aws, courses, mailing, permissions
from tests.kit.doors import call
from tests.kit.events import recorded
from tests.kit.learners import signed_in
from tests.kit.replay import replayed
from tests.kit.world import freeze


def told(*messages):
    records = [{"messageId": str(n), "body": json.dumps(each)} for n, each in enumerate(messages)]
    with permissions.of("notices.announcing"):
        return door.handler({"Records": records}, CONTEXT)


def announce(kind=announcements.of_notice, *about):
    """Until the queue is empty; how many messages that took."""
    waiting = [json.loads(each.message()) for each in kind(*(about or ("policy-2",)))]
    taken = 0
    while waiting:
        assert told(*waiting) == DONE
        taken += len(waiting)
        waiting = mailing.queued()
    return taken


def asked(template=Template.POLICY_CHANGED):
    mails = aws.items("mails")
    assert {each["template"]["S"] for each in mails} <= {template.value}
    return sorted(each["learner_id"]["S"] for each in mails)


def test_everybody_is_told_of_a_change_and_once(monkeypatch):
    monkeypatch.setattr(rosters, "PAGE", 2)
    people = sorted(signed_in().learner_id for _ in range(60))
    assert announce() > len(rosters.SHARDS)
    assert asked() == people
    before = aws.items("mails")
    announce()
    assert aws.items("mails") == before


def test_a_message_that_comes_again_in_the_middle_asks_for_nothing_twice(monkeypatch):
    monkeypatch.setattr(rosters, "PAGE", 1)
    people = sorted(signed_in().learner_id for _ in range(20))
    first = next(json.loads(each.message()) for each in announcements.of_notice("policy-2"))
    told(first, first)
    mailing.queued()
    announce()
    assert asked() == people


def test_news_reach_subscribers_alone():
    ada, eve, bob, _ = (signed_in() for _ in range(4))
    mailing.asking(ada.learner_id, State.CONFIRMED)
    mailing.asking(eve.learner_id, State.ASKED)
    mailing.asking(bob.learner_id, State.CONFIRMED)
    mailing.asking(bob.learner_id, State.ENDED)
    announce(announcements.of_edition, "binary", "1")
    assert asked(Template.NEWS) == [ada.learner_id]


def test_a_page_that_fails_comes_again_and_holds_back_no_other():
    people = sorted(signed_in().learner_id for _ in range(10))
    waiting = [json.loads(each.message()) for each in announcements.of_notice("policy-2")]
    spoiled = {**waiting[0], "template": "no-such-letter"}
    assert told(spoiled, *waiting) == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    assert asked() == people


def test_messages_hold_ids_alone():
    for each in announcements.of_notice("policy-2"):
        assert set(json.loads(each.message())) == {"template", "mail_id", "about", "shard", "after"}
    assert told(*(json.loads(each["body"]) for each in recorded("notices/announcing")["Records"])) == DONE


def test_an_operator_has_subscribers_told_of_a_course_s_version():
    version = courses.publish()
    otto = signed_in(Role.OPERATOR)
    answer = call(news.handler, replayed(otto, "notices/news"))
    assert (answer.status, answer.json) == (202, {"course": "binary", "version": version})
    assert {each["shard"] for each in mailing.queued()} == set(rosters.SHARDS)
    ada = signed_in()
    mailing.asking(ada.learner_id, State.CONFIRMED)
    for _ in range(2):
        call(news.handler, replayed(otto, "notices/news"))
        told(*mailing.queued())
    (mail,) = aws.items("mails")
    assert (mail["mail_id"]["S"], mail["about"]["S"]) == (f"news-binary-{version}", "binary")


def test_there_is_no_news_of_a_course_that_does_not_exist():
    answer = call(news.handler, replayed(signed_in(Role.OPERATOR), "notices/news"))
    assert answer.problem == "not-found"
    assert mailing.queued() == []


@pytest.mark.parametrize("shard", rosters.SHARDS)
def test_every_learner_is_in_one_shard(shard):
    assert rosters.shard(f"{shard}0000000-0000-4000-8000-00000000000a") == shard


def test_who_is_being_erased_and_listed_still_is_told_nothing_more():
    ada, eve = signed_in(), signed_in()
    freeze(ada, standings.State.ERASING)
    announce()
    assert asked() == [eve.learner_id]
