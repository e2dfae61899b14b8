"""What is left of somebody who was erased, in any byte of any resource: nothing; and of the other, everything."""

import pytest
from datamap.held import BEARING
from datamap.template import template

from tests.component.rights.erasing import of
from tests.component.rights.scanned import scanned
from tests.kit.residue.emulated import emptied
from tests.kit.residue.reading import READERS


@pytest.fixture
def stage(idp, machine, seal_key_id, logged):
    return scanned(idp, machine, logged)


def test_every_type_of_resource_that_holds_something_is_read():
    assert set(READERS) == BEARING


def test_every_resource_that_holds_something_is_read(stage):
    emptied()
    made_elsewhere = {"AWS::KMS::Key", "AWS::SES::EmailIdentity", "AWS::SES::ConfigurationSet"}
    for logical, resource in template()["Resources"].items():
        if resource["Type"] in BEARING - made_elsewhere:
            assert stage.account.physical(logical)


def test_what_is_planted_is_there_and_in_no_place_in_clear_but_ids_images_and_digests(stage):
    for person in (stage.ada, stage.eve):
        assert len(person.canaries) >= 12
        told = {each.what for each in stage.all_found(person)}
        assert {"learner id", "image 0", "session's digest"} <= told
        assert told <= {"learner id", "image 0", "session's digest", "receipt code's digest"}


def test_nothing_is_left_of_who_was_erased_and_nothing_lost_of_another(stage):
    eves = of(stage.eve)
    assert stage.run()
    assert stage.found() == set()
    assert of(stage.eve) == eves
