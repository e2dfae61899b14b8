// Contesting a grade, and what became of it.

import { get, post } from "../api.js";
import { h, say } from "../dom.js";
import { time } from "../format.js";
import { busy, form } from "../forms.js";
import { button, link } from "../parts.js";

const outcomes = { open: "under review", upheld: "grade stands", changed: "grade changed" };

// Stands below a grade: closed until somebody disagrees.
export function contestForm(attempt, item) {
  const box = h("details.contest", {},
    h("summary", {}, "I think this grade is wrong"),
    form({ class: "stack" }, contest,
      h("label.field", {}, h("span", {}, "What is wrong with it?"),
        h("textarea", { name: "text", rows: 3, maxlength: 2000, required: true })),
      h("p.quiet", {}, "A person reads this together with the question and your answer. You find the decision under Contests."),
      h("div.actions", {}, h("button.button.second", {}, "Contest the grade"))));
  return box;

  async function contest(values) {
    await post("/me/contests", { attempt, item, text: values.get("text").trim() });
    const done = h("p.notice", { tabindex: -1 }, "Your contest is under review. ", link("See your contests", "/contests"));
    box.replaceWith(done);
    done.focus();
    say("Your contest is under review.");
  }
}

export async function contests() {
  const list = h("ul.plain.cards");
  const more = h("div.actions");
  await page(null);
  return {
    title: "Your contests",
    content: [
      h("h1", {}, "Your contests"),
      list.children.length ? list : h("p", {}, "You have contested no grade. When a grade in a quiz seems wrong to you, say so right below it."),
      more,
    ],
  };

  async function page(cursor) {
    const found = await get(cursor ? `/me/contests?cursor=${encodeURIComponent(cursor)}` : "/me/contests");
    list.append(...found.contests.map(entry));
    more.replaceChildren(...(found.cursor ? [button("Show more", () => busy(more, () => page(found.cursor)), "button.button.second")] : []));
  }
}

function entry(one) {
  return h("li.card", {},
    h("div.row", {}, h("span.quiet", {}, `Contested on ${time(one.contested_at)}`), h(`span.chip.${one.status}`, {}, outcomes[one.status] ?? one.status)),
    h("blockquote", {}, one.text),
    one.explanation ? h("p", {}, h("strong", {}, "Decision: "), one.explanation) : null,
    one.decided_at ? h("p.quiet", {}, `Decided on ${time(one.decided_at)}`) : null);
}
