"""People on the deployed stack who plant canaries: known to the pool, signed in for the first time."""

from secrets import token_hex

from local import load
from local.client import Client
from local.people import OLD_ENOUGH
from local.people import Person as PoolUser
from local.running import Running

from tests.kit import newcomers
from tests.kit.residue.people import Planted
from tests.kit.residue.planting import plant

COURSE = "networks"


def arrived(stack: Running, whose: str) -> tuple[Planted, Client]:
    """Somebody who has left all that one can leave, in a browser and in an app."""
    unique = token_hex(8)
    known = PoolUser(f"canary.{unique}@example.com", f"{whose.title()} Canary {unique}", newcomers.PASSWORD)
    subject = load.sign_up(stack.stack, stack.outputs["UserPoolId"], known)
    person, client = Planted(whose, known.email, known.name, subject), Client(stack.origin)
    client.post("/age-gate", OLD_ENOUGH)
    client.sign_in(known.email, known.password)
    plant(client, person, COURSE)
    app = Client(stack.origin).post("/mobile/tokens", newcomers.app_grant(stack, known)).json
    person.tokens |= {"bearer": app["access_token"], "refresh token": app["refresh_token"]}
    return person, client
