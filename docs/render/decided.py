"""What the engine decides about learners: by which model, for which doors, and who may see, doubt and review it."""

from typing import NamedTuple

type Route = tuple[str, str]
"""A method and a path of the API."""

_MASTERY: Route = ("get", "/me/courses/{course}/mastery")
_CONTEST: Route = ("post", "/me/contests")
_NEXT: Route = ("get", "/me/courses/{course}/next")
_OBJECT: Route = ("put", "/me/objections/{purpose}")


class Decision(NamedTuple):
    """One sort of decision; routes and doors that are not there make the file fail to render."""

    what: str
    how: str
    effect: str
    model: str
    doors: tuple[str, ...]
    seen: tuple[Route, ...]
    doubted: tuple[Route, ...]
    reviewed: tuple[Route, ...]


DECISIONS = (
    Decision(
        "Level of a placement",
        "From answers to at most as many questions as the course says, asked by what each tells. Where a course tries "
        "out new questions, two at most are asked beside them; the learner is told so, and these answers do not count.",
        "It is where beliefs begin, so it decides which lessons are left out.",
        "adaptive.placement",
        ("assessment.placements", "assessment.placement_answers"),
        (("get", "/courses/{course}/placements/{attempt}"), _MASTERY),
        (_CONTEST,),
        (("post", "/contests/{contest}/placements"),),
    ),
    Decision(
        "Whether a skill is known",
        "A probability, moved by each answer to a question on that skill, and by time; read, while there are few, with "
        "what answers on the skills it builds on, and on those that build on it, say.",
        "It decides which lessons are offered and, by answers on the skill alone, which are left out.",
        "adaptive.mastery",
        ("assessment.submissions", "assessment.placement_answers"),
        (_MASTERY,),
        (_CONTEST,),
        (("post", "/contests/{contest}/regrades"),),
    ),
    Decision(
        "Which questions a quiz asks",
        "What was never answered comes first. Among these, by what is believed of each skill, one of those that the "
        "learner answers right with a chance near three in four.",
        "It decides how hard a quiz is, and not what passes it; an answer moves a belief by how hard its question was.",
        "adaptive.mastery",
        ("assessment.quizzes",),
        (("get", "/courses/{course}/quizzes/{quiz}/attempts/{attempt}"), _MASTERY),
        (_OBJECT,),
        (),
    ),
    Decision(
        "Struggling, or advancing quickly",
        "From the same belief, run ahead: whether mastery is likely within ten tries.",
        "Struggling decides whether help is offered; advancing quickly is shown to the learner, and decides nothing.",
        "adaptive.signals",
        ("personalization.signals",),
        (_MASTERY,),
        (("post", "/me/courses/{course}/mastery/{skill}/contests"), _OBJECT),
        (("post", "/contests/{contest}/signals"), ("put", "/accounts/{learner}/objections/{purpose}/override")),
    ),
    Decision(
        "When a skill is reviewed",
        "From the distances between right and wrong answers on it.",
        "It decides when a completed lesson is offered again.",
        "adaptive.review",
        ("assessment.submissions",),
        (_NEXT,),
        (_OBJECT,),
        (),
    ),
    Decision(
        "The next lesson",
        "From all of these, the goal and domain that the learner chose, and what they completed.",
        "It is an offer: every lesson whose prerequisites hold can be opened.",
        "adaptive.path",
        ("personalization.next_lesson",),
        (_NEXT,),
        (_OBJECT,),
        (),
    ),
)
