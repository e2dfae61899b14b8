"""Hold a Fides manifest against fideslang: its models give back every value, and every key is in a taxonomy.

    .tools/fideslang/bin/python local/tools/fideslang/check.py docs/fides.yml

Prints what is wrong, a line each. A manifest may bring data categories of its own beside the ones of fideslang.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from fideslang import DEFAULT_TAXONOMY, Taxonomy
from pydantic import ValidationError

KINDS = {
    "data_categories": "data_category",
    "parent_key": "data_category",
    "data_use": "data_use",
    "data_uses": "data_use",
    "data_subjects": "data_subject",
    "dataset_references": "dataset",
}
"""Fields that name keys, to the kind of resource that they name."""


def findings(manifest: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a manifest, in words; nothing is the only good answer."""
    try:
        read = Taxonomy.model_validate(manifest)
    except ValidationError as error:
        yield from (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        return
    yield from _lost(manifest, read.model_dump(mode="json", exclude_unset=True), "")
    known = {kind: _known(kind, read) for kind in KINDS.values()}
    for field, key in sorted(set(_named(manifest))):
        if key not in known[KINDS[field]]:
            yield f"{field}: {key} is no {KINDS[field]} of fideslang's, nor of the manifest's own"


def _lost(given: Any, kept: Any, where: str) -> Iterator[str]:
    """What the models did not take as it stands: they ignore fields that they do not know."""
    match given, kept:
        case dict(), dict():
            for key, value in given.items():
                yield from _lost(value, kept.get(key), f"{where}.{key}")
        case list(), list() if len(given) == len(kept):
            for place, (one, other) in enumerate(zip(given, kept, strict=True)):
                yield from _lost(one, other, f"{where}.{place}")
        case _ if given != kept:
            yield f"{where.removeprefix('.')}: fideslang reads {kept!r} where {given!r} stands"


def _known(kind: str, own: Taxonomy) -> set[str]:
    """The keys of a kind that may be used: none that fideslang calls deprecated."""
    defaults = getattr(DEFAULT_TAXONOMY, kind)
    return {
        each.fides_key for each in [*defaults, *getattr(own, kind)] if not getattr(each, "version_deprecated", None)
    }


def _named(part: Any) -> Iterator[tuple[str, str]]:
    """Field and key, wherever the manifest names one."""
    match part:
        case list():
            for each in part:
                yield from _named(each)
        case dict():
            for field, value in part.items():
                if field in KINDS:
                    yield from ((field, key) for key in (value if isinstance(value, list) else [value]))
                else:
                    yield from _named(value)


def main() -> int:
    """1, with each finding, if the manifest named has any."""
    found = list(findings(yaml.safe_load(Path(sys.argv[1]).read_text())))
    for finding in found:
        sys.stderr.write(f"{sys.argv[1]}: {finding}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
