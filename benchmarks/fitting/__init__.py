"""Fitting the mastery model to the evidence of learners: of a simulated world, or of a CSV file of real ones."""
