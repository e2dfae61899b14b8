"""Adaptive learning: placement, mastery, signals and path.

Pure functions on frozen values; the clock and the randomness are passed in.
"""
