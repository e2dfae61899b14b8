"""The published versions of the mastery model, by name. A published version never changes."""

from adaptive.parameters import Growth, Kind, Parameters

# For courses of which nothing was measured yet, with difficulties as their authors state them: fitted to simulated
# learners of many kinds together and rounded; then the share of growth and the half-life were set by hand, so that no
# kind of learner is foretold much worse than another.
DEFAULT = Parameters(
    "2026-11-default",
    kinds=(
        Kind(share=0.33, initial=0.29, learn=0.13, known=2.2, unknown=-2.4),
        Kind(share=0.06, initial=0.06, learn=0.03, known=2.2, unknown=-2.4),
        Kind(share=0.09, initial=0.29, learn=0.06, known=1.9, unknown=0.3),
    ),
    growth=Growth(
        share=0.52,
        mean=0.35,
        deviation=1.1,
        right=0.09,
        wrong=0.02,
        lately_right=0.2,
        lately_wrong=0.0,
        wander=0.0,
    ),
    half_life_days=27.0,
    trust=0.8,
)
VERSIONS = {DEFAULT.version: DEFAULT}
