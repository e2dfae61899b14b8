// The placement: one question after another, each chosen from the answers so far, and in the end a level.

import { at, get, post, posting } from "../api.js";
import { h, land } from "../dom.js";
import { confidence, day, percent, plural, time } from "../format.js";
import { busy, form } from "../forms.js";
import { question, UNKNOWN } from "../items.js";
import { back, button, eyebrow, link, nextCard, nextLesson } from "../parts.js";
import { instead } from "../router.js";

export async function beginPlacement({ course }) {
  const path = at`/courses/${course}/placements`;
  const [outline, mastery, mine] = await Promise.all([get(at`/courses/${course}`), get(at`/me/courses/${course}/mastery`), get(path)]);
  const send = posting(path);
  const begin = async () => instead(attemptPath(course, await send()));
  return {
    title: "Find your level",
    content: [
      back(outline.title, at`/courses/${course}`),
      h("h1", {}, "Find your level"),
      mine.open.length ? goingOn(course, mine.open[0]) : beginning(mine, mastery.placement, begin),
    ],
  };
}

function beginning({ counting, on_trial: trials, again_from: from }, placed, begin) {
  const more = trials ? `, and up to ${trials} more that ${trials === 1 ? "is new and does" : "are new and do"} not count` : "";
  const again = from ? `You can take the placement again from ${time(from)} on: sooner, the answers would tell what you remember of the questions.` : "You can take the placement again now.";
  return [
    h("p.lead", {}, `At most ${plural(counting, "question")}${more}; fewer if it is clear sooner where you stand. Each one is chosen from your answers so far, so they become harder when you do well, and getting some of them wrong is expected.`),
    h("p", {}, "You are not told which answers were right, since the questions are used again. If you do not know, say so: it counts as a wrong answer, and the next question is easier. It is not a test that one can fail."),
    h("p", {}, "You can stop at any question, and go on from there later, on another device too."),
    placed ? h("p.notice", {}, `You have been placed before. ${again} It asks other questions where there are any, and replaces the level found then.`) : null,
    from ? null : form({ class: "actions" }, begin, h("button.button", {}, "Begin")),
  ];
}

function goingOn(course, unfinished) {
  return [
    h("p.lead", {}, begun(unfinished)),
    h("p", {}, "Your answers are kept, whichever device they were given on. You are asked the question again that you have not answered yet."),
    h("div.actions", {}, goOn(course, unfinished, "a.button")),
  ];
}

// A placement that can be gone on with: what there is of it, and the way there.
export function begun({ started_at: since, asked }) {
  return `You began this placement on ${day(since)}, and have answered ${plural(asked, "question")} so far.`;
}

export function goOn(course, unfinished, style) {
  return link("Go on where you were", attemptPath(course, unfinished), style);
}

function attemptPath(course, { attempt }) {
  return at`/courses/${course}/placements/${attempt}`;
}

export async function placement({ course, attempt }) {
  const path = attemptPath(course, { attempt });
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
