"""What is shown of a consent: its state, and what is asked now."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel

from inarax import consent, wordings
from inarax.consent import History
from inarax.declared import Purpose
from inarax.stores.consents import Act
from inarax.wordings import Wording


class State(StrEnum):
    """Whether there is consent; `never-given` is not the same as withdrawn, and allows as little."""

    NEVER_GIVEN = "never-given"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


_STATES = {Act.GRANTED: State.GRANTED, Act.WITHDRAWN: State.WITHDRAWN}


class ConsentWording(BaseModel):
    """What is asked; granting names its version."""

    version: int
    language: str
    text: str


class ConsentState(BaseModel):
    """One purpose that rests on consent. `version` and `since` tell of the last grant or withdrawal."""

    purpose: Purpose
    state: State
    version: int | None
    since: datetime | None
    wording: ConsentWording


class ConsentStates(BaseModel):
    """Every purpose that rests on consent."""

    consents: list[ConsentState]


def asked(wording: Wording) -> ConsentWording:
    """A wording."""
    return ConsentWording(version=wording.version, language=wording.language, text=wording.text)


def shown(purpose: Purpose, history: History) -> ConsentState:
    """The state of one purpose."""
    last = consent.latest(history, purpose)
    return ConsentState(
        purpose=purpose,
        state=_STATES[last.act] if last else State.NEVER_GIVEN,
        version=last.version if last else None,
        since=last.at if last else None,
        wording=asked(wordings.current(purpose)),
    )
