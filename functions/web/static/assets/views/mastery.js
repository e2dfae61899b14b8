// What is believed about the learner: every skill, the estimate, and the answers it rests on.

import { at, get } from "../api.js";
import { h } from "../dom.js";
import { confidence, day, masteryInWords, percent } from "../format.js";
import { back, bar, levelFound, link } from "../parts.js";
import { contestLevel, contestSignal } from "./contests.js";

export async function mastery({ course }) {
  const [outline, found] = await Promise.all([get(at`/courses/${course}`), get(at`/me/courses/${course}/mastery`)]);
  return {
    title: "What is believed about you",
    content: [
      back(outline.title, at`/courses/${course}`),
      h("h1", {}, "What is believed about you"),
      h("p.lead", {}, "For every skill, the probability that you master it. It moves with every answer, and decides which lesson is next. It is an estimate and can be wrong."),
      found.placement?.title ? level(found.placement) : null,
      h("ul.plain.skills", {}, found.skills.map((one) => skill(course, one))),
      h("p.quiet", {}, "Is something of this wrong? You can contest a grade right after its question, and your level and what is noticed of a skill here. ", link("Your contests", "/contests"), " are kept, and a person decides."),
    ],
  };
}

function level(placed) {
  return h("div.stack", {},
    levelFound(placed, placed.reviewed ? "Your level, as a person decided" : `Level in the placement. ${confidence(placed.confidence)}`),
    placed.reviewed ? null : contestLevel(placed.attempt));
}

const signals = { struggling: "not settling in yet", advancing: "advancing quickly" };

function skill(course, one) {
  const since = one.tries && one.since ? ` · as of ${day(one.since)}` : "";
  return h("li.skill", {},
    h("div.row", {}, h("h2", {}, one.title), h("span.number", {}, percent(one.mastery))),
    bar(one.mastery, `Mastery of ${one.title}`),
    h("p.quiet", {}, `${masteryInWords(one.mastery)}${since}`,
      one.signal ? [" ", h(`span.chip.${one.signal}`, {}, signals[one.signal] ?? one.signal)] : null),
    h("p", {}, sentence(one.because || (one.tries ? `${one.correct} of ${one.tries} answers were right` : "no answers yet"))),
    one.noticed ? h("p.quiet", {}, `Noticed on ${day(one.noticed.at)}: ${one.noticed.because}`) : null,
    one.signal ? contestSignal(course, one.skill) : null);
}

function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}
