// For operators: grades that were contested, oldest first, to be looked at and decided.

import { at, get, post } from "../api.js";
import { h, say } from "../dom.js";
import { time } from "../format.js";
import { busy, form } from "../forms.js";
import { inWords } from "../items.js";
import { button } from "../parts.js";

export async function review() {
  const list = h("ul.plain.cards");
  const more = h("div.actions");
  const empty = h("p", { hidden: true }, "No grade is waiting to be reviewed.");
  await page(null);
  return { title: "Contested grades", content: [h("h1", {}, "Contested grades"), empty, list, more] };

  async function page(cursor) {
    const found = await get(cursor ? `/contests?cursor=${encodeURIComponent(cursor)}` : "/contests");
    list.append(...found.contests.map((one) => entry(one, told)));
    more.replaceChildren(...(found.cursor ? [button("Show more", () => busy(more, () => page(found.cursor)), "button.button.second")] : []));
    told();
  }

  function told() {
    empty.hidden = list.children.length > 0;
  }
}

function entry(one, decided) {
  const card = h("li.card.stack", {},
    h("p.quiet", {}, `${one.course} · ${one.item} · contested on ${time(one.contested_at)}`),
    h("p.stem", {}, one.stem),
    h("dl.facts", {},
      h("dt", {}, "Answer"), h("dd", {}, inWords(one.answer)),
      h("dt", {}, "Key"), h("dd", {}, inWords(one.key)),
      h("dt", {}, "Graded"), h("dd", {}, one.correct ? "right" : "not right")),
    h("blockquote", {}, one.text),
    form({ class: "stack" }, decide,
      h("fieldset", {}, h("legend", {}, "The answer is"), h("div.row.start", {},
        choice("true", "Right", one.correct), choice("false", "Not right", !one.correct))),
      h("label.field", {}, h("span", {}, "Explanation for the learner"),
        h("textarea", { name: "explanation", rows: 3, maxlength: 2000, required: true })),
      h("div.actions", {}, h("button.button", {}, "Decide"))));
  return card;

  async function decide(values) {
    const decision = { correct: values.get("correct") === "true", explanation: values.get("explanation").trim() };
    await post(at`/contests/${one.contest}/regrades`, decision);
    card.remove();
    decided();
    say("Decided.");
    document.querySelector("h1").focus();
  }

  function choice(value, text, checked) {
    return h("label.option", {}, h("input", { type: "radio", name: "correct", value, checked }), h("span", {}, text));
  }
}
