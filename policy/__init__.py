"""The privacy policy, clause by clause: what it says, what proves it, and its published versions.

`clauses/` holds every sentence of `seed.txt` and the ones that the law asks for besides. `python -m policy` renders
what is true now into `functions/privacy/published/`, which the room `privacy` serves.
"""
