"""People who come to the deployed stack for the first time: a pool user each, made by the pool's administrator."""

import base64
import hashlib
from secrets import token_hex, token_urlsafe
from urllib.parse import parse_qs, urlencode, urlsplit

from local import load
from local.client import Client
from local.people import OLD_ENOUGH, Person
from local.running import Running

REDIRECT = "app.inarax.learn:/signed-in"
PASSWORD = "Learn-4-Life"  # opens nothing but this machine's stack


def known_to_the_pool(stack: Running, name: str = "Nora Newcomer") -> Person:
    """Somebody who can sign in at the provider, and whom we do not know."""
    person = Person(f"newcomer-{token_hex(6)}@example.com", name, PASSWORD)
    load.sign_up(stack.stack, stack.outputs["UserPoolId"], person)
    return person


def signed_in(stack: Running, name: str = "Nora Newcomer") -> Client:
    """Their browser, after the age question and the first sign-in."""
    person = known_to_the_pool(stack, name)
    client = Client(stack.origin)
    client.post("/age-gate", OLD_ENOUGH)
    client.sign_in(person.email, person.password)
    return client


def app_grant(stack: Running, person: Person) -> dict[str, str]:
    """An app's own flow with its own PKCE, in a browser tab, up to our tokens."""
    browser = Client(stack.origin)
    proof = browser.post("/age-gate", OLD_ENOUGH).json["proof"]
    verifier, nonce = token_urlsafe(32), token_urlsafe(16)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": stack.outputs["MobileClientId"],
        "redirect_uri": REDIRECT,
        "scope": "openid email profile",
        "state": "app",
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "prompt": "login",
    }
    back = browser.fill_in_sign_in(f"/oauth2/authorize?{urlencode(asked)}", person.email, person.password)
    (code,) = parse_qs(urlsplit(back.headers["Location"]).query)["code"]
    return {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "nonce": nonce,
        "age_proof": proof,
    }
