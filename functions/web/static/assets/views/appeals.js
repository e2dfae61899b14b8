// For privacy admins: appeals against the decision that an objection is outweighed, oldest first, to be decided anew.

import { at, post } from "../api.js";
import { h, land } from "../dom.js";
import { day, time } from "../format.js";
import { form } from "../forms.js";
import { paged } from "../paged.js";
import { urgencies } from "../rights.js";

export async function appeals() {
  const empty = h("p", { hidden: true }, "There are none.");
  const { list, more } = await paged("/appeals", (found) => found.appeals, (one) => entry(one, () => looked(list)), looked);
  return {
    title: "Appeals",
    content: [
      h("h1", {}, "Appeals"),
      h("p", {}, "Learners who objected, and whose objection was found to be outweighed. Another privacy admin than who found that decides. That these are shown is noted, and each learner sees it."),
      empty, list, more,
    ],
  };

  function looked(shown) {
    empty.hidden = shown.children.length > 0;
  }
}

function entry(one, decided) {
  const card = h("li.card.stack", {},
    h("div.row", {},
      h("span.quiet", {}, `Appealed on ${time(one.appealed_at)}, to be decided by ${day(one.due)}`),
      one.urgency ? h(`span.chip.${one.urgency}`, {}, urgencies[one.urgency]) : null),
    h("blockquote", {}, one.text),
    h("p", {}, h("strong", {}, "Grounds that were found to weigh more: "), one.grounds ?? "that decision was taken back since, so that the appeal can only be decided for the learner."),
    form({ class: "stack" }, decide,
      h("fieldset", {}, h("legend", {}, "The objection is"), h("div.row.start", {},
        choice("true", "Honoured: it holds again at once"),
        one.grounds === null ? null : choice("false", "Not honoured: the grounds weigh more"))),
      h("label.field", {}, h("span", {}, "Explanation for the learner"),
        h("textarea", { name: "explanation", rows: 3, maxlength: 2000, required: true })),
      h("div.actions", {}, h("button.button", {}, "Decide"))));
  return card;

  async function decide(values) {
    await post(at`/appeals/${one.appeal}/reviews`, { honoured: values.get("honoured") === "true", explanation: values.get("explanation").trim() });
    card.remove();
    decided();
    land(document.querySelector("main h1"), "Decided.");
  }
}

function choice(value, text) {
  return h("label.option", {}, h("input", { type: "radio", name: "honoured", value, required: true }), h("span", {}, text));
}
