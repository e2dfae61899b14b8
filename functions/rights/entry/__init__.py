"""What a privacy admin enters for a learner who proved who they are, and who has to approve it."""
