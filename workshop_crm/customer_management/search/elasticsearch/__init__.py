"""The search index in Elasticsearch: a copy of every customer's search keys, made for a million of them and more.

- `client`: the connection, and how its failing is told
- `mapping`: settings and fields of the index, everything a bare server of version 8 has
- `queries`: every request body of the search
- `documents`: customers as the index holds them
- `writing`: bulk writes that no older state can overtake
- `rebuild`: a new index beside the old one, switched by alias
- `outbox`: which customers changed since, written in their transaction, delivered after it
- `choice`, `leaving`: what follows when Elasticsearch is chosen or given up
- `outage`: for how long the engine is left alone after it failed
- `health`: what an administrator is shown

The database stays the truth: the index holds nothing that `profile/keys.py` has not written first.
"""
