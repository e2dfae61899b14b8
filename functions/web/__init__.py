"""The web client: what a browser loads, and a page for every problem."""
