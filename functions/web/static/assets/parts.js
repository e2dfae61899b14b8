// Pieces that several pages show.

import { at, get } from "./api.js";
import { h } from "./dom.js";
import { day, minutes, percent } from "./format.js";

// The addresses that one comes back to; those of links in mails that hold a secret are told to nobody.
const PLACE = /^#\/(?!news\/|reminders\/)[\w/-]{1,300}$/;

// Where one signs in, to come back to where one is.
export function signIn() {
  const place = PLACE.test(location.hash) ? location.hash : "";
  return `/sign-in?return_to=${encodeURIComponent(`/${place}`)}`;
}

// A refusal, as the API words it.
export function problem(error) {
  const faults = (error.faults ?? []).map((fault) => h("li", {}, h("code", {}, fault.field), " ", fault.reason));
  return h("div.notice.problem", { role: "alert" },
    h("p", {}, h("strong", {}, error.message)),
    error.detail ? h("p", {}, error.detail) : null,
    faults.length ? h("ul", {}, faults) : null,
    error.status === 401 ? h("p", {}, h("a", { href: signIn() }, "Sign in")) : null);
}

const channels = {
  letter: "by letter",
  email: "by mail",
  phone: "by phone",
  "video-call": "in a video call",
  "in-person": "in person",
};
const proofs = {
  "signed-in-call": "in a call the account was shown signed in",
  "account-facts": "what only its owner knows was known",
  "account-mailbox": "the answer came from the account's address",
  "notarized-letter": "a notary or an authority certified the signature",
};

// How the learner proved who they are, where somebody of ours examined that.
export function proven(request) {
  if (!request.proven) return null;
  return h("p", {}, `Who asked was proven ${channels[request.proven.channel]}: ${proofs[request.proven.proof]}.`);
}

// What is asked of the learner where there is doubt that it was they who asked for something.
export function doubt(request) {
  if (!request.doubt) return null;
  return h("div.notice", {},
    h("p", {}, request.doubt.because),
    h("p", {}, h("a", { href: signIn() }, "Sign in anew"), `, then ask for it here once more, by ${day(request.doubt.until)}.`));
}

// Pairs of a name and what there is to say; gaps (null) are left out.
export function facts(pairs) {
  return h("dl.facts", {}, pairs.filter(Boolean).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

export function eyebrow(...content) {
  return h("p.eyebrow", {}, ...content);
}

export function button(text, onclick, style = "button") {
  return h(style, { type: "button", onclick }, text);
}

export function link(text, path, style = "a") {
  return h(style, { href: `#${path}` }, text);
}

// A bar with its number beside it; the number is what a screen reader hears.
export function bar(share, label, style = "progress") {
  return h(style, { max: 1, value: share, "aria-label": label }, percent(share));
}

export function nextLesson(course) {
  return get(at`/me/courses/${course}/next`);
}

// What comes next and, above all, why.
export function nextCard(course, next, { heading = "Next for you", level = "h2", main = true } = {}) {
  const { lesson, because, personalized } = next;
  const facts = Object.entries(because.facts ?? {});
  return h("section.card.next", { "aria-label": heading },
    eyebrow(heading),
    h(level, {}, lesson ? lesson.title : "You have finished this course"),
    lesson ? h("p.quiet", {}, `${kinds[next.kind] ?? "Lesson"} · ${minutes(lesson.minutes)}`) : null,
    h("div.why", {}, h("p.why-label", {}, "Why this"), h("p.reason", {}, because.text)),
    facts.length
      ? h("details", {}, h("summary", {}, "What this rests on"),
        h("dl.facts", {}, facts.map(([name, value]) => [h("dt", {}, name.replaceAll("_", " ")), h("dd", {}, String(value))])))
      : null,
    next.ignored.length ? gone(course, next.ignored) : null,
    personalized ? null : h("p.quiet", {}, "This follows the order of the course and was not chosen from your answers."),
    lesson ? link("Open the lesson", at`/courses/${course}/lessons/${lesson.id}`, main ? "a.button" : "a.button.second") : null);
}

// Choices that a newer version of the course does not offer any more.
function gone(course, choices) {
  const verb = choices.length === 1 ? "is" : "are";
  return h("p", {}, `Your ${choices.join(" and your ")} ${verb} no longer in this course. `,
    link("Choose anew", at`/courses/${course}/choices`));
}

const kinds = {
  start: "First lesson",
  continue: "Lesson",
  remedial: "A shorter lesson that helps",
  prerequisite: "What this builds on",
  review: "A look back",
};

// What was found out by a placement.
export function levelFound(outcome, words) {
  return h("p.level", {}, h("strong", {}, outcome.title), h("span.quiet", {}, ` ${words} (${percent(outcome.confidence)}).`));
}

export function back(text, path) {
  return h("p.back", {}, h("a", { href: `#${path}` }, h("span", { "aria-hidden": "true" }, "← "), text));
}
