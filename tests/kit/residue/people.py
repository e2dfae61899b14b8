"""People under the scanner: what each has planted, and everything by which one could tell that it was theirs."""

import base64
import hashlib
import io
import random
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from PIL import Image, PngImagePlugin

from inarax.tokens import Token
from tests.kit.residue.searching import Needle, text


class Answered(Protocol):
    """What a browser is answered."""

    @property
    def status(self) -> int:
        """HTTP's."""

    @property
    def json(self) -> Any:
        """The body, parsed."""

    @property
    def body(self) -> bytes:
        """The body as it came."""

    @property
    def problem(self) -> str | None:
        """The code of the problem it was answered with, if it was."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers by name."""


class Browser(Protocol):
    """Somebody's browser, at the deployed stack or at doors in process."""

    agent: str
    cookies: dict[str, str]

    def send(self, method: str, path: str, body: object, headers: dict[str, str]) -> Answered:
        """One request."""


@dataclass
class Planted:
    """One person: what they planted, by what it is."""

    whose: str
    email: str
    name: str
    subject: str
    learner_id: str = ""
    canaries: dict[str, str] = field(default_factory=dict)
    images: list[bytes] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    """Cookies, bearers, refresh tokens, receipt codes."""

    def canary(self, what: str) -> str:
        """A new one: a phrase that stands nowhere else, with letters that escape differently everywhere."""
        self.canaries[what] = f"Canary {what} {uuid.uuid4().hex[:14]} Ö/+&"
        return self.canaries[what]

    def number(self, what: str) -> float:
        """A new one that is a number."""
        made = random.SystemRandom().randrange(10**11, 10**12) / 1000
        self.canaries[what] = f"{made}"
        return made

    def word(self, what: str) -> str:
        """A new one that can stand in a header, a path or a token."""
        self.canaries[what] = f"Canary{what.title().replace(' ', '')}{uuid.uuid4().hex[:14]}"
        return self.canaries[what]

    def picture(self, what: str) -> bytes:
        """A PNG with a canary in its metadata, and pixels that no other has."""
        image = Image.effect_noise((64, 64), 90)
        told = PngImagePlugin.PngInfo()
        told.add_text("Comment", self.word(what))
        made = io.BytesIO()
        image.save(made, "PNG", pnginfo=told)
        return made.getvalue()

    def needles(self) -> Iterator[Needle]:
        """Everything to search for."""
        for what, value in {"email": self.email, "name": self.name, **self.canaries}.items():
            yield text(self.whose, what, value)
        for what, spelled in {"learner id": self.learner_id, "subject": self.subject}.items():
            yield text(self.whose, what, spelled)
            yield text(self.whose, what, uuid.UUID(spelled).hex)
            yield Needle(self.whose, what, uuid.UUID(spelled).bytes)
        for number, image in enumerate(self.images):
            yield Needle(self.whose, f"image {number}", image[len(image) // 2 :][:64])
        yield from self._hashed()
        yield from self._tokens()

    def _hashed(self) -> Iterator[Needle]:
        """Of the address, in each spelling and by each algorithm that somebody might have used."""
        for spelled in {self.email, self.email.lower(), self.email.upper()}:
            for algorithm in ("md5", "sha1", "sha256", "sha512"):
                digest = hashlib.new(algorithm, spelled.encode()).digest()
                yield Needle(self.whose, f"email by {algorithm}", digest)
                yield text(self.whose, f"email by {algorithm}", digest.hex())

    def _tokens(self) -> Iterator[Needle]:
        for what, token in self.tokens.items():
            yield text(self.whose, what, token)
            yield text(self.whose, f"{what} by sha256", hashlib.sha256(token.encode()).hexdigest())
            if parsed := Token.parse(token):
                yield Needle(self.whose, f"{what}'s secret", parsed.secret)
                yield Needle(self.whose, f"{what}'s digest", bytes.fromhex(parsed.digest))
                yield text(self.whose, f"{what}'s digest", parsed.digest)
            elif len(raw := _decoded(token)) >= 32:
                yield Needle(self.whose, f"{what}'s secret", raw[-32:])
                yield text(self.whose, f"{what}'s digest", hashlib.sha256(raw[-32:]).hexdigest())


def _decoded(token: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return b""
