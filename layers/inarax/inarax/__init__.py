"""What the rooms share: stores with their data declarations, sessions, problems, settings and logs."""
