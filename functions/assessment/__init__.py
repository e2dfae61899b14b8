"""Assessment: placements and quizzes, graded once, and contested grades with their review."""

import inarax.cold_start  # noqa: F401  first of all
