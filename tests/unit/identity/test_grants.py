"""What configuration grants, by issuer and subject."""

import pytest

from identity.grants import Grant, parse
from inarax.roles import Role

CONFIGURED = '{"https://p|ada": {"roles": ["operator"], "organization": "acme"}, "https://p|bob": {}}'


def test_an_identity_that_is_named_gets_what_is_written():
    assert parse(CONFIGURED, "https://p", "ada") == Grant(frozenset({Role.OPERATOR}), "acme")


@pytest.mark.parametrize(("issuer", "subject"), [("https://p", "bob"), ("https://p", "eve"), ("https://q", "ada")])
def test_nobody_else_gets_anything(issuer, subject):
    assert parse(CONFIGURED, issuer, subject) == Grant()


@pytest.mark.parametrize("text", ['{"i|s": {"roles": ["emperor"]}}', "{", ""])
def test_a_configuration_that_is_wrong_is_an_error(text):
    with pytest.raises(ValueError, match=r".+"):
        parse(text, "i", "s")
