// For privacy admins: the holds on what an erasure would delete, listed and placed.

import { at, posting } from "../api.js";
import { h, land } from "../dom.js";
import { learner, sendable, tomorrow, whichStores } from "../fields.js";
import { finding } from "../finding.js";
import { day } from "../format.js";
import { form, select } from "../forms.js";
import { articles, kinds, stores } from "../holds.js";
import { paged } from "../paged.js";
import { back, link } from "../parts.js";

export async function holds() {
  const { list, more } = await paged("/rights/holds", (found) => found.holds, entry);
  return {
    title: "Holds",
    content: [
      h("h1", {}, "Holds"),
      h("p", {}, "What an erasure keeps for now, the next to be reviewed first. That you open one is noted, and its learner sees it: open those that you act on."),
      h("p", {}, link("Place a hold", "/holds/new")),
      list.children.length ? list : h("p", {}, "There are none."),
      more,
    ],
  };
}

function entry(one) {
  return h("li.card", {},
    link(`${kinds[one.kind]}, to be reviewed by ${day(one.review_on)}`, at`/holds/${one.hold}`),
    h("p.quiet", {}, `${one.article}. Kept: ${one.stores.join(", ")}`));
}

export async function placing() {
  const send = posting("/rights/holds");
  const element = form({ class: "card stack" }, place,
    learner(),
    select("For what", "kind", kinds),
    select("By which rule", "article", articles),
    whichStores("What is kept", stores),
    ...reviewed(),
    h("div.actions", {}, h("button.button", {}, "Place it")));
  return {
    title: "Place a hold",
    content: [
      back("Holds", "/holds"),
      h("h1", {}, "Place a hold"),
      h("p", {}, "An erasure keeps what you name here and erases the rest. Whoever asks for one is told of it, and why."),
      finding(element),
      element,
    ],
  };

  async function place(values) {
    const shown = placed(await send(sendable(values)));
    element.replaceWith(shown);
    land(shown, "Placed.");
  }
}

function placed({ hold, stores: kept, begun }) {
  return h("div.notice.stack", {},
    h("p", {}, h("strong", {}, "Placed"), `: from now on an erasure keeps ${kept.join(", ")}.`),
    begun.length ? h("p", {}, `An erasure had begun with ${begun.join(", ")}: some of that may be gone.`) : null,
    h("p", {}, link("See the hold", at`/holds/${hold}`)));
}

// What is said anew with each review.
export function reviewed({ reason = "", review_on: on = "" } = {}) {
  return [
    h("label.field", {}, h("span", {}, "Reason, in words for the learner"),
      h("textarea", { name: "reason", rows: 3, maxlength: 1000, required: true }, reason)),
    h("label.field.short", {}, h("span", {}, "To be reviewed by"),
      h("input", { type: "date", name: "review_on", required: true, min: tomorrow(), value: on })),
  ];
}
