// One course: before enrolling its outline, after it the next lesson, the way so far and all lessons.

import { at, get, posting, put, remove } from "../api.js";
import { h } from "../dom.js";
import { confidence, day, minutes, percent, plural } from "../format.js";
import { busy } from "../forms.js";
import { back, bar, button, eyebrow, levelFound, link, nextCard, nextLesson } from "../parts.js";
import { go } from "../router.js";
import { begun, goOn } from "./placement.js";
import { fitting, planCard } from "./plan.js";
import { reviewsCard } from "./reviews.js";

export async function course({ course }) {
  const [outline, mine] = await Promise.all([get(at`/courses/${course}`), get("/me/courses")]);
  const enrollment = mine.enrollments.find((one) => one.course === course);
  return enrollment ? taken(outline, enrollment) : offered(outline);
}

async function offered(outline) {
  const lessons = outline.lessons.filter((lesson) => lesson.kind === "core"); // extra help is offered when it is needed
  const total = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  const enroll = h("div.actions", {}, button("Enroll", () => busy(enroll, async () => {
    await put(at`/me/courses/${outline.course}`);
    go(at`/courses/${outline.course}/choices`);
  }), "button.button"));
  return {
    title: outline.title,
    content: [
      back("Courses", "/"),
      h("h1", {}, outline.title),
      h("p.lead", {}, outline.summary),
      h("p.quiet", {}, `${plural(lessons.length, "lesson")} · about ${plural(Math.max(1, Math.round(total / 60)), "hour")}, less what you know already`),
      enroll,
      h("h2", {}, "What you learn"),
      outline.modules.map((module) => h("section", {}, h("h3", {}, module.title), h("ul.plain", {},
        module.lessons.map((id) => lessons.find((lesson) => lesson.id === id)).filter(Boolean)
          .map((lesson) => h("li.row", {}, h("span", {}, lesson.title), h("span.quiet", {}, minutes(lesson.minutes))))))),
    ],
  };
}

async function taken(outline, enrollment) {
  const id = outline.course;
  const [progress, next, mastery, plan, reviews] = await Promise.all([
    get(at`/me/courses/${id}/progress`), nextLesson(id), get(at`/me/courses/${id}/mastery`), planCard(id), reviewsCard(id),
  ]);
  const unplaced = !mastery.placement;
  // To find one that was begun, all attempts are looked through: not each time for who has many and was placed.
  const unfinished = unplaced ? (await get(at`/courses/${id}/placements`)).open[0] : null;
  const card = nextCard(id, next, unplaced ? { heading: "Or begin here", main: false } : {});
  return {
    title: outline.title,
    content: [
      back("Courses", "/"),
      h("h1", {}, outline.title),
      unplaced ? invitation(id, unfinished) : placed(id, mastery.placement),
      card,
      next.lesson ? fitting(id, card) : null,
      plan,
      reviews,
      h("nav.tiles", { "aria-label": "This course" },
        tile("What is believed about you", "Your mastery of each skill, and what it rests on", at`/courses/${id}/mastery`),
        tile("Your choices", "Domain, goal, time and a note to yourself", at`/courses/${id}/choices`)),
      way(outline, progress),
      leaving(id, enrollment),
    ],
  };
}

function invitation(course, unfinished) {
  return h("section.card", { "aria-labelledby": "find" },
    eyebrow("First"),
    h("h2", { id: "find" }, "Find your level"),
    h("p", {}, "A short adaptive quiz: each question is chosen from your answers so far. Lessons you do not need are left out."),
    unfinished ? h("p", {}, begun(unfinished)) : null,
    unfinished ? goOn(course, unfinished, "a.button") : link("Take the placement", at`/courses/${course}/placement`, "a.button"));
}

function placed(course, outcome) {
  return [
    outcome.title ? levelFound(outcome, `Your level in the placement. ${confidence(outcome.confidence)}`) : null,
    h("p", {}, link("Take the placement again", at`/courses/${course}/placement`)),
  ];
}

function tile(title, text, path) {
  return h("a.tile", { href: `#${path}` }, h("strong", {}, title), h("span.quiet", {}, text));
}

const states = { locked: "Locked", open: "Open", opened: "Begun", completed: "Completed" };

function way(outline, progress) {
  const share = progress.total ? progress.completed / progress.total : 0;
  const shown = progress.lessons.filter((lesson) => !lesson.remedial || lesson.state === "opened" || lesson.state === "completed");
  return h("section", {},
    h("h2", {}, "Your way through"),
    h("p.row", {}, bar(share, "Lessons completed"), h("span.quiet", {}, `${progress.completed} of ${progress.total} lessons (${percent(share)})`)),
    outline.modules.map((module) => {
      const lessons = shown.filter((lesson) => lesson.module === module.id);
      return lessons.length ? [h("h3", {}, module.title), h("ul.plain.lessons", {}, lessons.map((lesson) => entry(outline, lesson)))] : null;
    }));
}

function entry({ course, lessons }, lesson) {
  const title = lesson.state === "locked"
    ? h("span", {}, lesson.title)
    : link(lesson.title, at`/courses/${course}/lessons/${lesson.id}`);
  const fresh = lesson.state === "locked" || lesson.state === "open";
  const row = h(`li.row.${lesson.state}`, {}, title,
    h("span.quiet", {}, lesson.remedial ? "extra help · " : "", minutes(lesson.minutes), " · ", states[lesson.state]),
    fresh && lessons.find(({ id }) => id === lesson.id)?.quiz ? testOut() : null);
  return row;

  // Who knows it already passes its quiz instead of reading it.
  function testOut() {
    const begin = posting(at`/courses/${course}/quizzes/${lesson.id}/attempts`);
    const known = button("I know this", () => busy(row, async () => {
      const attempt = await begin();
      go(at`/courses/${course}/quizzes/${lesson.id}/${attempt.attempt}`);
    }), "button.quietly");
    known.setAttribute("aria-label", `I know this: take the quiz of ${lesson.title}`);
    return known;
  }
}

function leaving(id, enrollment) {
  const leave = h("details.leave", {},
    h("summary", {}, "Leave this course"),
    h("p", {}, `You enrolled on ${day(enrollment.enrolled_at)}. You can enroll again at any time.`),
    button("Leave", () => busy(leave, async () => {
      await remove(at`/me/courses/${id}`);
      go("/");
    }), "button.button.second"));
  return leave;
}
