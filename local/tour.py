"""`make tour`: the README's tour, played by a client against the running stack; it fails if a step does not happen."""

import sys
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from local import load
from local.client import Answer, Client
from local.people import OLD_ENOUGH, Person
from local.progress import out
from local.running import Running
from local.settings import LocalError, Stack

COURSE = "networks"


_TRIES = 5


class TourFailed(Exception):
    """A step of the tour did not happen."""


@dataclass(slots=True)
class Tour:
    """One learner's way through the product, told step by step."""

    client: Client
    person: Person
    step: int = 0

    def play(self) -> None:
        """Every step, in order."""
        self.sign_in()
        self.enroll()
        self.place()
        first = self.next_lesson("The next lesson")
        self.read(first)
        self.fail_quiz(first)
        second = self.next_lesson("The next lesson now")
        if second == first:
            raise TourFailed(f"failing the quiz of {first} did not change the next lesson")
        self.beliefs()
        self.sign_out()

    def sign_in(self) -> None:
        """Answer the age question, then sign in through the hosted page, which opens the account."""
        self._ok(self.client.post("/age-gate", OLD_ENOUGH), 200)
        self._ok(self.client.sign_in(self.person.email, self.person.password), 200)
        if "__Host-session" not in self.client.cookies:
            raise TourFailed("the sign-in set no session cookie")
        profile = self._ok(self.client.get("/me/profile"), 200).json
        self.say(f"Account opened by a first sign-in through the hosted page (code flow with PKCE): {profile['name']}")

    def enroll(self) -> None:
        """Enroll, and say where this is meant to lead."""
        shelf = self._ok(self.client.get("/courses"), 200).json["courses"]
        titles = {course["course"]: course["title"] for course in shelf}
        self._ok(self.client.put(f"/me/courses/{COURSE}"), 200, 201)
        course = self._ok(self.client.get(f"/courses/{COURSE}"), 200).json
        goal, domain = course["goals"][0], course["domains"][0]
        kept = self._ok(self.client.get(f"/me/courses/{COURSE}/settings"), 200)
        version = {"If_Match": kept.headers["ETag"]} if "ETag" in kept.headers else {"If_None_Match": "*"}
        wish = {"domain": domain["id"], "goal": goal["id"], "deadline": None, "extra_time": 0, "note": None}
        self._ok(self.client.put(f"/me/courses/{COURSE}/settings", wish, **version), 200, 201)
        self.say(f"Enrolled in “{titles[COURSE]}”, on the way to: {goal['title']} ({domain['title']})")

    def place(self) -> None:
        """Take the placement, answering whatever is asked with its first option."""
        attempt = self._ok(self.client.post(f"/courses/{COURSE}/placements", {}), 201).json
        while attempt["item"]:
            asked = attempt["item"]
            answer = self.client.post(
                f"/courses/{COURSE}/placements/{attempt['attempt']}/answers",
                {"item": asked["id"], "answer": guess(asked)},
            )
            attempt = self._ok(answer, 201).json
        outcome = attempt["outcome"]
        sure = f"with confidence {outcome['confidence']:.2f}"
        self.say(f"Placed after {attempt['asked']} questions: {outcome['title']}, {sure}")

    def next_lesson(self, what: str) -> str:
        """What is proposed, and why."""
        proposed = self._ok(self.client.get(f"/me/courses/{COURSE}/next"), 200).json
        if proposed["lesson"] is None:
            raise TourFailed("there is no next lesson")
        lesson = proposed["lesson"]
        self.say(f"{what}: {lesson['id']}, “{lesson['title']}”\n   because: {proposed['because']['text']}")
        return str(lesson["id"])

    def read(self, lesson: str) -> None:
        """Open the lesson."""
        opened = self._ok(self.client.put(f"/me/courses/{COURSE}/lessons/{lesson}/opened"), 200).json
        words = len(opened["markdown"].split())
        self.say(f"Read it: {words} words, {opened['minutes']} minutes")

    def fail_quiz(self, lesson: str) -> None:
        """Fail its quiz; nonsense can be right by chance, so one that was passed is taken again."""
        for _ in range(_TRIES):
            told = self.take_quiz(lesson)
            result = told[-1]["attempt"]
            if result["passed"] is False:
                score = f"{result['correct']} of {result['asked']} right"
                self.say(f"Failed its quiz on purpose, {score}; it explains: {told[0]['explanation']}")
                return
        raise TourFailed(f"the quiz of {lesson} could not be failed")

    def take_quiz(self, lesson: str) -> list[dict[str, Any]]:
        """Answer every question of a quiz, and hear about each."""
        quiz = f"/courses/{COURSE}/quizzes/{lesson}"
        attempt = self._ok(self.client.post(f"{quiz}/attempts", {}), 201).json
        told: list[dict[str, Any]] = []
        for item in attempt["items"]:
            answer = {"attempt": attempt["attempt"], "item": item["id"], "answer": nonsense(item)}
            told.append(self._ok(self.client.post(f"{quiz}/submissions", answer), 201).json)
        return told

    def beliefs(self) -> None:
        """What is believed, and on what."""
        told = self._ok(self.client.get(f"/me/courses/{COURSE}/mastery"), 200).json
        tried = [skill for skill in told["skills"] if skill["tries"]]
        line = ", ".join(f"{skill['title']} {skill['mastery']:.2f}" for skill in tried[:4])
        self.say(f"What is believed, recomputable from {sum(skill['tries'] for skill in tried)} answers: {line}")

    def sign_out(self) -> None:
        """End the session; the cookie is worth nothing afterwards."""
        kept = dict(self.client.cookies)
        self._ok(self.client.delete("/me/sessions/current"), 204)
        self.client.cookies = kept
        self._ok(self.client.get("/me/profile"), 401)
        self.say("Signed out; the old cookie opens nothing")

    def say(self, line: str) -> None:
        """One step that happened."""
        self.step += 1
        out(f"{self.step}. {line}")

    def _ok(self, answer: Answer, *expected: int) -> Answer:
        if answer.status not in expected:
            told = answer.body.decode(errors="replace")[:400]
            raise TourFailed(f"{answer.url} answered {answer.status} instead of {expected[0]}: {told}")
        return answer


def guess(item: dict[str, Any]) -> dict[str, Any]:
    """An honest try that does not know: the first option, a round number, a word."""
    match item["kind"]:
        case "single" | "multiple":
            return {"options": [item["options"][0]["id"]]}
        case "numeric":
            return {"number": 1}
    return {"text": "I do not know"}


def nonsense(item: dict[str, Any]) -> dict[str, Any]:
    """An answer that is wrong for sure, or as sure as can be without knowing the key: of options, the last."""
    match item["kind"]:
        case "single" | "multiple":
            return {"options": [item["options"][-1]["id"]]}
        case "numeric":
            return {"number": -987654321}
    return {"text": "nonsense on purpose"}


def newcomer(stack: Running) -> Person:
    """A pool user of the tour's own, so that it can be played again and again."""
    person = Person(f"tour-{token_hex(6)}@example.com", "Tess Tourist", "Tour-4-Life-Too")
    load.sign_up(stack.stack, stack.outputs["UserPoolId"], person)
    return person


def main() -> int:
    """0 if every step happened."""
    try:
        stack = Running.found(Stack.here().file)
        Tour(Client(stack.origin), newcomer(stack)).play()
    except (LocalError, TourFailed) as failure:
        out(f"make tour: {failure}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
