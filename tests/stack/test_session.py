"""What `make session` prints is the cookie that a request sends."""

from http import HTTPStatus

import pytest
from local import session
from local.client import Client
from local.running import Running


@pytest.mark.parametrize(("who", "status"), [("priya", HTTPStatus.OK), ("ada", HTTPStatus.FORBIDDEN)])
def test_a_request_with_the_cookie_is_of_whom_was_named(stack: Running, who: str, status: HTTPStatus) -> None:
    cookie = session.cookie(stack.origin, session.named(who))
    assert Client(stack.origin).get("/rights/requests", Cookie=cookie).status == status
