"""The map as a Fides manifest (https://ethyca.github.io/fideslang): for tools that speak its taxonomy of privacy.

fideslang itself checks it in an environment of its own (`local/tools/fideslang`); nothing that runs knows its keys.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from datamap.assembled import Json, fields
from datamap.grid import kept
from inarax.declared import Basis, Category, Purpose

CATEGORIES = {
    Category.IDENTITY: "user.account",
    Category.LEARNING: "learning",
    Category.PREFERENCE: "user.account.settings",
    Category.TECHNICAL: "user.telemetry",
    Category.COOKIE: "user.device.cookie",
    Category.KEY: "user.unique_id.pseudonymous",
    Category.NONE: "system.operations",
}
CLOSER = {
    (Category.IDENTITY, "name"): "user.name",
    (Category.IDENTITY, "email"): "user.contact.email",
    (Category.IDENTITY, "address"): "user.contact.email",
    (Category.IDENTITY, "password"): "user.authorization.password",
    (Category.TECHNICAL, "address"): "user.device.ip_address",
    (Category.TECHNICAL, "browser"): "user.device",
    (Category.TECHNICAL, "device"): "user.device",
    (Category.PREFERENCE, "consents"): "user.privacy_preferences",
    (Category.LEARNING, "enrollments"): "learning.progress",
    (Category.LEARNING, "preferences"): "learning.progress",
    (Category.LEARNING, "attempts"): "learning.answers",
    (Category.LEARNING, "responses"): "learning.answers",
    (Category.LEARNING, "contests"): "learning.answers",
    (Category.LEARNING, "evidence"): "learning.answers",
    (Category.LEARNING, "beliefs"): "learning.estimates",
    (Category.LEARNING, "signals"): "learning.estimates",
}
"""Where Fides tells finer than we do: a category in a field, or in a whole store, of this name."""

USES = {
    Purpose.IDENTITY: "essential.service.authentication",
    Purpose.LEARNING: "essential.service",
    Purpose.ASSESSMENT: "essential.service",
    Purpose.PERSONALIZATION: "personalize.content.profiled",
    Purpose.SIGNALS: "personalize.content.profiling",
    Purpose.PRIVACY: "essential.legal_obligation",
    Purpose.RIGHTS: "essential.legal_obligation",
    Purpose.NOTICES: "essential.service.notifications",
    Purpose.NEWS: "marketing.communications.email",
    Purpose.REMINDERS: "essential.service.notifications.email",
    Purpose.USAGE: "analytics.reporting",
    Purpose.SECURITY: "essential.service.security",
}
BASES = {
    Basis.CONTRACT: "Contract",
    Basis.LEGITIMATE_INTERESTS: "Legitimate interests",
    Basis.CONSENT: "Consent",
    Basis.LEGAL_OBLIGATION: "Legal obligations",
}
SUBJECT = "trainee"
"""Fides's word for a learner: an individual undergoing training."""

_LEARNING = Path(__file__).parent / "learning.yaml"
_DATASETS = {
    "inarax_stores": "Tables: each collection is one, with the attributes of its items.",
    "inarax_places": "What is held outside tables: objects, logs, queues, parameters, keys, mail, identity provider.",
    "inarax_cookies": "What a browser keeps for us.",
}


class _Held(NamedTuple):
    """A store, a place or a cookie: what it holds field by field, and on which terms."""

    dataset: str
    name: str
    fields: Mapping[str, Json]
    terms: Json

    def key(self, field: str, category: str) -> str:
        """The key of a category in a field."""
        ours = Category(category)
        return CLOSER.get((ours, field)) or CLOSER.get((ours, self.name)) or CATEGORIES[ours]

    def keys(self, purpose: str | None = None) -> set[str]:
        """The keys of all that is personal in it, or of what is held for a purpose."""
        return {
            self.key(field, category)
            for field, declared in self.fields.items()
            for category in {declared["category"], *declared.get("leaves", {}).values()} - {Category.NONE}
            if purpose in {None, *declared.get("terms", self.terms)["purposes"]}
        }


def written(the_map: Json) -> str:
    """The manifest as it is committed: our categories, a dataset for each sort of place, a system for each room."""
    held = list(_held(the_map))
    rooms = sorted({purpose["room"] for purpose in the_map["purposes"].values()})
    manifest = {
        **yaml.safe_load(_LEARNING.read_text()),
        "dataset": [_dataset(key, [each for each in held if each.dataset == key]) for key in _DATASETS],
        "system": [_system(room, the_map, held) for room in rooms],
    }
    shown: str = yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=120)
    return f"# Rendered by `make map` from what the stores declare.\n{shown}"


def _held(the_map: Json) -> Iterator[_Held]:
    for name, store in the_map["stores"].items():
        yield _Held("inarax_stores", name, fields(store), store)
    for name, place in the_map["places"].items():
        yield _Held("inarax_places", name, fields(place), place)
    for name, cookie in sorted(the_map["cookies"].items()):
        terms = {"purposes": {cookie["purpose"]: cookie["basis"]}, "lifetime": cookie["lifetime"]}
        yield _Held("inarax_cookies", name, {"value": {"category": Category.COOKIE}}, terms)


def _kept(terms: Json) -> str:
    return str(terms["lifetime"]) if "lifetime" in terms else kept(terms)[0]


def _uses(terms: Json) -> list[str]:
    return sorted({USES[Purpose(purpose)] for purpose in terms["purposes"]})


def _dataset(key: str, held: list[_Held]) -> Json:
    return {"fides_key": key, "description": _DATASETS[key], "collections": [_collection(each) for each in held]}


def _collection(held: _Held) -> Json:
    return {
        "name": held.name,
        "description": f"Kept {_kept(held.terms)}.",
        "data_uses": _uses(held.terms),
        **({"data_subjects": [SUBJECT]} if held.keys() else {}),
        "fields": [_field(held, name, declared) for name, declared in held.fields.items()],
    }


def _field(held: _Held, name: str, declared: Json) -> Json:
    field: Json = {"name": name, "data_categories": [held.key(name, declared["category"])]}
    if "terms" in declared:
        field["data_uses"] = _uses(declared["terms"])
    if "leaves" in declared:
        leaves = declared["leaves"].items()
        field["fields"] = [{"name": leaf, "data_categories": [held.key(name, each)]} for leaf, each in leaves]
    return field


def _system(room: str, the_map: Json, held: list[_Held]) -> Json:
    purposes = sorted(purpose for purpose, each in the_map["purposes"].items() if each["room"] == room)
    declarations = [_declaration(purpose, [each for each in held if each.keys(purpose)]) for purpose in purposes]
    return {"fides_key": f"inarax_{room}", "system_type": "Service", "privacy_declarations": declarations}


def _declaration(purpose: str, held: list[_Held]) -> Json:
    basis = Purpose(purpose).basis
    return {
        "name": purpose,
        "data_use": USES[Purpose(purpose)],
        "data_categories": sorted({key for each in held for key in each.keys(purpose)}),
        "data_subjects": [SUBJECT],
        "dataset_references": sorted({each.dataset for each in held}),
        "legal_basis_for_processing": BASES[basis],
        "flexible_legal_basis_for_processing": False,
        "retention_period": "; ".join(sorted({_kept(each.terms) for each in held})),
        **({"impact_assessment_location": "/privacy/records"} if basis is Basis.LEGITIMATE_INTERESTS else {}),
    }
