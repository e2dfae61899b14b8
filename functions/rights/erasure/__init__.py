"""Erasure (art. 17 GDPR): how it goes on, by which plan and means, what holds keep of it, and its receipt."""
