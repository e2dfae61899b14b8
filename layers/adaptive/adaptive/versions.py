"""The published versions of the mastery model, by name. A published version never changes."""

from dataclasses import replace

from adaptive.parameters import Growth, Kind, Parameters, Pull

# For courses of which nothing was measured yet, with difficulties as their authors state them: fitted to simulated
# learners of many kinds together and rounded; then the share of growth and the half-life were set by hand, so that no
# kind of learner is foretold much worse than another.
ALONE = Parameters(
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
# The same of each skill, which is now read with what answers on its neighbours say: by strengths that
# `benchmarks/prerequisites/strengths` chose on simulated courses.
DEFAULT = replace(ALONE, version="2026-12-default", pull=Pull(advanced=0.05, required=0.15))
VERSIONS = {each.version: each for each in (ALONE, DEFAULT)}
