"""The purposes of processing as addresses name them."""

from inarax import problems
from inarax.declared import Basis, Purpose


def resting_on_consent(name: str) -> Purpose:
    """The purpose of that name; UnknownPurpose if there is none, NotByConsent if it needs no consent."""
    try:
        purpose = Purpose(name)
    except ValueError:
        raise problems.UnknownPurpose from None
    if purpose.basis is not Basis.CONSENT:
        raise problems.NotByConsent(f"It rests on {purpose.basis}.")
    return purpose
