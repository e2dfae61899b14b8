"""People who come to the deployed stack for the first time: a pool user each, made by the pool's administrator."""

from secrets import token_hex

from local import load
from local.client import Client
from local.people import OLD_ENOUGH, Person
from local.running import Running

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
