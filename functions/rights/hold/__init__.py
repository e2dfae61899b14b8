"""Holds on what an erasure would delete: how they are placed, reviewed, lifted and shown."""
