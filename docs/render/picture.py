"""`make openapi` also draws docs/system.svg: the rooms with their doors, the stores, and who reads or writes what.

Everything in the picture comes from template.yaml, so it shows what is deployed.
"""

from html import escape
from pathlib import Path

from datamap import functions
from datamap.template import resources

TARGET = Path(__file__).parents[1] / "system.svg"

_KINDS = ("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Cognito::UserPool", "AWS::KMS::Key", "AWS::SQS::Queue")
_SHAPES = {"AWS::S3::Bucket": "bucket", "AWS::DynamoDB::Table": "table"}
_READS = {"BatchGetItem", "GetItem", "Query", "GetObject", "GetRecords", "VerifyMac", "GetSecretValue", "GetParameter"}
_COLORS = {
    "identity": "#2f6f9f",
    "learning": "#3f7d3f",
    "assessment": "#b4532a",
    "personalization": "#7d4a9e",
    "privacy": "#1f7a72",
    "notices": "#9a6b1f",
    "rights": "#4a5aa8",
    "security": "#8a2f4a",
    "web": "#666",
}
_LINE, _GAP, _WIDTH = 19, 16, 1080
_ROOM_X, _ROOM_W, _STORE_X, _STORE_W = 300, 260, 800, 220

_COMMON = {"Sessions", "Standings", "Requests", "Addresses"}
"""Every door that knows its caller uses these; only identity's arrows to them are drawn."""

type Links = dict[tuple[str, str], bool]
"""Room and store, to whether the room writes the store."""


def rooms() -> dict[str, list[str]]:
    """Room to its doors, in the template's order."""
    found: dict[str, list[str]] = {}
    for door in functions.DOORS:
        room, name = functions.module_name(door).split(".")
        found.setdefault(room, []).append(name.replace("_", " "))
    return found


def stores() -> dict[str, str]:
    """Store to its kind, in the template's order."""
    return {name: kind for kind in _KINDS for name in resources(kind)}


def links() -> Links:
    """Which room touches which store."""
    found: Links = {}
    for door in functions.DOORS:
        room = functions.module_name(door).split(".", maxsplit=1)[0]
        for store, actions in functions.granted(door).items():
            name = store.split("/", maxsplit=1)[0]
            if name in stores():
                writes = bool({action.split(":")[1] for action in actions} - _READS - {"ConditionCheckItem"})
                found[room, name] = found.get((room, name), False) or writes
    return {
        (room, store): writes
        for (room, store), writes in sorted(found.items())
        if room == "identity" or store not in _COMMON
    }


def draw() -> str:
    """The picture."""
    parts: list[str] = []
    room_y, y = {}, 60
    for room, doors in rooms().items():
        height = _LINE * (len(doors) + 1) + 14
        room_y[room] = y + height / 2
        parts.append(_box(_ROOM_X, y, _ROOM_W, height, _COLORS[room], "#fff"))
        parts.append(_text(_ROOM_X + 14, y + 22, room, _COLORS[room], bold=True))
        parts += [_text(_ROOM_X + 14, y + 22 + _LINE * n, door) for n, door in enumerate(doors, 1)]
        y += height + _GAP
    bottom = y
    step = (bottom - 60) / len(stores())
    store_y = {name: 60 + step * (n + 0.5) for n, name in enumerate(stores())}
    for name, kind in stores().items():
        parts.append(_box(_STORE_X, store_y[name] - 13, _STORE_W, 26, "#999", "#f7f7f4"))
        parts.append(_text(_STORE_X + 12, store_y[name] + 5, f"{name}  ({_SHAPES.get(kind, kind.split('::')[-1])})"))
    curves = [_curve(room_y[room], store_y[store], _COLORS[room], writes) for (room, store), writes in links().items()]
    middle = bottom / 2
    parts.append(_box(30, middle - 60, 170, 120, "#333", "#fff"))
    for n, line in enumerate(("web and mobile", "HTTPS, one origin", "API Gateway", "firewall, throttling")):
        parts.append(_text(44, middle - 32 + n * _LINE, line, bold=n == 0))
    curves += [
        f'<path d="M200 {middle} C250 {middle} 250 {at} {_ROOM_X} {at}" fill="none" stroke="#333"/>'
        for at in room_y.values()
    ]
    common = "every signed-in door also reads Sessions, Standings and writes Requests, Addresses"
    legend = f"solid: writes · dashed: only reads · {common}"
    parts.append(_text(_ROOM_X, bottom + 14, legend, "#555"))
    style = "font-family:system-ui,sans-serif;font-size:13px"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom + 34:.0f}" style="{style}">'
    ground = f'<rect width="{_WIDTH}" height="{bottom + 34:.0f}" fill="#fcfcfa"/>'
    title = _text(_ROOM_X, 36, "What is deployed: rooms and their doors, and the stores they may touch", bold=True)
    return "\n".join([head, ground, title, *curves, *parts, "</svg>"]) + "\n"


def _box(x: float, y: float, width: float, height: float, stroke: str, fill: str) -> str:
    shape = f'x="{x}" y="{y:.0f}" width="{width}" height="{height:.0f}" rx="6"'
    return f'<rect {shape} fill="{fill}" stroke="{stroke}"/>'


def _text(x: float, y: float, words: str, color: str = "#222", *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x}" y="{y:.0f}" fill="{color}"{weight}>{escape(words)}</text>'


def _curve(start: float, end: float, color: str, writes: bool) -> str:
    x, to = _ROOM_X + _ROOM_W, _STORE_X
    path = f"M{x} {start:.0f} C{x + 110} {start:.0f} {to - 110} {end:.0f} {to} {end:.0f}"
    dashes = "" if writes else ' stroke-dasharray="4 4"'
    return f'<path d="{path}" fill="none" stroke="{color}" stroke-width="1.3"{dashes}/>'


if __name__ == "__main__":
    TARGET.write_text(draw())
