"""More entries than a minute should see: each is sealed once, and each proves itself, whoever was forgotten."""

from collections import Counter

from inarax import ledger
from inarax.stores import audit
from security import sealer
from tests.kit import aws
from tests.kit.events import NOW
from tests.kit.trail import chain, holds, recorded, trail


def test_a_thousand_entries_are_sealed_in_one_run_and_hold_when_some_are_forgotten(seal_key_id):
    recorded(200, "ada")
    recorded(805)
    assert sealer.run(NOW) == (11, 1005)
    assert Counter(seal.statement.size for seal in chain()) == {99: 10, 15: 1}
    assert sum(audit.forget("ada")) == 200
    key = ledger.jwk(aws.client("kms").get_public_key(KeyId=seal_key_id)["PublicKey"], seal_key_id)
    assert ledger.is_chain(chain(), key)
    assert holds(trail(), chain())
    assert sum(entry.intact for entry in trail()) == 805
