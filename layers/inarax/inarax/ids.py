"""How ids look, in addresses and in bodies; whatever looks otherwise is invalid before it is looked up."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import StringConstraints

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

Slug = Annotated[str, StringConstraints(pattern=_SLUG, max_length=64)]
"""The id of something an author named: a course, lesson, item, goal."""
Uuid = Annotated[str, StringConstraints(pattern=f"^{UUID}$")]
"""The id of something we made, as `tokens.new_id` makes them."""

SlugInPath = Annotated[str, Path(pattern=_SLUG, max_length=64)]
UuidInPath = Annotated[str, Path(pattern=f"^{UUID}$")]
