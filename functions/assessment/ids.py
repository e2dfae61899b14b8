"""How the ids in an address and in a body look; whatever looks otherwise is invalid."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import StringConstraints

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

SlugInPath = Annotated[str, Path(pattern=_SLUG, max_length=64)]
UuidInPath = Annotated[str, Path(pattern=_UUID)]

Slug = Annotated[str, StringConstraints(pattern=_SLUG, max_length=64)]
Uuid = Annotated[str, StringConstraints(pattern=_UUID)]
