"""Rules about how the parts of a course refer to each other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from authoring.graph import ancestors, cycles
from authoring.marks import KeyPath, Marks
from authoring.models import Item, Lesson, Manifest, Page
from authoring.problems import Problem
from authoring.source import Draft, Located


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of one kind that may be referred to."""

    what: str
    known: frozenset[str]

    def missing(self, marks: Marks, title: str, names: Iterable[str | None], path: KeyPath) -> Iterator[Problem]:
        """Report the names at `path` (a list, or one value) that are not known; None refers to nothing."""
        for n, name in enumerate(names):
            if name is not None and name not in self.known:
                yield marks.error(f"{title}no {self.what} {name}: correct the name or add it", *path, n)


def _skills(manifest: Manifest) -> Names:
    return Names("skill", frozenset(skill.id for skill in manifest.skills))


def _domains(manifest: Manifest) -> Names:
    return Names("domain", frozenset(domain.id for domain in manifest.domains))


def _lessons(draft: Draft) -> Names:
    return Names("lesson", frozenset(draft.lesson_ids))


def check_ids(draft: Draft) -> Iterator[Problem]:
    """No two of a kind share an id."""
    yield from _twice("lesson", ((page.value.lesson.id, page.marks, ("id",)) for page in draft.pages))
    yield from _twice("item", ((item.value.id, item.marks, ("id",)) for item in draft.items))
    if draft.manifest:
        manifest, marks = draft.manifest.value, draft.manifest.marks
        for key in ("modules", "skills", "domains", "goals", "levels"):
            entries = ((entry.id, marks, (key, n, "id")) for n, entry in enumerate(getattr(manifest, key)))
            yield from _twice(key.removesuffix("s"), entries)


def _twice(what: str, entries: Iterable[tuple[str, Marks, KeyPath]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, marks, path in entries:
        here = f"{marks.file}:{marks.line(*path)}"
        if name in first:
            yield marks.error(f"{what} {name}: this id is taken at {first[name]}: choose another", *path)
        first.setdefault(name, here)


def check_name(manifest: Located[Manifest], folder: str) -> Iterator[Problem]:
    """A course has its folder's name as its id: two folders with one id would replace what each other published."""
    name = manifest.value.course
    if name != folder:
        message = f"course {name}: its folder is {folder}: give both the same name, so that no two courses share an id"
        yield manifest.marks.error(message, "course")


def check_manifest(draft: Draft, manifest: Located[Manifest]) -> Iterator[Problem]:
    """Modules, skills, goals and levels of `course.yaml`."""
    course, marks = manifest.value, manifest.marks
    skills, lessons = _skills(course), _lessons(draft)
    for n, module in enumerate(course.modules):
        yield from lessons.missing(marks, f"module {module.id}: ", module.lessons, ("modules", n, "lessons"))
    for n, skill in enumerate(course.skills):
        yield from skills.missing(marks, f"skill {skill.id}: ", skill.requires, ("skills", n, "requires"))
    for n, goal in enumerate(course.goals):
        where: KeyPath = ("goals", n, "skills")
        for name, weight in goal.skills.items():
            yield from skills.missing(marks, f"goal {goal.id}: ", [name], (*where, name))
            if not 0 < weight <= 1:
                message = f"goal {goal.id}: weight {weight:g} of {name}: give one above 0 and at most 1"
                yield marks.error(message, *where, name)
    yield from _cycles("skill", {s.id: s.requires for s in course.skills}, lambda name: (marks, _skill(course, name)))
    yield from _levels(course, marks)


def _skill(course: Manifest, name: str) -> KeyPath:
    return ("skills", next(n for n, skill in enumerate(course.skills) if skill.id == name), "requires")


def _levels(course: Manifest, marks: Marks) -> Iterator[Problem]:
    bound: float | None = None
    for n, level in enumerate(course.levels):
        title, where = f"level {level.id}: ", ("levels", n, "from")
        if n == 0:
            if level.lower is not None:
                yield marks.error(f"{title}the first level has no lower bound: write from: null", *where)
        elif level.lower is None:
            yield marks.error(f"{title}only the first level has no lower bound: give a theta", *where)
        elif bound is not None and level.lower <= bound:
            yield marks.error(f"{title}from {level.lower:g} must be above the level before it ({bound:g})", *where)
        bound = level.lower if level.lower is not None else bound


def check_lessons(draft: Draft, manifest: Manifest) -> Iterator[Problem]:
    """What lessons' front matter names exists, and each stands in exactly one module, after what it rests on."""
    skills, domains, known = _skills(manifest), _domains(manifest), _lessons(draft)
    places = Counter(name for module in manifest.modules for name in module.lessons)
    for page in draft.pages:
        lesson, marks = page.value.lesson, page.marks
        title = f"lesson {lesson.id}: "
        yield from skills.missing(marks, title, lesson.skills, ("skills",))
        yield from known.missing(marks, title, lesson.requires, ("requires",))
        yield from domains.missing(marks, title, [lesson.domain], ("domain",))
        if places[lesson.id] != 1:
            count = places[lesson.id]
            yield marks.error(
                f"{title}it stands in {count} modules: name it in exactly one module of course.yaml", "id"
            )
    graph = {page.value.lesson.id: page.value.lesson.requires for page in draft.pages}
    marks_of = {page.value.lesson.id: page.marks for page in draft.pages}
    yield from _cycles("lesson", graph, lambda name: (marks_of[name], ("requires",)))
    yield from _foundations(draft.pages, manifest)


def _foundations(pages: Sequence[Located[Page]], manifest: Manifest) -> Iterator[Problem]:
    """A skill's prerequisites are taught by the lesson itself or by a lesson it rests on."""
    needs = {skill.id: skill.requires for skill in manifest.skills}
    lessons: dict[str, Lesson] = {page.value.lesson.id: page.value.lesson for page in pages}
    graph = {name: lesson.requires for name, lesson in lessons.items()}
    for page in pages:
        lesson = page.value.lesson
        below = ancestors(graph, lesson.id)
        if not below <= lessons.keys():
            continue  # A lesson it rests on is missing or unreadable, which is reported already.
        before = {skill for name in below for skill in lessons[name].skills}
        for skill in lesson.skills:
            for need in needs.get(skill, ()):
                if need in needs and need not in before | set(lesson.skills):
                    message = f"{skill} rests on {need}, which no lesson before it teaches: require one that does"
                    yield page.marks.error(f"lesson {lesson.id}: {message}", "requires")


def check_items(draft: Draft, manifest: Manifest) -> Iterator[Problem]:
    """What items name exists, and an item is of its lesson's domain: a quiz asks no other."""
    skills, domains, known = _skills(manifest), _domains(manifest), _lessons(draft)
    lessons = {page.value.lesson.id: page.value.lesson for page in draft.pages}
    for located in draft.items:
        item, marks = located.value, located.marks
        title = f"item {item.id}: "
        yield from skills.missing(marks, title, [item.skill], ("skill",))
        yield from known.missing(marks, title, [item.lesson], ("lesson",))
        yield from domains.missing(marks, title, [item.domain], ("domain",))
        if item.lesson in lessons:
            yield from _fits(item, lessons[item.lesson], marks, title)


def _fits(item: Item, lesson: Lesson, marks: Marks, title: str) -> Iterator[Problem]:
    if item.skill not in lesson.skills:
        yield marks.error(f"{title}lesson {lesson.id} does not teach {item.skill}: name one that does", "lesson")
    if lesson.domain and item.domain != lesson.domain:
        yield marks.error(f"{title}its lesson is of the domain {lesson.domain}: give the item that domain", "domain")
    if lesson.domain is None and item.domain:
        yield marks.error(
            f"{title}its lesson is for everybody, and its quiz asks no item of a domain: remove it", "domain"
        )


def _cycles(
    what: str, graph: dict[str, tuple[str, ...]], place: Callable[[str], tuple[Marks, KeyPath]]
) -> Iterator[Problem]:
    for ring in cycles(graph):
        marks, path = place(ring[0])
        chain = " -> ".join((*ring, ring[0]))
        yield marks.error(f"{what} {ring[0]}: its prerequisites go in a circle ({chain}): take one out", *path)
