"""Ways to break the small course, one rule each, and what must be reported where."""

from dataclasses import dataclass
from pathlib import Path

COURSE, ITEMS, MORE, KNOTS = "course.yaml", "items/knots.yaml", "items/sails.yaml", "items/more-knots.yaml"
FIRST, SECOND = "lessons/knots-1.md", "lessons/sails-1.md"


@dataclass(frozen=True)
class Break:
    """Replace `old` by `new` in `file`.

    The report `says` it at the line of `at` (else `new`) in `where` (else `file`).

    `alone`: nothing else is reported, since nothing else follows from it.
    """

    name: str
    file: str
    old: str
    new: str
    says: str
    at: str = ""
    where: str = ""
    alone: bool = True

    def apply(self, course: Path) -> str:
        """Break the course and give the file and line that must be reported, as a report writes them."""
        path = course / self.file
        text = path.read_text(encoding="utf-8")
        assert self.old in text
        path.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")
        place = course / (self.where or self.file)
        before, found, _ = place.read_text(encoding="utf-8").partition(self.at or self.new.strip())
        assert found
        return f"{place}:{before.count(chr(10)) + 1}: "


ID = "id: knot-1\n"

BREAKS = [
    # Ids and names
    Break("twin item", ITEMS, "id: knot-2", "id: knot-1", "is taken at", at="id: knot-1\n    kind: multiple"),
    Break("twin skill", COURSE, "{id: sails, title: Sails,", "{id: knots, title: K,",
          "skill knots: this id is taken at", alone=False),
    Break("twin level", COURSE, "{id: able", "{id: new", "level new: this id is taken at", at="{id: new, title: Able"),
    Break("no slug", ITEMS, "id: knot-4", "id: Knot 4", "use lower-case words joined by hyphens"),
    Break("another course's id", COURSE, "course: small", "course: smell", "course smell: its folder is small"),
    # References
    Break("item's skill", ITEMS, ID, ID + "    skill: oars\n", "no skill oars", at="skill: oars", alone=False),
    Break("item's lesson", ITEMS, ID, ID + "    lesson: l\n", "no lesson l", at="lesson: l\n"),
    Break("item's domain", ITEMS, ID, ID + "    domain: air\n", "no domain air", at="domain: air",
          alone=False),
    Break("lesson's domain", SECOND, "domain: ships", "domain: air", "no domain air", alone=False),
    Break("lesson's skill", SECOND, "skills: [sails]", "skills: [sails, oars]", "lesson sails-1: no skill oars"),
    Break("lesson's prerequisite", SECOND, "[knots-1]", "[knots-1, x]", "no lesson x"),
    Break("skill's prerequisite", COURSE, "requires: [knots]", "requires: [knots, oars]",
          "skill sails: no skill oars"),
    Break("goal's skill", COURSE, "sails: 0.5", "oars: 0.5", "goal skipper: no skill oars"),
    Break("module's lesson", COURSE, "[knots-1, sails-1]", "[knots-1, sails-1, y]", "module start: no lesson y"),
    Break("untaught", ITEMS, ID, ID + "    skill: sails\n", "lesson knots-1 does not teach sails", at=ID),
    Break("other domain", MORE, "domain: ships\n", "",
          "its lesson is of the domain ships", at="- {id: sail-1", alone=False),
    Break("domain in a lesson for everybody", ITEMS, ID, ID + "    uses: [quiz]\n    domain: ships\n",
          "its lesson is for everybody", at="domain: ships", alone=False),
    Break("domain in the placement", MORE, "value: 1, uses: [quiz]", "value: 1, uses: [placement, quiz]",
          "a placement is the same for everybody", at="- {id: sail-1"),
    # Order
    Break("no module", COURSE, "[knots-1, sails-1]", "[knots-1]", "in 0 modules", at="id: sails-1", where=SECOND),
    Break("two places", COURSE, "[knots-1, sails-1]", "[knots-1, sails-1, sails-1]",
          "in 2 modules", at="id: sails-1", where=SECOND),
    Break("circle of skills", COURSE, "title: Knots}", "title: Knots, requires: [sails]}",
          "in a circle (knots -> sails -> knots)", alone=False),
    Break("circle of lessons", FIRST, "minutes", "requires: [sails-1]\nminutes",
          "in a circle (knots-1 -> sails-1 -> knots-1)"),
    Break("no foundation", SECOND, "[knots-1]", "[]",
          "sails rests on knots, which no lesson before it teaches", at="requires: []"),
    Break("levels unordered", COURSE, "from: 0}", "from: 0}\n  - {id: top, title: T, from: -1}",
          "must be above the level before it (0)", at="id: top"),
    Break("first level bounded", COURSE, "from: null", "from: -2", "the first level has no lower bound"),
    Break("second level unbounded", COURSE, "from: 0}", "from: null}", "only the first level", at="title: Able"),
    # Keys of items
    Break("two correct", ITEMS, "misconception: trusts any knot", "correct: true",
          "item knot-1: 2 options are correct", at="options:"),
    Break("none wrong", ITEMS, "misconception: trusts looks", "correct: true",
          "item knot-2: no option is wrong", at="options:\n      a: {text: Sheet bend"),
    Break("none correct", ITEMS, "Sheet bend, correct: true", "Sheet bend, misconception: m",
          "item knot-2: no option is correct", at="options:\n      a: {text: Sheet bend"),
    Break("no explanation", ITEMS, "true, explanation: It holds.", "true",
          "item knot-1: option a: every option needs an explanation", at="a: {text: Bowline"),
    Break("no misconception", ITEMS, "slips., misconception: trusts any knot", "slips.",
          "item knot-1: option b: every wrong option needs a misconception", at="b: {text: Granny"),
    Break("needless misconception", ITEMS, "correct: true", "correct: true, misconception: m",
          "item knot-1: option a: a correct option shows no misconception"),
    Break("negative tolerance", ITEMS, "tolerance: 0.1", "tolerance: -1", "item knot-3: tolerance: "),
    Break("no tolerance", ITEMS, "    tolerance: 0.1\n", "", "tolerance: missing: add this key", at="- id: knot-3"),
    Break("no value", ITEMS, "    value: 2\n", "", "item knot-3: value: missing: add this key", at="- id: knot-3"),
    Break("nothing accepted", ITEMS, "accepted: [bowline]", "accepted: []", "item knot-4: accepted: "),
    Break("near number is right", ITEMS, "value: 4", "value: 2.05", "within the tolerance of the key"),
    Break("near text is right", ITEMS, "{text: granny", "{text: BowLine", "also accepted"),
    Break("near text is right but for punctuation", ITEMS, "{text: granny", "{text: '“Bowline”!'", "also accepted",
          at="{text: '“Bow"),
    Break("anything accepted", ITEMS, "[bowline]", "[bowline, '.']", "accepted '.': nothing is left of it",
          at="accepted:"),
    Break("anything near", ITEMS, "{text: granny", "{text: '\"?\"'", "nothing is left of it", at="{text: '\"?"),
    Break("longer than can be sent", ITEMS, "[bowline]", f"[bowline, {201 * 'x'}]", "has 201 characters: at most 200",
          at="accepted:"),
    Break("number for text", ITEMS, "[bowline]", "[4094]", "in quotes if it looks like a number"),
    Break("too flat", ITEMS, "a: 1\n", "a: 0.2\n", "item knot-1: a: "),
    Break("too steep", ITEMS, "a: 1\n", "a: 3.1\n", "item knot-1: a: "),
    Break("out of reach", ITEMS, "b: -1\n", "b: -4.5\n", "item knot-4: b: "),
    Break("unknown kind", ITEMS, "kind: text", "kind: essay", "item knot-4: kind must be one of single, multiple"),
    Break("unknown use", ITEMS, ID, ID + "    uses: [exam]\n", "item knot-1: uses.0: ", at="uses: [exam]"),
    Break("pilot that counts", ITEMS, ID, ID + "    uses: [pilot, quiz]\n", "write uses: [pilot]", at="uses: [pilot",
          alone=False),
    Break("pilot of a domain", MORE, "uses: [quiz]", "uses: [pilot]", "a pilot is asked of everybody",
          at="- {id: sail-1", alone=False),
    # Weights and counts
    Break("no weight", COURSE, "sails: 0.5", "sails: 0", "goal skipper: weight 0 of sails"),
    Break("too much weight", COURSE, "sails: 0.5", "sails: 1.5", "above 0 and at most 1"),
    Break("large quiz", SECOND, "items: 4", "items: 9", "asks 9 of 8 items: write more or ask fewer"),
    Break("small pool", KNOTS, "uses: [placement, quiz]", "uses: [quiz]",
          "19 items may be used in it", at="placement:", where=COURSE),
    Break("long placement", COURSE, "max_items: 5", "max_items: 21", "max_items is above the 20 items"),
    Break("placement without a goal", COURSE, "  target_sd: 0.4\n", "", "give one of the two", at="placement:"),
    Break("placement with two goals", COURSE, "  target_sd: 0.4\n", "  target_sd: 0.4\n  worth: 0.004\n",
          "give one of the two", at="placement:"),
    Break("placement too short for a pilot", MORE, "domain: ships\nitems:\n",
          "domain: ships\nitems:\n  - {id: sail-0, domain: null, uses: [pilot], value: 1, kind: numeric, a: 1, b: 0, "
          "stem: Count., tolerance: 0, explanation: Yes.}\n",
          "after 5 other items at the earliest: raise max_items", at="max_items", where=COURSE, alone=False),
    # Files
    Break("unknown key of item", ITEMS, ID, ID + "    hint: no\n", "item knot-1: hint: unknown key", at="hint: no"),
    Break("unknown key of items", MORE, "skill: sails\n", "skill: sails\nskil: s\n",
          "unknown key skil", at="skil: s\n"),
    Break("unknown key of lesson", FIRST, "minutes", "tags: [a]\nminutes", "lesson knots-1: tags: unknown key"),
    Break("unknown key of course", COURSE, "language", "owner: me\nlanguage", "owner: unknown key"),
    Break("key given twice", COURSE, "language: en", "language: en\nlanguage: de", "is given twice", at="language: de"),
    Break("alias", COURSE, "language: en", "language: *other", "aliases are not allowed"),
    Break("no front matter", FIRST, "---\nid", "id", "no front matter", alone=False),
    Break("image", FIRST, "A **", "First.\n\n![k](http://x.test/k.png) A **", "a course holds text only", at="![k]"),
    Break("image in a question", ITEMS, "stem: Which holds?", "stem: 'Which? ![k](http://x.test/k.png)'",
          "item knot-1: image http://x.test/k.png: a course holds text only", at="stem: 'Which? !"),
    Break("image in an option", ITEMS, "text: Granny", "text: '    ![k](//x.test/k.png)'",
          "item knot-1: option b: image //x.test/k.png: a course holds text only", at="b: {text: '    !"),
    Break("not YAML", ITEMS, "[bowline]", "[bowline", "not readable as YAML", at="explanation: So"),
    Break("no items", MORE, "items:", "questions:", "give the file a list under the key items", at="skill:"),
]  # fmt: skip
