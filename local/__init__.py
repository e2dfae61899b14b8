"""The whole stack on one machine: start it, load it, put one origin before it, stop it."""
