"""Adaptive learning: placement, mastery, signals, review and path.

Pure functions on frozen values; the clock and the randomness are passed in.
"""
