"""The records say what the map says, and weigh what the law wants weighed."""

import re

from datamap import assembled, grid, records

from inarax.declared import Basis, Category, Purpose

MAP = assembled.assemble()
RECORDS = records.records(MAP)


def test_the_committed_records_are_rendered_from_the_map():
    assert records.TARGET.read_text() == assembled.written(RECORDS), "run: make map"


def test_everything_personal_is_in_an_activity():
    told = {name for activity in RECORDS["processing"]["activities"] for name in activity["held"]}
    held = {name for name, each in (MAP["stores"] | MAP["places"]).items() if each["personal"]}
    assert told == held


def test_what_a_single_field_is_held_for_is_in_that_activity_with_the_field_s_category_alone():
    for activity in RECORDS["processing"]["activities"]:
        fields = [
            (name, declared["category"])
            for name, each in (MAP["stores"] | MAP["places"]).items()
            for declared in assembled.fields(each).values()
            if activity["dpv:hasPurpose"] in declared.get("terms", each)["purposes"]
            and declared["category"] != Category.NONE
        ]
        assert set(activity["held"]) == {name for name, _ in fields}
        assert set(activity["dpv:hasPersonalData"]) == {category for _, category in fields}
        assert "accounts" in activity["held"] or activity["dpv:hasPurpose"] not in {"news", "reminders", "notices"}


def test_the_page_and_the_record_name_the_same_purposes():
    rows = dict(re.findall(r"^\| (\S+) \| ([^|]*\)) \|", grid.drawn(MAP), re.MULTILINE))
    for activity in RECORDS["processing"]["activities"]:
        for name in activity["held"]:
            assert f"{activity['dpv:hasPurpose']} ({activity['basis']})" in rows[name]


def test_an_activity_names_basis_data_people_recipients_time_and_measures():
    for activity in RECORDS["processing"]["activities"]:
        assert activity["dpv:hasLegalBasis"].startswith("eu-gdpr:A6-1-")
        assert activity["dpv:hasPersonalData"]
        assert activity["dpv:hasRecipient"]
        assert activity["doors"]
        assert activity["dpv:hasTechnicalOrganisationalMeasure"]
        assert all(each["retention"]["duration"] for each in activity["held"].values())


def test_what_rests_on_legitimate_interests_was_weighed_and_nothing_else():
    weighed = {Purpose(purpose) for purpose in records.assessments()["balancing"]}
    assert weighed == {purpose for purpose in Purpose if purpose.basis is Basis.LEGITIMATE_INTERESTS}
    for test in records.assessments()["balancing"].values():
        assert set(test) == {"interest", "necessity", "balance"}


def test_each_risk_that_was_assessed_has_its_measure():
    impact = RECORDS["impact"]
    assert impact["described"]
    assert all(risk["risk"] and risk["measure"] for risk in impact["risks"])


def readers(store):
    """The doors whose roles can read a store."""
    verbs = ("dynamodb:Get", "dynamodb:BatchGet", "dynamodb:Query", "dynamodb:Scan")
    resource = MAP["stores"][store]["resource"]
    return {
        name
        for name, door in MAP["doors"].items()
        for reached, actions in door["reaches"].items()
        if reached.split("/")[0] == resource and any(action.startswith(verbs) for action in actions)
    }


def test_who_reads_what_is_kept_for_security_is_who_the_assessments_name():
    copied_and_erased = {"rights.exporting", "rights.erasing", "rights.reading_back"}
    assert readers("requests") == readers("addresses") == copied_and_erased
    assert readers("audit") == copied_and_erased | {"rights.accesses", "security.sealing"}
    balance = records.assessments()["balancing"]["security"]["balance"]
    (followed,) = (each["measure"] for each in RECORDS["impact"]["risks"] if each["risk"].startswith("Behaviour"))
    for told in (balance, followed):
        assert "copy and to erase it" in told
    assert "the audit trail besides to show the learner who read their data, and to seal it" in balance


def test_who_sees_a_signal_and_what_outweighs_an_objection_is_told_where_signals_are_weighed():
    balance = records.assessments()["balancing"]["signals"]["balance"]
    assert {"personalization.signal_reviews", "personalization.overrides"} <= MAP["doors"].keys()
    assert "to an operator the one that the learner contests" in balance
    assert "Only compelling grounds" in balance


def test_lessons_that_wait_for_others_are_told_of_where_wrong_estimates_are_weighed():
    (wrong,) = (each["measure"] for each in RECORDS["impact"]["risks"] if each["risk"].startswith("An estimate"))
    assert "opens once those that its author requires are completed" in wrong
