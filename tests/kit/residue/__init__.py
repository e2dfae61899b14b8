"""The scanner that looks for what is left of somebody: what is searched for, how, and where."""
