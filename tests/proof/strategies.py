"""Requests as anybody could send them: an operation's good request with any of its parts replaced by worse ones."""

import base64
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from datamap.template import ORIGIN, resources
from hypothesis import strategies as st

from tests.kit.contract import Operation, resolved
from tests.kit.events import NOW
from tests.kit.gateway import Event, direct
from tests.kit.world import World

CANARY = "zebra-canary-4711"
"""Planted wherever a client can write: it may come back in what was asked for, never in a log or a problem."""

type Values = st.SearchStrategy[Any]

_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 2**31, 2**63, 10**40, 1e300, -0.0, 1e-320]),
    st.floats(),
    _TEXT,
    st.sampled_from([CANARY, "\ud800", "\0", "", " ", "a" * 5000, "__proto__", "${jndi:x}", "' OR 1=1", "٣", "İ"]),
)
_ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_TEXT, inner, max_size=3)),
    max_leaves=5,
)
_ODD = ["", "null", "[]", "{", "{}", "NaN", "1", '"x"', "\ufeff{}", '{"a":1,"a":2}', "1e999", "\0", '"\\ud800"']
_LONG = ["9" * 5000, "[" * 20_000, '{"' + CANARY, '{"answer": {"number": NaN}}']
_UNREADABLE = st.one_of(_TEXT, st.sampled_from(_ODD), st.sampled_from(_LONG))
_BINARY = frozenset(resources("AWS::Serverless::Api")["Api"]["BinaryMediaTypes"])
_AGES = st.sampled_from([timedelta(0)] * 6 + [timedelta(minutes=11), timedelta(minutes=16), timedelta(days=8)])


def requests(operation: Operation, world: World) -> st.SearchStrategy[Event]:
    """Requests of an operation by anybody of the world, from good to absurd."""
    pool = [*world.known.values(), CANARY, *(f"{lesson}-{n}" for lesson in ("bits", "octets") for n in (1, 2))]

    @st.composite
    def request(draw: st.DrawFn) -> Event:
        sender = draw(
            st.sampled_from(
                [world.entitled(operation)] * 4 + [world.ada, world.eve, world.otto, world.pia, world.orla, None]
            )
        )
        event = world.request(operation, sender)
        raw = _raw(event)
        replacing = draw(st.sets(st.sampled_from(["path", "query", "headers", "body", "credentials"]), max_size=3))
        if "path" in replacing and event["pathParameters"]:
            direct(event, draw(_path(operation, pool)))
        if "query" in replacing:
            query = draw(_query(operation, pool))
            event["multiValueQueryStringParameters"] = query or None
            event["queryStringParameters"] = {name: values[-1] for name, values in query.items()} or None
        if "headers" in replacing:
            event["headers"] = _with_headers(event["headers"], draw(_headers(pool)))
        if "body" in replacing:
            raw = draw(_body(operation, raw, pool))
        if "credentials" in replacing:
            event["headers"] = _with_headers(event["headers"], draw(_credentials(pool, event["headers"])))
        event["multiValueHeaders"] = {name: [value] for name, value in event["headers"].items()}
        event["body"], event["isBase64Encoded"] = _delivered(raw, event["headers"].get("Content-Type", ""))
        event["requestContext"]["requestTimeEpoch"] = int((NOW + draw(_AGES)).timestamp() * 1000)
        return event

    return request()


def near(schema: Mapping[str, Any], pool: Sequence[str]) -> Values:
    """Values that mostly meet a schema, and otherwise miss it by one thing or by far."""
    valid = _valid(resolved(dict(schema)), pool)
    return st.one_of(valid, valid, valid, valid, valid, _ANYTHING)


def _valid(schema: Mapping[str, Any], pool: Sequence[str]) -> Values:
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return st.one_of(*(near(each, pool) for each in schema[several]))
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    return _TYPES[schema["type"]](schema, pool)


def _string(schema: Mapping[str, Any], pool: Sequence[str]) -> Values:
    longest = schema.get("maxLength", 40)
    if "pattern" not in schema:
        return st.one_of(st.sampled_from(pool), _TEXT, st.sampled_from(["x" * longest, "x" * (longest + 1)]))
    fitting = [text for text in pool if re.search(schema["pattern"], text)]
    made = st.from_regex(schema["pattern"])  # not to the letter: Python's `$` admits a line break after the end
    return st.sampled_from(fitting) | made if fitting else made


def _object(schema: Mapping[str, Any], pool: Sequence[str]) -> Values:
    fields = {name: near(each, pool) for name, each in schema["properties"].items()}
    required = {name: fields[name] for name in schema.get("required", ())}
    optional = {name: value for name, value in fields.items() if name not in required}
    whole = st.fixed_dictionaries(required, optional=optional)
    lacking = st.fixed_dictionaries({}, optional=fields)
    strange = st.dictionaries(_TEXT | st.just(CANARY), _ANYTHING, max_size=1)
    beyond = st.builds(lambda known, more: {**more, **known}, whole, strange)
    return st.one_of(whole, whole, whole, lacking, beyond)


def _integer(schema: Mapping[str, Any], _pool: Sequence[str]) -> Values:
    return st.integers(int(schema["minimum"]) - 1, int(schema["maximum"]) + 1)


_TYPES: dict[str, Callable[[Mapping[str, Any], Sequence[str]], Values]] = {
    "object": _object,
    "array": lambda schema, pool: st.lists(near(schema["items"], pool), max_size=5),
    "string": _string,
    "integer": _integer,
    "number": lambda _schema, _pool: st.floats() | st.integers(),
    "boolean": lambda _schema, _pool: st.booleans(),
    "null": lambda _schema, _pool: st.none(),
}


def _path(operation: Operation, pool: Sequence[str]) -> st.SearchStrategy[dict[str, str]]:
    """Without slashes: API Gateway takes what has more of them for another resource."""
    parameters = {each["name"]: each["schema"] for each in operation.parameters if each["in"] == "path"}
    return st.fixed_dictionaries(
        {
            name: st.one_of(st.sampled_from(pool), _string(schema, pool), _TEXT).map(
                lambda text: text.replace("/", "") or "-"
            )
            for name, schema in parameters.items()
        }
    )


def _query(operation: Operation, pool: Sequence[str]) -> st.SearchStrategy[dict[str, list[str]]]:
    names = [each["name"] for each in operation.parameters if each["in"] == "query"]
    sealed = st.lists(_ANYTHING | st.sampled_from(pool), max_size=3).map(_sealed)
    value = st.one_of(
        st.sampled_from(pool), _TEXT, sealed, st.sampled_from(["", "x" * 5000, "//evil.example", "/\\evil"])
    )
    return st.dictionaries(
        st.sampled_from([*names, CANARY]) | _TEXT, st.lists(value, min_size=1, max_size=2), max_size=4
    )


def _sealed(parts: Any) -> str:
    """As cursors and handles are spelled."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _headers(pool: Sequence[str]) -> st.SearchStrategy[dict[str, str | None]]:
    text = st.one_of(st.none(), st.sampled_from(pool), _TEXT)
    tags = st.sampled_from(['"0"', '"1"', '"2"', "*", '"999999999"', '"1234567890"', '"٣"', 'W/"1"', "1", CANARY])
    types = [
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain",
        "image/png",
        "image/gif",
        "*",
        CANARY,
    ]
    return st.fixed_dictionaries(
        {},
        optional={
            "Idempotency-Key": text | st.sampled_from(["1234567", "k" * 8, "k" * 128, "k" * 129]),
            "If-Match": tags | text,
            "If-None-Match": tags | text,
            "Origin": st.sampled_from([ORIGIN, "null", "https://evil.example", CANARY]) | text,
            "Content-Type": st.sampled_from(types) | text,
            "User-Agent": text,
            "Accept": text,
            "Accept-Encoding": st.sampled_from(["gzip", "br", CANARY]) | text,
            CANARY: text,
        },
    )


def _credentials(pool: Sequence[str], sent: Mapping[str, str]) -> st.SearchStrategy[dict[str, str]]:
    token = st.sampled_from(pool) | _TEXT
    named = st.sampled_from(["__Host-session", "__Host-sign-in", "__Host-age"])
    beside = st.builds(lambda before, after: f"{before}; {sent.get('Cookie', '')}; {after}", _TEXT, _TEXT)
    cookie = beside | st.builds(lambda name, text: f"{name}={text}", named, token)
    bearer = token | token.map(lambda text: f"Bearer {text}")
    return st.fixed_dictionaries({"Authorization": bearer}) | st.fixed_dictionaries({"Cookie": cookie})


def _with_headers(sent: Mapping[str, str], changed: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in {**sent, **changed}.items() if value is not None}


def _raw(event: Event) -> bytes:
    body: str = event["body"] or ""
    return base64.b64decode(body) if event["isBase64Encoded"] else body.encode()


def _delivered(raw: bytes, media_type: str) -> tuple[str | None, bool]:
    """A body as API Gateway hands it over: binary media types in base64, all else as text, and none as null."""
    if media_type in _BINARY:
        return base64.b64encode(raw).decode(), True
    return raw.decode(errors="replace") or None, False


def _body(operation: Operation, good: bytes, pool: Sequence[str]) -> st.SearchStrategy[bytes]:
    unreadable = st.one_of(_UNREADABLE.map(str.encode), st.binary(max_size=200))
    if operation.body is not None:
        spelled = st.builds(_spelled, near(operation.body, pool), st.booleans())
        return st.one_of(spelled, spelled, spelled, spelled, unreadable)
    if good:
        return st.one_of(_spoiled(good), _spoiled(good), unreadable)
    return unreadable


def _spelled(value: Any, plainly: bool) -> bytes:
    """As JSON; half a character travels as an escape, or not at all."""
    return json.dumps(value, ensure_ascii=not plainly).encode(errors="replace")


def _spoiled(good: bytes) -> st.SearchStrategy[bytes]:
    at, byte = st.integers(0, len(good) - 1), st.binary(min_size=1, max_size=1)
    return at.map(lambda end: good[:end]) | st.builds(lambda at, byte: good[:at] + byte + good[at + 1 :], at, byte)
