// Contesting what was decided: a grade, a level, a signal, an objection outweighed; and what became of it.

import { at, post } from "../api.js";
import { h, land } from "../dom.js";
import { day, time } from "../format.js";
import { form } from "../forms.js";
import { paged } from "../paged.js";
import { link } from "../parts.js";

const outcomes = {
  grade: { open: "under review", upheld: "grade stands", changed: "grade changed" },
  placement: { open: "under review", upheld: "level stands", changed: "level changed" },
  objection: { open: "under review", upheld: "not honoured", changed: "honoured" },
  signal: { open: "under review", upheld: "stands", changed: "withdrawn" },
};

export function contestGrade(attempt, item) {
  return contestForm("I think this grade is wrong", "Contest the grade", "A person reads this together with the question and your answer.",
    (text) => post("/me/contests", { attempt, item, text }));
}

export function contestLevel(attempt) {
  return contestForm("I think this level is wrong", "Contest the level", "A person reads this together with the questions and how they were graded.",
    (text) => post("/me/contests", { attempt, text }));
}

export function contestSignal(course, skill) {
  return contestForm("I think this is wrong", "Contest this", "A person reads this together with the reason that is given here.",
    (text) => post(at`/me/courses/${course}/mastery/${skill}/contests`, { text }));
}

export function appeal(purpose) {
  return contestForm("I think this weighs my situation wrongly", "Appeal", "Another person than who decided reads this, and decides anew.",
    (text) => post(at`/me/objections/${purpose}/appeals`, { text }));
}

// Stands below what was decided: closed until somebody disagrees.
function contestForm(summary, press, who, send) {
  const box = h("details.contest", {},
    h("summary", {}, summary),
    form({ class: "stack" }, contest,
      h("label.field", {}, h("span", {}, "What is wrong with it?"),
        h("textarea", { name: "text", rows: 3, maxlength: 2000, required: true })),
      h("p.quiet", {}, `${who} You find the decision under Contests.`),
      h("div.actions", {}, h("button.button.second", {}, press))));
  return box;

  async function contest(values) {
    await send(values.get("text").trim());
    const done = h("p.notice", {}, "Your contest is under review. ", link("See your contests", "/contests"));
    box.replaceWith(done);
    land(done, "Your contest is under review.");
  }
}

const matters = {
  grade: (one) => `the grade of your answer to “${one.subject ?? one.item}”`,
  placement: () => "your level",
  objection: () => "that your objection was outweighed",
  signal: (one) => `what was noticed of the skill “${one.subject ?? one.skill}”`,
};

export async function contests() {
  const { list, more } = await paged("/me/contests", (found) => found.contests, entry);
  return {
    title: "Your contests",
    content: [
      h("h1", {}, "Your contests"),
      list.children.length ? list : h("p", {}, "You have contested nothing. When a grade, your level or what is believed about you seems wrong to you, say so right below it."),
      more,
    ],
  };
}

function entry(one) {
  return h("li.card", {},
    h("p", {}, h("strong", {}, [one.course_title ?? one.course, matters[one.kind]?.(one)].filter(Boolean).join(": "))),
    h("div.row", {}, h("span.quiet", {}, `Contested on ${time(one.contested_at)}${one.status === "open" ? `, to be decided by ${day(one.due)}` : ""}`), h(`span.chip.${one.status}`, {}, outcomes[one.kind]?.[one.status] ?? one.status)),
    one.said ? h("p.quiet", {}, `It said: ${one.said}`) : null,
    h("blockquote", {}, one.text),
    one.explanation ? h("p", {}, h("strong", {}, "Decision: "), one.explanation) : null,
    one.decided_at ? h("p.quiet", {}, `Decided on ${time(one.decided_at)}`) : null);
}
