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
