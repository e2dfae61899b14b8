"""The data map: everything that is held about people, where, why, for how long and who may reach it.

Assembled from the code (`inarax.stores`, `inarax.cookies`), from `places` for what lies outside tables, and from
template.yaml; rendered by `make map`; held against what is deployed by `datamap.held`. None of it runs in a function.
"""
