"""Reasonable doubt who asked (art. 12(6) GDPR): what waits for proof meanwhile, and until when."""
