"""The map as a page: which room's doors reach which store, on which legal basis, and how long each keeps what."""

from collections.abc import Iterator

from datamap.assembled import Json, fields, purposes


def drawn(the_map: Json) -> str:
    """Markdown: the stores and places with their terms, then the grid of room, door, store and basis."""
    return "\n".join([*_held(the_map), "", *_grid(the_map), ""])


def _held(the_map: Json) -> Iterator[str]:
    yield "# The data map"
    yield ""
    yield "Rendered by `make map` from what the stores declare; `datamap/held.py` holds `template.yaml` to it."
    yield ""
    yield "## What is held, and how long"
    yield ""
    yield "| where | purposes and legal basis | categories | kept | on erasure | backups |"
    yield "|---|---|---|---|---|---|"
    for name, store in the_map["stores"].items():
        yield _row(name, store, f"{store['backup_days']} days")
    for name, place in the_map["places"].items():
        yield _row(name, place, "none")


def _grid(the_map: Json) -> Iterator[str]:
    resources = {store["resource"]: store for store in the_map["stores"].values()} | the_map["places"]
    held_for = {name: purposes(each) for name, each in resources.items()}
    yield "## Which door reaches what, and on which basis"
    yield ""
    yield "| room | door | reaches | does | basis |"
    yield "|---|---|---|---|---|"
    for name, door in the_map["doors"].items():
        room, _, own = name.partition(".")
        for reached, actions in door["reaches"].items():
            held = held_for[reached.split("/")[0]]
            shared = {purpose: basis for purpose, basis in held.items() if purpose in door["purposes"]}
            verbs = ", ".join(action.partition(":")[2] for action in actions)
            yield f"| {room} | {own} | {reached} | {verbs} | {_named(shared)} |"


def _row(name: str, held: Json, backups: str) -> str:
    time, erased = kept(held)
    categories = {each["category"] for each in fields(held).values()}
    shown = ", ".join(sorted(categories - {"not personal"})) or "not personal"
    return f"| {name} | {_named(purposes(held))} | {shown} | {time} | {erased} | {backups} |"


def _named(purposes: dict[str, str]) -> str:
    return "; ".join(f"{purpose} ({basis})" for purpose, basis in purposes.items())


def kept(held: Json) -> tuple[str, str]:
    """How long something is held, and what an erasure does to it, in words."""
    duration, starts = held["retention"]["duration"], held["retention"]["starts"]
    time = "until the account is closed" if duration == "P0D" else f"{duration} from: {starts}"
    return time, held["erasure"] + (f": {held['keep_reason']}" if "keep_reason" in held else "")
