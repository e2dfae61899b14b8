"""Published course versions, read from S3 once and kept while the environment is warm: a version never changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self

from inarax import aws, problems, settings

_KEPT = 8
"""Versions kept per environment: a course outline and its items are about 200 kB parsed."""


class Quiz(NamedTuple):
    """How many items a lesson's quiz asks, and the share of right answers that passes."""

    items: int
    passes: float


class Lesson(NamedTuple):
    """A lesson without its text."""

    id: str
    title: str
    module: str
    skills: tuple[str, ...]
    requires: tuple[str, ...]
    minutes: int
    remedial: bool
    domain: str | None
    quiz: Quiz | None

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """From the outline's JSON."""
        quiz = raw["quiz"]
        return cls(
            id=raw["id"],
            title=raw["title"],
            module=raw["module"],
            skills=tuple(raw["skills"]),
            requires=tuple(raw["requires"]),
            minutes=raw["minutes"],
            remedial=raw["kind"] == "remedial",
            domain=raw["domain"],
            quiz=Quiz(quiz["items"], quiz["pass"]) if quiz else None,
        )


@dataclass(frozen=True)
class Outline:
    """A course version's structure: `raw` is the published outline, the rest typed views of it."""

    course: str
    version: str
    raw: Mapping[str, Any]

    @cached_property
    def lessons(self) -> Mapping[str, Lesson]:
        """Lessons by id, in the order of the course."""
        found = {raw["id"]: Lesson.of(raw) for raw in self.raw["lessons"]}
        return {lesson: found[lesson] for module in self.raw["modules"] for lesson in module["lessons"]}

    @cached_property
    def skills(self) -> Mapping[str, tuple[str, ...]]:
        """Skill id to the skills it builds on."""
        return {skill["id"]: tuple(skill["requires"]) for skill in self.raw["skills"]}

    @cached_property
    def goals(self) -> Mapping[str, Mapping[str, float]]:
        """Goal id to the weight of each of its skills."""
        return {goal["id"]: goal["skills"] for goal in self.raw["goals"]}

    @cached_property
    def domains(self) -> frozenset[str]:
        """The ids of the course's domains (tracks)."""
        return frozenset(domain["id"] for domain in self.raw["domains"])

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles of lessons and skills, for texts that a learner reads."""
        return {each["id"]: each["title"] for each in (*self.raw["skills"], *self.raw["lessons"])}

    def lesson(self, lesson: str) -> Lesson:
        """A lesson of this version; NotFound if there is none of that id."""
        try:
            return self.lessons[lesson]
        except KeyError:
            raise problems.NotFound from None


@lru_cache(_KEPT)
def outline(course: str, version: str) -> Outline:
    """The structure of a course version."""
    return Outline(course, version, _object(course, version, "outline.json"))


@lru_cache(128)
def lesson_text(course: str, version: str, lesson: str) -> Mapping[str, str]:
    """A lesson's title, markdown and html."""
    text: Mapping[str, str] = _object(course, version, f"lessons/{lesson}.json")
    return text


@lru_cache(_KEPT)
def items(course: str, version: str) -> Mapping[str, Mapping[str, Any]]:
    """Every item of a course version by id, as published: what may be shown, and its parameters a and b."""
    published = _object(course, version, "items.json")
    return {item["id"]: {**item, "parameters": published["parameters"]} for item in published["items"]}


def _object(course: str, version: str, path: str) -> Any:
    return read_object(settings.current().bucket("courses"), f"{course}/{version}/{path}")


def read_object(bucket: str, key: str) -> Any:
    """A JSON object that was published."""
    content = aws.object_at(bucket, key)
    if content is None:
        raise problems.NotFound
    return json.loads(content)
