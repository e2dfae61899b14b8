"""The ledger's trees are those of RFC 6962, and what was changed, moved, added or left out is found."""

import hashlib
from base64 import urlsafe_b64decode
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import assume, given
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from inarax import ledger
from inarax.ledger import Seal, includes, leaf, proof, root

# The tree of the tests of Certificate Transparency's own implementations: eight entries, and the root after each.
ENTRIES = [
    bytes.fromhex(text)
    for text in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {  # position, count: the path from the leaf
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
LEAVES = [ledger.hash_leaf(entry) for entry in ENTRIES]


@pytest.mark.parametrize("count", range(9))
def test_roots_are_those_of_certificate_transparency(count):
    assert root(LEAVES[:count]).hex() == ROOTS[count]


@pytest.mark.parametrize(("position", "count"), PATHS)
def test_proofs_are_those_of_certificate_transparency(position, count):
    assert [node.hex() for node in proof(LEAVES[:count], position)] == PATHS[position, count]


def test_a_leaf_is_the_hash_of_salt_and_canonical_body_apart_from_every_node():
    salt, body = bytes(range(32)), {"b": "é", "a": "1"}
    assert leaf(salt, body) == hashlib.sha256(b"\x00" + salt + '{"a":"1","b":"é"}'.encode()).digest()


@pytest.mark.parametrize("salt", [b"", bytes(31), bytes(33)])
def test_a_salt_of_another_length_is_refused(salt):
    with pytest.raises(ValueError, match="32 bytes"):
        leaf(salt, {})


# Any entries ---------------------------------------------------------------------------------------------------------

hashes = st.binary(min_size=32, max_size=32)
bodies = st.dictionaries(st.sampled_from(["entry", "at", "action", "actor", "about"]), st.text(max_size=20))
entries = st.lists(st.tuples(hashes, bodies), min_size=1, max_size=70)


def _all_included(leaves, tree):
    return all(includes(each, tree, len(leaves), at, proof(leaves, at)) for at, each in enumerate(leaves))


@given(entries, st.data())
def test_whoever_is_forgotten_root_and_every_proof_still_verify(recorded, data):
    leaves = [leaf(salt, body) for salt, body in recorded]
    sealed = root(leaves)
    forgotten = data.draw(st.sets(st.integers(0, len(recorded) - 1)))
    kept = [
        (leaves[at], None if at in forgotten else entry) for at, entry in enumerate(recorded)
    ]  # what the store holds now
    again = [held if entry is None else leaf(*entry) for held, entry in kept]
    assert root(again) == sealed
    assert _all_included(again, sealed)


@given(entries, hashes, st.data())
def test_a_changed_entry_fits_neither_root_nor_proof(recorded, other, data):
    leaves = [leaf(salt, body) for salt, body in recorded]
    at = data.draw(st.integers(0, len(leaves) - 1))
    assume(other != leaves[at])
    path = proof(leaves, at)
    assert not includes(other, root(leaves), len(leaves), at, path)
    assert root([*leaves[:at], other, *leaves[at + 1 :]]) != root(leaves)
    salt, body = recorded[at]
    assert leaf(salt, body | {"actor": body.get("actor", "") + "!"}) != leaves[at]


@given(st.lists(hashes, min_size=2, max_size=70, unique=True), st.data())
def test_another_order_has_another_root_and_a_leaf_is_at_its_place_only(leaves, data):
    one, two = data.draw(st.lists(st.integers(0, len(leaves) - 1), min_size=2, max_size=2, unique=True))
    moved = list(leaves)
    moved[one], moved[two] = moved[two], moved[one]
    assert root(moved) != root(leaves)
    assert not includes(leaves[one], root(leaves), len(leaves), two, proof(leaves, one))
    assert not includes(leaves[one], root(leaves), len(leaves), two, proof(leaves, two))


@given(st.lists(hashes, min_size=1, max_size=70), hashes, st.data())
def test_another_count_has_another_root_and_no_proof_outlives_its_tree(leaves, more, data):
    at = data.draw(st.integers(0, len(leaves) - 1))
    path, tree = proof(leaves, at), root(leaves)
    assert root([*leaves, more]) != tree
    assert root(leaves[:-1]) != tree
    assert not includes(leaves[at], root([*leaves, more]), len(leaves) + 1, at, path)
    for wrong in ([*path, more], path[:-1]):
        assert not includes(leaves[at], tree, len(leaves), at, wrong) or wrong == path


@pytest.mark.parametrize(("position", "count"), [(-1, 3), (3, 3), (0, 0)])
def test_outside_the_tree_there_is_no_leaf(position, count):
    assert not includes(LEAVES[0], root(LEAVES[:count]), count, position, [])
    with pytest.raises(IndexError):
        proof(LEAVES[:count], position)


# Seals ---------------------------------------------------------------------------------------------------------------

SECRET = ec.derive_private_key(4711, ec.SECP256R1())
DER = SECRET.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
KEY = ledger.jwk(DER, "the-key")
MINUTE = datetime(2026, 11, 24, 12, 1, tzinfo=UTC)


def _sealed(statement, secret=SECRET):
    return Seal(statement, secret.sign(statement.message, ec.ECDSA(SHA256())), "the-key")


def _chain():
    seals = []
    for count in (1, 3, 8):
        statement = ledger.next_statement(LEAVES[:count], seals[-1] if seals else None, MINUTE)
        seals.append(_sealed(statement))
    return seals


def test_a_statement_is_signed_as_its_canonical_json():
    statement = ledger.next_statement(LEAVES[:2], None, MINUTE.replace(second=59, microsecond=1))
    assert statement.message.decode() == (
        f'{{"kind":"inarax-seal-1","minute":"2026-11-24T12:01:00Z","number":1,'
        f'"previous":"{"00" * 32}","root":"{ROOTS[2]}","size":2}}'
    )


def test_a_chain_of_signed_seals_holds():
    assert [seal.statement.number for seal in _chain()] == [1, 2, 3]
    assert ledger.is_chain(_chain(), KEY)
    assert ledger.is_chain([], KEY)


CHANGES = {
    "number": 7,
    "minute": MINUTE.replace(year=2027),
    "size": 4,
    "root": LEAVES[0],
    "previous": LEAVES[0],
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_changed_seal_is_not_signed_and_a_newly_signed_one_breaks_the_chain(field):
    first, second, third = _chain()
    changed = second.statement._replace(**{field: CHANGES[field]})
    assert not ledger.is_signed(second._replace(statement=changed), KEY)
    assert not ledger.is_chain([first, second._replace(statement=changed), third], KEY)
    assert not ledger.is_chain([first, _sealed(changed), third], KEY)


@pytest.mark.parametrize("order", [(0, 2), (1, 2), (1, 0, 2), (0, 0, 1)])
def test_a_seal_that_is_left_out_moved_or_repeated_breaks_the_chain(order):
    seals = _chain()
    assert not ledger.is_chain([seals[at] for at in order], KEY)


@pytest.mark.parametrize(
    "signature", [b"", b"nonsense", _chain()[1].signature], ids=["none", "nonsense", "another seal's"]
)
def test_a_signature_of_something_else_does_not_pass(signature):
    assert not ledger.is_signed(_chain()[0]._replace(signature=signature), KEY)


def test_a_seal_of_another_key_does_not_pass():
    other = ec.derive_private_key(4712, ec.SECP256R1())
    assert not ledger.is_signed(_sealed(_chain()[0].statement, other), KEY)


def test_the_public_key_is_a_jwk_that_others_read():
    assert ECKey.import_key(KEY).as_der(private=False) == DER
    assert len(urlsafe_b64decode(KEY["x"] + "=")) == 32


@pytest.mark.parametrize("der", [b"", DER[:-1], DER + b"\x00", b"\x30" + DER])
def test_what_is_no_key_on_the_curve_is_refused(der):
    with pytest.raises(ValueError, match="P-256"):
        ledger.jwk(der, "key")
