"""Restriction (art. 18 GDPR): how it begins, changes, ends, and is shown."""
