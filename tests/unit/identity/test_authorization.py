"""Where a sign-in may end, and what is asked of the provider."""

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity import authorization
from identity.authorization import Secrets, is_local
from identity.configuration import Client

ORIGIN = "https://learn.example"
tricky = st.text(st.sampled_from("/\\.:@?#%\t\n\r ab%2f%5c"), max_size=12).map("/".__add__)


@given(st.text() | tricky)
def test_what_counts_as_local_stays_on_our_host(path):
    if is_local(path):
        for address in (urljoin(ORIGIN, path), ORIGIN + path, urljoin(f"{ORIGIN}/sign-in/", path)):
            assert urlsplit(address)[:2] == ("https", "learn.example")
        assert path.isascii()
        assert path.isprintable()
        assert "\\" not in path


@pytest.mark.parametrize(
    "path", ["/", "/learn", "/learn/subnets-2?tab=quiz#top", "/a//b", "/%2Fevil", "/courses/x:y@z", "/#/data"]
)
def test_pages_of_ours_are_local(path):
    assert is_local(path)


@pytest.mark.parametrize(
    "path", ["", "learn", "//evil", "/\\evil", "/\t/evil", "/ a", "https://evil", "javascript:x", "/" + "a" * 512, "/é"]
)
def test_what_could_lead_elsewhere_is_not(path):
    assert not is_local(path)


def test_the_challenge_is_that_of_the_standard_s_example():
    """RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert authorization.challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize("endpoint", ["https://p.example/authorize", "https://p.example/authorize?tenant=1"])
def test_the_request_keeps_the_endpoint_s_own_query(endpoint):
    made = authorization.url(
        endpoint, Client("me", f"{ORIGIN}/cb", True), Secrets("s", "browser-secret", "n", "verifier-secret")
    )
    query = parse_qs(urlsplit(made).query)
    assert made.startswith(endpoint)
    assert query["state"] == ["s"]
    assert query["nonce"] == ["n"]
    assert query["code_challenge"] == [authorization.challenge("verifier-secret")]
    assert "secret" not in made
