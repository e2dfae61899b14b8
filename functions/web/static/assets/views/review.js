// For operators: grades, levels and signals that were contested, oldest first, to be looked at and decided.

import { at, post } from "../api.js";
import { h, land } from "../dom.js";
import { day, time } from "../format.js";
import { form } from "../forms.js";
import { inWords } from "../items.js";
import { paged } from "../paged.js";

const urgencies = { soon: "due soon", overdue: "overdue" };

export async function review() {
  const empty = h("p", { hidden: true }, "Nothing is waiting to be reviewed.");
  const { list, more } = await paged("/contests", (found) => found.contests, (one) => entry(one, () => looked(list)), looked);
  return { title: "Contests to review", content: [h("h1", {}, "Contests to review"), empty, list, more] };

  function looked(list) {
    empty.hidden = list.children.length > 0;
  }
}

function entry(one, decided) {
  const kind = kinds[one.kind];
  const card = h("li.card.stack", {},
    h("div.row", {},
      h("span.quiet", {}, `${one.course_title ?? one.course} · ${kind.named(one)} · contested on ${time(one.contested_at)}, to be decided by ${day(one.due)}`),
      one.urgency ? h(`span.chip.${one.urgency}`, {}, urgencies[one.urgency]) : null),
    one.said ? h("p", {}, h("strong", {}, "It says: "), one.said) : null,
    one.answers.map(answered),
    h("blockquote", {}, one.text),
    form({ class: "stack" }, decide,
      h("fieldset", {}, h("legend", {}, kind.asks), h("div.row.start", {}, kind.choices(one).map(choice))),
      h("label.field", {}, h("span", {}, "Explanation for the learner"),
        h("textarea", { name: "explanation", rows: 3, maxlength: 2000, required: true })),
      h("div.actions", {}, h("button.button", {}, "Decide"))));
  return card;

  async function decide(values) {
    const decision = { ...kind.decided(values.get("choice")), explanation: values.get("explanation").trim() };
    await post(at`/contests/${one.contest}/${kind.review}`, decision);
    card.remove();
    decided();
    land(document.querySelector("main h1"), "Decided.");
  }
}

const kinds = {
  grade: {
    review: "regrades",
    asks: "The answer is",
    named: () => "grade",
    choices: ({ answers: [{ correct }] }) => [["true", "Right", correct], ["false", "Not right", !correct]],
    decided: (chosen) => ({ correct: chosen === "true" }),
  },
  placement: {
    review: "placements",
    asks: "The level is",
    named: () => "placement",
    choices: (one) => one.levels.map(({ id, title }) => [id, title, id === one.said]),
    decided: (level) => ({ level }),
  },
  signal: {
    review: "signals",
    asks: "The signal is",
    named: (one) => `signal of “${one.subject ?? one.skill}”`,
    choices: () => [["true", "Right", false], ["false", "Wrong", false]],
    decided: (chosen) => ({ right: chosen === "true" }),
  },
};

function answered(each) {
  return h("div", {},
    h("p.stem", {}, each.stem),
    each.options.length ? h("ul", {}, each.options.map(({ text }) => h("li", {}, text))) : null,
    h("dl.facts", {},
      each.answer ? [h("dt", {}, "Answer"), h("dd", {}, inWords(each.answer, each))] : null,
      each.key ? [h("dt", {}, "Key"), h("dd", {}, inWords(each.key, each))] : null,
      h("dt", {}, "Graded"), h("dd", {}, each.correct ? "right" : "not right"),
      each.explanation ? [h("dt", {}, "Explanation"), h("dd", {}, each.explanation)] : null));
}

function choice([value, text, checked]) {
  return h("label.option", {}, h("input", { type: "radio", name: "choice", value, checked, required: true }), h("span", {}, text));
}
