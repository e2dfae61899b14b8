"""How ids stand in the addresses of this room: kebab-case slugs, short enough to be keys."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

Slug = Annotated[str, Path(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
