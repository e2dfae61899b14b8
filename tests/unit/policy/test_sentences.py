"""Sentences of the policy that no other test proves: what is declared, deployed, logged and spoken to."""

import ast
import json
import re
from pathlib import Path

from datamap import held
from datamap.functions import POLICIES
from datamap.template import resources, substituted, template
from policy import clauses, declared, deployed, figures, rendering

from inarax import cookies, logs, settings
from inarax.cookies import Cookie
from inarax.declared import WHILE_ACCOUNT, Basis, Purpose, in_words
from inarax.stores.contests import ContestKind
from tests.kit.emulated import logged
from tests.unit.house.test_stores import STORES, TABLES

__all__ = ["logged"]

ROOT = Path(__file__).parents[3]
SOURCES = sorted([*(ROOT / "functions").rglob("*.py"), *(ROOT / "layers").glob("*/*/**/*.py")])
NETWORK = {
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "urllib3",
    "requests",
    "aiohttp",
    "httpx",
    "smtplib",
    "ftplib",
}
AWS = {"botocore", "pynamodb"}
HOLD_NOTHING = held.INERT | {
    "AWS::KMS::Key",
    "AWS::SES::EmailIdentity",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::SSM::Parameter",
    "AWS::SecretsManager::Secret",
}
"""Types of resources that keep nothing of a learner's: machinery, ids of ours, and alarms to operators."""


def _purposes_on(basis: Basis) -> set[Purpose]:
    return {purpose for purpose in declared.purposes() if purpose.basis is basis}


def _held_for(store: str) -> set[Purpose]:
    return {purpose for each in declared.held() if each.store == store for purpose in each.terms.purposes}


def test_what_is_held_is_of_the_categories_that_are_told() -> None:
    (what,) = [section for section in clauses.sections() if section.number == 2]
    told = {part.title.removesuffix(" data").lower() for part in what.parts if part.letter and not part.added}
    assert {str(category) for category in declared.categories()} == told


IN_THE_WORDS_OF_SECTION_3 = {
    Purpose.IDENTITY: "account management",
    Purpose.LEARNING: "course delivery",
    Purpose.ASSESSMENT: "quizzes",
    Purpose.PERSONALIZATION: "determine your next lesson",
    Purpose.SIGNALS: "using your quiz signals",
    Purpose.SECURITY: "Security and abuse prevention",
}
"""The purposes that bullets tell in their own words; each other is told in those of section 4."""


def test_what_is_held_is_held_for_the_purposes_that_are_told() -> None:
    (how,) = [section for section in rendering.rendered() if section["number"] == 3]
    told = "\n".join(clause["text"] for clause in how["parts"][0]["clauses"])
    for purpose in declared.purposes():
        assert IN_THE_WORDS_OF_SECTION_3.get(purpose, figures.PURPOSES[purpose]) in told, purpose
    assert IN_THE_WORDS_OF_SECTION_3.keys() <= declared.purposes()


def test_what_was_asked_told_and_allowed_is_held_for_what_the_law_asks() -> None:
    assert _held_for("disclosures") == {Purpose.RIGHTS, Purpose.NOTICES}
    assert _held_for("rights-requests") == {Purpose.RIGHTS}
    assert Purpose.PRIVACY in _held_for("consents")


def test_visits_reminders_and_news_are_held_for_what_was_allowed() -> None:
    assert _held_for("visitors") == {Purpose.USAGE}
    assert {Purpose.NEWS, Purpose.REMINDERS} <= _held_for("accounts")


TOLD_SOURCES = {
    "you, and the device you use": "from you and the device you use",
    "your authentication provider": "from your authentication provider",
    "derived by us from what you do": "from what we derive from what you do",
    "us": "from us",
}


def test_where_data_comes_from_is_told() -> None:
    told = dict(rendering.texts(rendering.rendered()))["2.f.1"]
    for source in {each.terms.source for each in declared.held()}:
        assert TOLD_SOURCES[source] in told


def test_all_that_can_be_contested_is_told() -> None:
    told = dict(rendering.texts(rendering.rendered()))["2.b.9"]
    words = {
        ContestKind.GRADE: "Grades",
        ContestKind.PLACEMENT: "levels",
        ContestKind.SIGNAL: "signals",
        ContestKind.OBJECTION: "appeals",
    }
    for kind in ContestKind:
        assert words[kind] in told


def test_account_courses_and_quizzes_are_what_their_data_is_held_for() -> None:
    assert _held_for("accounts") == {Purpose.IDENTITY, Purpose.NOTICES, Purpose.NEWS, Purpose.REMINDERS, Purpose.RIGHTS}
    assert Purpose.LEARNING in _held_for("enrollments")
    assert Purpose.ASSESSMENT in _held_for("responses")


def test_the_service_that_was_signed_up_for_rests_on_the_contract() -> None:
    service = {Purpose.IDENTITY, Purpose.LEARNING, Purpose.ASSESSMENT, Purpose.PERSONALIZATION}
    assert _purposes_on(Basis.CONTRACT) == service


def test_security_and_signals_rest_on_legitimate_interests() -> None:
    assert _purposes_on(Basis.LEGITIMATE_INTERESTS) == {Purpose.SECURITY, Purpose.SIGNALS}


def test_news_and_counting_visits_rest_on_consent() -> None:
    assert _purposes_on(Basis.CONSENT) == {Purpose.NEWS, Purpose.REMINDERS, Purpose.USAGE}


def test_answering_and_telling_are_legal_obligations() -> None:
    assert _purposes_on(Basis.LEGAL_OBLIGATION) == {Purpose.PRIVACY, Purpose.NOTICES, Purpose.RIGHTS}


def test_no_organization_is_shown_what_is_held() -> None:
    assert [each.store for each in declared.held() if each.terms.organization_admin_sees] == []


def test_our_code_speaks_to_nobody_but_aws_and_the_sign_in_provider() -> None:
    speaking = {path.relative_to(ROOT).as_posix(): _imported(path) for path in SOURCES}
    assert {path for path, modules in speaking.items() if modules & NETWORK} == {"functions/identity/wire.py"}
    assert {path for path, modules in speaking.items() if _parents(modules) & AWS} <= {
        "functions/notices/sending.py",  # tells SES's refusals apart
        "layers/inarax/inarax/aws.py",
        *(path for path in speaking if path.startswith("layers/inarax/inarax/stores/")),
    }


def test_what_is_deployed_is_of_the_services_that_are_told() -> None:
    types = {resource["Type"] for resource in template()["Resources"].values()}
    assert types - set(deployed.SERVICES) - HOLD_NOTHING == set()


def test_every_store_is_in_the_region_of_the_deployment() -> None:
    assert {model.Meta.region for model in STORES.values()} == {settings.current().region}
    assert [path.name for path in [*SOURCES, ROOT / "template.yaml"] if held.REGION.search(path.read_text())] == []


def test_a_table_expires_exactly_what_has_a_shorter_life_than_the_account() -> None:
    for name, store in STORES.items():
        shorter = store.terms.retention != WHILE_ACCOUNT
        assert shorter == ("TimeToLiveSpecification" in TABLES[name]), name
        assert shorter == ("expires_at" in store.get_attributes()), name


def test_nothing_that_runs_can_read_backups_or_logs() -> None:
    boundary = POLICIES["DoorBoundary"]["PolicyDocument"]["Statement"]
    allowed = {action for statement in boundary for action in statement["Action"]}
    assert {action for action in allowed if action.startswith("logs:")} == {"logs:CreateLogStream", "logs:PutLogEvents"}
    assert [action for action in allowed if re.search("Backup|Restore|Export|PointInTime|[*]", action)] == []
    assert template()["Globals"]["Function"]["PermissionsBoundary"] == {"Ref": "DoorBoundary"}


def test_an_address_is_read_for_the_technical_log_alone_and_sampled_by_nobody() -> None:
    addressed = re.compile("sourceIp|source_ip|x-forwarded-for", re.IGNORECASE)
    assert [path.name for path in SOURCES if addressed.search(path.read_text())] == ["technical.py"]
    firewall = resources("AWS::WAFv2::WebACL")["Firewall"]
    watched = [firewall, *firewall["Rules"]]
    assert [each["VisibilityConfig"]["SampledRequestsEnabled"] for each in watched] == [False] * len(watched)


def test_the_firewall_logs_what_it_blocked_and_none_of_its_secrets() -> None:
    (logging,) = resources("AWS::WAFv2::LoggingConfiguration").values()
    kept = logging["LoggingFilter"]
    assert kept["DefaultBehavior"] == "DROP"
    assert [each["Conditions"] for each in kept["Filters"]] == [[{"ActionCondition": {"Action": "BLOCK"}}]]
    secrets = [{"SingleHeader": {"Name": name}} for name in ("cookie", "authorization", "referer")]
    assert logging["RedactedFields"] == [*secrets, {"QueryString": {}}, {"UriPath": {}}]
    assert in_words(deployed.kept("FirewallLogs")) == "14 days"


def test_errors_raise_an_alarm() -> None:
    alarms = resources("AWS::CloudWatch::Alarm")
    assert {"ApiErrors", "DoorErrors", "DoorFailures"} <= set(alarms)
    assert all(alarm["AlarmActions"] == [{"Ref": "Alarms"}] for alarm in alarms.values())


def test_a_line_of_the_log_holds_time_door_method_outcome_and_request_id(logged) -> None:
    logs.answered("learning.progress", "c6af9ac6", "GET", 404, "not-found")
    line = json.loads(logged().splitlines()[0])
    ours = {"level", "message", "service", "timestamp"}
    assert set(line) - ours == {"door", "request_id", "method", "status", "problem"}
    assert (line["request_id"], line["status"]) == ("c6af9ac6", 404)


def test_answers_refusals_and_failures_are_counted(logged) -> None:
    logs.answered("learning.progress", "1", "GET", 200, None)
    logs.answered("learning.progress", "2", "GET", 404, "not-found")
    logs.failed("learning.progress", "3", ValueError("what somebody wrote"))
    written = logged().replace(" ", "")
    assert [written.count(f'"{counted}":[1.0]') for counted in ("Answers", "Problems", "Failures")] == [1, 1, 1]


def test_every_cookie_is_told_one_asks_for_consent_and_no_script_sets_any() -> None:
    made = {each.name for each in vars(cookies).values() if isinstance(each, Cookie)}
    assert {each.name for each in cookies.ALL} == made
    assert {each.name for each in cookies.ALL if not each.essential} == {cookies.VISIT.name}
    elsewhere = [path.name for path in SOURCES if re.search(r"\bCookie\(", path.read_text())]
    assert elsewhere == ["cookies.py"]
    scripts = (ROOT / "functions/web/static").rglob("*.js")
    kept = re.compile(r"document\.cookie|localStorage|sessionStorage|indexedDB")
    assert [path.name for path in scripts if kept.search(path.read_text())] == []


def test_backups_and_logs_are_told_with_the_longest_that_any_is_kept() -> None:
    assert in_words(deployed.backups()) == "35 days"
    assert in_words(deployed.logs()) == "30 days"
    assert {substituted(table["TableName"]) for table in resources("AWS::DynamoDB::Table").values()} == set(STORES)


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Import():
                found |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module)):
                found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return found


def _parents(modules: set[str]) -> set[str]:
    return {module.split(".", maxsplit=1)[0] for module in modules}
