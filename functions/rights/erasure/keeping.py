"""What an erasure keeps while holds are active: what they name, and what it takes to explain and to lift them."""

from collections.abc import Set

from rights.erasure.plan import Plan

WITH_A_HOLD = frozenset({"holds", "keys", "rights-claims"})
"""The hold itself, the keys that open its reason and what it keeps, and the claim that leads from it to the request."""


def kept(held: Set[str]) -> frozenset[str]:
    """The stores of the plan that are kept; `held` are those that active holds name."""
    return WITH_A_HOLD | held if held else frozenset()


def holdable(plan: Plan) -> frozenset[str]:
    """The stores that a hold may name: whoever is held is told of it, by state, letter, audit trail and export.

    What ends by itself would end under a hold, too, and nobody would be told.
    """
    return frozenset(store.name for store in plan.stores) - WITH_A_HOLD - plan.untold() - plan.expiring()
