"""The long proofs: in process on the emulated account, or on stacks of their own."""

from tests.kit.deployed import stack
from tests.kit.emulated import account, logged, stores
from tests.kit.identity import deployed, idp
from tests.kit.ledger import seal_key_id
from tests.kit.world import world
from tests.proof.figures import figures

__all__ = ["account", "deployed", "figures", "idp", "logged", "seal_key_id", "stack", "stores", "world"]
