// A lesson to read, and what follows it: its quiz, or the next lesson.

import { at, get, posting, put } from "../api.js";
import { h, land, published } from "../dom.js";
import { minutes, percent, plural, time } from "../format.js";
import { busy } from "../forms.js";
import { back, button, eyebrow, nextCard, nextLesson, problem } from "../parts.js";
import { go } from "../router.js";

export async function lesson({ course, lesson }) {
  const path = at`/me/courses/${course}/lessons/${lesson}`;
  const found = await get(path);
  const refusal = h("div");
  const opened = found.opened_at ? null : put(`${path}/opened`).catch((error) => refusal.append(problem(error)));
  const end = h("section.card.end", { "aria-label": "After the lesson" });
  end.append(...(found.quiz ? quizOffer(course, found, end) : []), ...completion(path, course, found, opened, end));
  return {
    title: found.title,
    content: [
      back("Course", at`/courses/${course}`),
      eyebrow(`Lesson · ${minutes(found.minutes)}`),
      h("h1", {}, found.title),
      found.completed_at ? h("p.quiet", {}, `Completed on ${time(found.completed_at)}`) : null,
      refusal,
      published("article.prose", found.html),
      end,
    ],
  };
}

function quizOffer(course, found, end) {
  const { items, pass } = found.quiz;
  const begin = posting(at`/courses/${course}/quizzes/${found.id}/attempts`);
  return [
    h("h2", {}, "Try it"),
    h("p", {}, `${plural(items, "question")}; from ${percent(pass)} right answers on you have passed. You see the explanation after each one, and you can take the quiz again.`),
    h("div.actions", {}, button("Take the quiz", () => busy(end, async () => {
      const attempt = await begin();
      go(at`/courses/${course}/quizzes/${found.id}/${attempt.attempt}`);
    }), "button.button")),
  ];
}

// What has no quiz can be gone through again: that is how help is taken again.
function completion(path, course, found, opened, end) {
  const again = Boolean(found.completed_at);
  if (again && found.quiz) return [];
  const complete = button(again ? "I have gone through it again" : "I have finished this lesson", () => busy(end, async () => {
    await opened; // so that the two do not meet
    await put(`${path}/completed`);
    const card = nextCard(course, await nextLesson(course));
    end.replaceWith(card);
    land(card.querySelector("h2"), "The lesson is completed.");
  }), found.quiz || again ? "button.quietly" : "button.button");
  return [h("div.actions", {}, complete)];
}
