// The learner's time: what fits into the minutes there are now, and what is left until the day they chose.

import { at, get } from "../api.js";
import { h, say } from "../dom.js";
import { day, plural } from "../format.js";
import { form } from "../forms.js";
import { eyebrow, link, nextCard } from "../parts.js";

// Asks for the minutes, and draws the next lesson that fits into them in place of `card`.
export function fitting(course, card) {
  let shown = card;
  return form({ class: "row bottom" }, async (values) => {
    const { minutes } = Object.fromEntries(values);
    const next = await get(`${at`/me/courses/${course}/next`}?minutes=${encodeURIComponent(minutes)}`);
    const other = nextCard(course, next, { heading: `Within ${plural(Number(minutes), "minute")}` });
    shown.replaceWith(other);
    shown = other;
    say(next.lesson ? next.lesson.title : "You have finished this course");
  },
  h("label.field", {}, h("span", {}, "How many minutes do you have?"),
    h("input", { type: "number", name: "minutes", min: 1, max: 600, step: 1, required: true, inputmode: "numeric" })),
  h("button.button.second", {}, "What fits?"));
}

// What is left, by when, and how likely that is: in the words of the service.
export async function planCard(course) {
  const plan = await get(at`/me/courses/${course}/plan`);
  if (!plan.lessons.length) return null;
  return h("section.card", { "aria-label": "Your plan" },
    eyebrow("Your plan"),
    h("h2", {}, plan.deadline ? `Until ${day(plan.deadline)}` : "What is left"),
    h("p", {}, plan.because.text),
    h("details", {}, h("summary", {}, plural(plan.lessons.length, "lesson")),
      h("ul.plain", {}, plan.lessons.map((lesson) => h("li.row", {}, h("span", {}, lesson.title), h("span.quiet", {}, `${lesson.minutes} min`))))),
    h("p", {}, link(plan.deadline ? "Choose another day" : "Choose a day to be done by", at`/courses/${course}/choices`)));
}
