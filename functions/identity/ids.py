"""How ids of people and sessions stand in addresses: UUIDs, as `inarax.tokens.new_id` makes them."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

LearnerId = Annotated[str, Path(pattern=f"^{UUID}$")]
SessionId = Annotated[str, Path(pattern=f"^({UUID}|current)$")]
"""A session's id, or `current` for the one that asks."""
