"""The long proofs: in process on the emulated account, or on stacks of their own."""

from tests.kit.deployed import stack
from tests.kit.emulated import account, logged, stores
from tests.kit.identity import deployed, idp
from tests.kit.ledger import sealing
from tests.kit.world import world

__all__ = ["account", "deployed", "idp", "logged", "sealing", "stack", "stores", "world"]
