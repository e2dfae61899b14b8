"""GET /courses and GET /courses/{course}: which courses there are, and the structure of one. Public.

Purpose: learning. Stores: courses (read), and the published outlines in S3 (read).
"""

from inarax import access, courses, http, problems
from inarax.ids import SlugInPath
from inarax.stores import courses as editions
from inarax.stores.base import read
from learning.outlines import Catalogue, CourseListing, CourseOutline

app = http.Api(access.anyone)


@app.get("/courses")
def catalogue() -> Catalogue:
    """Every course, with its current version."""
    return Catalogue(courses=[_listing(edition) for edition in editions.shelf()])


@app.get("/courses/<course>", **http.may(problems.NotFound))
def outline(course: SlugInPath) -> CourseOutline:
    """The structure of a course's current version: modules, lessons, skills, domains, goals, levels."""
    (edition,) = read(editions.current(course))
    if edition is None:
        raise problems.NotFound
    published = courses.outline(course, edition.version)
    return CourseOutline.model_validate({**published.raw, "version": edition.version})


def _listing(edition: editions.Edition) -> CourseListing:
    return CourseListing(course=edition.course, version=edition.version, title=edition.title, summary=edition.summary)


handler = http.handler(app, __name__)
