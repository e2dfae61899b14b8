"""docs/emulator-gaps.md and the template's Conditions say the same."""

import re
from typing import cast

from local import gaps
from local.settings import ROOT


def section(title: str) -> str:
    text = (ROOT / "docs" / "emulator-gaps.md").read_text()
    return text.partition(f"## {title}\n")[2].partition("\n## ")[0]


def left_out() -> set[str]:
    """Logical ids in the first column of the first table."""
    rows = [line.split("|")[1] for line in section("Left out locally").splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def only_on_aws() -> set[str]:
    resources = gaps.read(ROOT / "template.yaml")["Resources"]
    return {name for name, resource in resources.items() if resource.get("Condition") == "OnAws"}


def test_the_template_leaves_out_locally_exactly_what_the_page_names() -> None:
    assert only_on_aws() == left_out()


def test_no_type_that_the_emulator_does_not_know_is_deployed_locally() -> None:
    unknown = set(re.findall(r"`(AWS::[\w:]+)`", section("Unknown resource types")))
    resources, absent = gaps.read(ROOT / "template.yaml")["Resources"], only_on_aws()
    deployed = {cast("str", one["Type"]) for name, one in resources.items() if name not in absent}
    assert unknown
    assert not unknown & deployed
