"""A learner's life through the public API, with a canary wherever a client can leave something."""

import itertools
from http import HTTPStatus
from typing import Any

from tests.kit.residue.people import Answered, Browser, Planted

LESSON = "bits"
_QUIZZES = 6
"""Attempts, before a quiz whose items change counts as having no item of a kind."""
_OK = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT})


class Refused(AssertionError):
    """A request that plants something was not taken."""


def plant(browser: Browser, person: Planted, course: str) -> None:
    """Everything that somebody who has just signed in can leave."""
    life = _Life(browser, person, course)
    life.profile()
    life.course()
    life.placement()
    life.quizzes()
    life.choices()
    life.noise()
    person.tokens |= {"session": browser.cookies["__Host-session"]}


class _Life:
    def __init__(self, browser: Browser, person: Planted, course: str) -> None:
        self.browser, self.person, self.course_id = browser, person, course
        browser.agent = f"{browser.agent} {person.word('user agent')}"

    def _ask(self, method: str, path: str, body: object = None, **headers: str) -> Answered:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if method == "POST":
            named.setdefault("Idempotency-Key", self.person.word(f"key {next(_numbers)}"))
        answer = self.browser.send(method, path, body, {"X-Canary": self.person.canaries["header"], **named})
        if answer.status not in _OK:
            raise Refused(f"{method} {path} answered {answer.status}: {answer.problem}")
        return answer

    def profile(self) -> None:
        """Name and image; the name is corrected, so that both are somewhere."""
        self.person.word("header")
        mine = self._ask("GET", "/me/profile")
        self.person.learner_id = mine.json["learner_id"]
        etag = {"If_Match": mine.headers["ETag"]}
        self._ask("PATCH", "/me/profile", {"name": self.person.canary("corrected name")}, **etag)
        self._ask("PUT", "/me/profile/image", self.person.picture("comment in an image"), Content_Type="image/png")
        self.person.images.append(self._ask("GET", "/me/profile/image", Accept="image/webp").body)

    def course(self) -> None:
        """Enrolled, with a wish in own words, and a lesson read."""
        self._ask("PUT", f"/me/courses/{self.course_id}")
        wish = {"domain": None, "goal": None, "deadline": None, "extra_time": 0, "note": self.person.canary("note")}
        self._ask("PUT", f"/me/courses/{self.course_id}/settings", wish, If_None_Match="*")
        self._ask("PUT", f"/me/courses/{self.course_id}/lessons/{LESSON}/opened")

    def placement(self) -> None:
        """The placement, answered to its end."""
        path = f"/courses/{self.course_id}/placements"
        attempt = self._ask("POST", path, {}).json
        while attempt["item"]:
            answer = {"item": attempt["item"]["id"], "answer": self._answer(attempt["item"], "placement")}
            attempt = self._ask("POST", f"{path}/{attempt['attempt']}/answers", answer).json

    def quizzes(self) -> None:
        """Quizzes, until a text and a number were asked for; then a grade is contested."""
        quiz, wanted = f"/courses/{self.course_id}/quizzes/{LESSON}", {"text", "numeric"}
        for _ in range(_QUIZZES):
            attempt = self._ask("POST", f"{quiz}/attempts", {}).json
            for item in attempt["items"]:
                answer = {"attempt": attempt["attempt"], "item": item["id"], "answer": self._answer(item, "quiz")}
                self._ask("POST", f"{quiz}/submissions", answer)
                wanted -= {item["kind"]}
            if not wanted:
                break
        asked = {"attempt": attempt["attempt"], "item": attempt["items"][0]["id"]}
        self._ask("POST", "/me/contests", asked | {"text": self.person.canary("contest")})

    def _answer(self, item: Any, where: str) -> dict[str, Any]:
        match item["kind"]:
            case "single" | "multiple":
                return {"options": [item["options"][-1]["id"]]}
            case "numeric":
                return {"number": self.person.number(f"{where} number {next(_numbers)}")}
        return {"text": self.person.canary(f"{where} text {next(_numbers)}")}

    def choices(self) -> None:
        """Consents, news, an objection that is taken back."""
        self._ask("PUT", "/me/consents/usage", {"version": 1})
        self._ask("PUT", "/me/consents/news", {"version": 1})
        self._ask("PUT", "/me/objections/signals")
        self._ask("DELETE", "/me/objections/signals")

    def noise(self) -> None:
        """What no door keeps: other headers and cookies, addresses and bodies that are refused."""
        word = self.person.word
        self._ask(
            "GET", "/me/courses", Referer=f"https://{word('referrer')}.example/", Accept_Language=word("language")
        )
        self._ask("GET", "/me/courses", X_Forwarded_For=f"198.51.100.7, {word('forwarded')}", From=self.person.email)
        for path, body in (
            (f"/me/{word('path')}", None),
            (f"/me/courses/{word('course').lower()}?{word('query')}={word('value')}", None),
            (f"/me/courses/{self.course_id}/settings", {"note": [word("refused note")], word("field"): 1}),
            ("/me/contests", {"attempt": word("attempt"), "item": word("item"), "text": word("refused text")}),
            ("/me/profile/image", word("no image").encode()),
        ):
            method = "GET" if body is None else "POST" if path == "/me/contests" else "PUT"
            headers = {"Idempotency-Key": word("refused key"), "If-Match": f'"{word("tag")}"'}
            answer = self.browser.send(method, path, body, headers)
            if answer.status in _OK:
                raise Refused(f"{method} {path} was meant to be refused")


_numbers = itertools.count(1)
