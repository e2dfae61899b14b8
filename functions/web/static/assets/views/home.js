// The learner's courses, each with its next lesson, and the ones that could be taken.

import { at, get } from "../api.js";
import { h } from "../dom.js";
import { day, plural } from "../format.js";
import { link, nextCard, nextLesson } from "../parts.js";
import { profile } from "../session.js";
import { notices } from "./notices.js";

export async function home() {
  const [who, mine, all, news] = await Promise.all([profile(), get("/me/courses"), get("/courses"), notices()]);
  const taken = new Set(mine.enrollments.map((one) => one.course));
  const nexts = await Promise.all(mine.enrollments.map((one) => nextLesson(one.course).catch(() => null)));
  const others = all.courses.filter((one) => !taken.has(one.course));
  return {
    title: "Your courses",
    content: [
      h("h1", {}, who.body.name ? `Hello, ${who.body.name.split(" ")[0]}` : "Hello"),
      news,
      mine.enrollments.map((one, position) => enrolled(one, nexts[position])),
      others.length ? h("section", {}, h("h2", {}, taken.size ? "More courses" : "Choose a course"), others.map(offered)) : null,
      !others.length && !taken.size ? h("p", {}, "There is no course here yet.") : null,
    ],
  };
}

function enrolled(enrollment, next) {
  const path = at`/courses/${enrollment.course}`;
  return h("section.course", {},
    h("h2", {}, link(enrollment.title, path)),
    h("p.quiet", {}, `Since ${day(enrollment.enrolled_at)} · ${plural(enrollment.completed, "lesson")} completed`),
    next ? nextCard(enrollment.course, next, { level: "h3" }) : link("Go to the course", path, "a.button"));
}

function offered(course) {
  return h("article.card", {},
    h("h3", {}, course.title),
    h("p", {}, course.summary),
    link("Look at this course", at`/courses/${course.course}`, "a.button"));
}
