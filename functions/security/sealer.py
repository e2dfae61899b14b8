"""How the audit trail is sealed: at most 99 entries and their seal are one transaction, so nothing is ever half sealed.

A run may break off anywhere, and two may overlap: seals take consecutive numbers and an entry is sealed once, both by
condition, so of two transactions that want the same one is refused whole, and its run leaves the rest to the next.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from inarax import ledger, problems, signing
from inarax.ledger import Seal, Statement
from inarax.stores import audit, seals
from inarax.stores.audit import Place, Unsealed
from inarax.stores.base import Write, transact

SEALS = 40
"""Seals a run: about 4,000 entries a minute, in a few seconds; what is over waits for the next minute."""


class Made(NamedTuple):
    """What a run has sealed."""

    seals: int = 0
    entries: int = 0


def run(at: datetime) -> Made:
    """Seal what has no seal, up to SEALS batches; a batch that another run is faster with ends the run."""
    latest, last, made = seals.latest(), None, Made()
    while made.seals < SEALS and (waiting := audit.unsealed(last)):
        statement = ledger.next_statement([entry.leaf for entry in waiting], latest, at)
        latest, last = _signed(statement), waiting[-1]
        try:
            transact(seals.append(latest), *_placed(waiting, statement.number))
        except problems.Conflict:
            break
        made = Made(made.seals + 1, made.entries + len(waiting))
        if len(waiting) < audit.BATCH:  # what comes in the meantime waits, so that a busy minute has no seal an entry
            break
    return made


def _placed(waiting: Sequence[Unsealed], seal: int) -> Iterator[Write]:
    leaves = [entry.leaf for entry in waiting]
    for position, entry in enumerate(waiting):
        yield audit.sealed(entry, Place(seal, position, tuple(ledger.proof(leaves, position))))


def _signed(statement: Statement) -> Seal:
    key = os.environ["SEAL_KEY"]
    return Seal(statement, signing.sign(statement.message, key), key)
