"""When two short texts are one answer: grading asks it of what a learner sent, the check of a course of its keys."""

import re
import unicodedata

LONGEST = 200
"""So many characters may be sent as the answer to an item that asks for a short text."""

_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def normalized(text: str) -> str:
    """One spelling for texts that differ in case, width, spaces, quotes, dashes or final punctuation alone.

    Punctuation inside stays, since in an address or a command it is the answer; only a hyphen between letters equals
    a space.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    typed = "".join(map(_typed, folded))
    return " ".join(_BETWEEN_WORDS.sub(" ", typed).split()).lstrip("'\"` ").rstrip("'\"` .,;!?")


def _typed(character: str) -> str:
    """A dash or quotation mark as a keyboard has it."""
    match unicodedata.category(character):
        case "Pd":
            return "-"
        case "Pi" | "Pf":
            return "'"
        case _:
            return "-" if character == "\N{MINUS SIGN}" else character
