"""How learners ask for something themselves, and join what is under way."""
