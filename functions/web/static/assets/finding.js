// For privacy admins: whose account has the mail address that somebody writes from, or gives in a letter.

import { post } from "./api.js";
import { h, land } from "./dom.js";
import { day, plural } from "./format.js";
import { form } from "./forms.js";
import { button } from "./parts.js";

// A form of its own, whose choice fills in the learner of the form `asked`.
export function finding(asked) {
  const found = h("div.stack");
  return h("section.card.stack", { "aria-labelledby": "finding" },
    h("h2", { id: "finding" }, "Find by address"),
    h("p.quiet", {}, "An address alone proves nobody's identity: anybody can write it into a letter. Whoever is found sees that a privacy admin looked."),
    form({ class: "row start bottom" }, find,
      h("label.field", {}, h("span", {}, "Email address"),
        h("input", { name: "address", required: true, maxlength: 320, inputmode: "email", autocomplete: "off", autocapitalize: "off", spellcheck: "false" })),
      h("button.button.second", {}, "Find")),
    found);

  async function find(values) {
    found.replaceChildren();
    const { learners } = await post("/rights/lookups", Object.fromEntries(values));
    found.append(learners.length
      ? h("ul.plain.cards", {}, learners.map((each) => account(each, asked)))
      : h("p", {}, "No account has this address."));
    land(found.firstChild, `${plural(learners.length, "account")} found.`);
  }
}

function account({ learner_id: id, created_at: since, email_verified: verified }, asked) {
  const proven = verified ? "Its provider has verified the address." : "Nobody has verified the address: it may be another's.";
  return h("li.card.stack", {},
    h("p", {}, h("code", {}, id)),
    h("p", {}, `Account since ${day(since)}. ${proven}`),
    h("div.actions", {}, button("Use this id", () => fill(asked, id), "button.button.second")));
}

function fill(asked, id) {
  const field = asked.elements.learner;
  field.value = id;
  land(field, "Filled in.");
}
