"""Placement: a computerized adaptive test over one ability, from the first question to a level with its confidence."""
