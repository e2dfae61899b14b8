"""House rules of what CloudFormation gets on AWS, where no emulator forgives."""

import json

from tests.kit.expanded import on_aws, waits_for


def test_what_names_the_stage_is_made_after_it():
    """A stage's name is no reference to the stage: CloudFormation does not wait for what it cannot see."""
    naming = [
        name
        for name, resource in on_aws().items()
        if "/stages/live" in json.dumps(resource) or resource.get("Properties", {}).get("Stage") == "live"
    ]
    assert naming == ["FirewallAtTheGate", "DomainToApi"]
    assert [name for name in naming if "ApiliveStage" not in waits_for(name, on_aws())] == []
