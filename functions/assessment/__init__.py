"""Assessment: placements and quizzes, graded once, and contested grades with their review."""
