// The placement: one question after another, each chosen from the answers so far, and in the end a level.

import { at, get, post } from "../api.js";
import { h, land } from "../dom.js";
import { confidence, percent, plural } from "../format.js";
import { busy, form } from "../forms.js";
import { question, UNKNOWN } from "../items.js";
import { back, button, eyebrow, nextCard, nextLesson } from "../parts.js";
import { instead } from "../router.js";

export async function beginPlacement({ course }) {
  const [outline, mastery] = await Promise.all([get(at`/courses/${course}`), get(at`/me/courses/${course}/mastery`)]);
  return {
    title: "Find your level",
    content: [
      back(outline.title, at`/courses/${course}`),
      h("h1", {}, "Find your level"),
      h("p.lead", {}, `At most ${outline.placement.max_items} questions, usually fewer. Each one is chosen from your answers so far, so they become harder when you do well, and getting some of them wrong is expected.`),
      h("p", {}, "You are not told which answers were right, since the questions are used again. If you do not know, say so: it counts as a wrong answer, and the next question is easier. It is not a test that one can fail."),
      mastery.placement ? h("p.notice", {}, "You have been placed before. A new placement, a week later at the earliest, asks other questions where there are any and replaces the level found then.") : null,
      form({ class: "actions" }, begin, h("button.button", {}, "Begin")),
    ],
  };

  async function begin() {
    const attempt = await post(at`/courses/${course}/placements`);
    instead(at`/courses/${course}/placements/${attempt.attempt}`);
  }
}

export async function placement({ course, attempt }) {
  const path = at`/courses/${course}/placements/${attempt}`;
  const content = h("div.stack");
  await show(await get(path), false);
  return { title: "Find your level", content: [content] };

  async function show(state, arrived = true) {
    const shown = state.status === "open" && state.item ? asking(state, answer) : await found(course, state);
    content.replaceChildren(...shown.flat().filter(Boolean));
    if (arrived) arrive(content);
  }

  async function answer(state, value) {
    await show(await post(`${path}/answers`, { item: state.item.id, answer: value }));
  }
}

function asking(state, answer) {
  const number = state.asked + 1;
  const asked = question(state.item);
  const answering = form({ class: "card stack" }, (values) => answer(state, asked.read(values)), asked.element,
    h("div.actions", {}, h("button.button", {}, "Answer"), button("I do not know", () => busy(answering, () => answer(state, UNKNOWN)), "button.quietly")));
  return [
    h("h1.counter", { tabindex: -1 }, `Question ${number} of at most ${state.at_most}`),
    h("progress", { max: state.at_most, value: state.asked, "aria-label": `${state.asked} of at most ${state.at_most} questions answered` }),
    state.on_trial ? h("p.quiet", {}, `Up to ${plural(state.on_trial, "question")} of these may be new and on trial: the answer shows how hard the question is, and does not count for your level or anything else.`) : null,
    answering,
  ];
}

async function found(course, state) {
  const { outcome } = state;
  const next = await nextLesson(course);
  return [
    eyebrow("Placement"),
    h("h1", { tabindex: -1 }, `Your level: ${outcome.title}`),
    h("p.lead", {}, `${confidence(outcome.confidence)}: ${percent(outcome.confidence)}, after ${plural(state.asked, "question")}.`),
    state.because ? h("p", {}, state.because) : null,
    h("details", {}, h("summary", {}, "The numbers behind it"), h("dl.facts", {},
      h("dt", {}, "Ability (theta)"), h("dd", {}, outcome.theta.toFixed(2)),
      h("dt", {}, "Standard deviation"), h("dd", {}, outcome.sd.toFixed(2)))),
    nextCard(course, next),
    h("p", {}, h("a", { href: `#${at`/courses/${course}`}` }, "See the whole course")),
  ];
}

// The next question replaces the last one: its number is focused, so that it is read out and Tab leads into it.
function arrive(content) {
  scrollTo(0, 0);
  land(content.querySelector("h1"), null, { preventScroll: true });
}
