"""The kinds of pages whose visits may be counted: the routes of the web client, with their parameters left open."""

from enum import StrEnum


class Page(StrEnum):
    """A route as the client's table of routes spells it."""

    FRONT = "/"
    AGE = "/age"
    COURSE = "/courses/:course"
    CHOICES = "/courses/:course/choices"
    PLACING = "/courses/:course/placement"
    PLACEMENT = "/courses/:course/placements/:attempt"
    LESSON = "/courses/:course/lessons/:lesson"
    QUIZ = "/courses/:course/quizzes/:quiz/:attempt"
    MASTERY = "/courses/:course/mastery"
    CONTESTS = "/contests"
    PROFILE = "/profile"
    COOKIES = "/cookies"
    DATA = "/data"
    ERASURE = "/erasure"
    RESTRICTION = "/restriction"
    RECEIPT = "/receipt"
    CONFIRM_NEWS = "/news/confirm/:token"
    END_NEWS = "/news/unsubscribe/:token"
    END_REMINDERS = "/reminders/unsubscribe/:token"
    REVIEW = "/review"
    REQUESTS = "/requests"
    ENTERING = "/requests/new"
    REQUEST = "/requests/:request"
    HOLDS = "/holds"
    PLACING_A_HOLD = "/holds/new"
    HOLD = "/holds/:hold"
