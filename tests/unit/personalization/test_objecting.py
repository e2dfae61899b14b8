"""What can be objected to is what rests on legitimate interests, but for what compelling grounds outweigh."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax import problems
from inarax.declared import Basis, Purpose
from inarax.objecting import lifting, objecting
from inarax.roles import Role
from inarax.stores.overrides import Override
from inarax.stores.standings import Standing, State
from personalization.objecting import RESTING, objectable, outweighed
from tests.kit.events import NOW

ADA = Standing("ada", State.ACTIVE, frozenset({Role.LEARNER}), None)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_purpose_can_be_objected_to_as_its_legal_basis_says(purpose: Purpose) -> None:
    if purpose.basis is not Basis.LEGITIMATE_INTERESTS:
        with pytest.raises(problems.NotByInterests):
            objectable(purpose.value)
    elif purpose is Purpose.SECURITY:
        with pytest.raises(problems.ObjectionOutweighed):
            objectable(purpose.value)
    else:
        assert objectable(purpose.value) is purpose


@given(st.text().filter(lambda name: name not in set(Purpose)))
def test_there_is_no_other_purpose(name: str) -> None:
    with pytest.raises(problems.UnknownPurpose):
        objectable(name)


@given(st.frozensets(st.sampled_from(Purpose)), st.sampled_from(Purpose))
def test_an_objection_is_made_once_and_lifts_cleanly(before: frozenset[Purpose], purpose: Purpose) -> None:
    standing = ADA._replace(objects=before)
    made = objecting(standing, purpose)
    assert purpose in made.objects
    assert objecting(made, purpose) == made
    assert lifting(made, purpose).objects == before - {purpose}


def test_a_frozen_account_may_object_and_not_lift() -> None:
    frozen = ADA._replace(state=State.FROZEN)
    assert objecting(frozen, Purpose.SIGNALS).objects == {Purpose.SIGNALS}
    with pytest.raises(problems.AccountClosed):
        lifting(frozen, Purpose.SIGNALS)


def test_every_objection_is_honoured_unless_grounds_are_on_record() -> None:
    assert {purpose for purpose in RESTING if outweighed(purpose, None)} == {Purpose.SECURITY}
    override = Override("ada", Purpose.SIGNALS, "These weigh more.", NOW, "pia")
    assert outweighed(Purpose.SIGNALS, override) == ("These weigh more.", NOW)
