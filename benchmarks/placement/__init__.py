"""How many items a placement asks, and how evenly it shows them, beside catsim and what the literature proposes."""
