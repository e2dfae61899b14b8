"""What an organization passes on of its members, and how the learner answers."""
