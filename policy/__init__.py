"""The privacy policy, clause by clause: what it says, what proves it, and its published versions.

`clauses/` holds every sentence of `seed.txt` and the ones that the law asks for besides. `python -m policy` renders
what is true now into `functions/privacy/published/`, which the room `privacy` serves.
"""


def material() -> tuple[str, ...]:
    """What a reader must be told of when it changes: a fact a line, each beginning with what sort of fact it is."""
    from policy import declared, deployed  # noqa: PLC0415  they need the product's packages, which a program finds first

    return tuple(sorted({*declared.facts(), *deployed.facts()}))
