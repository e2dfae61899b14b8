// For privacy admins: what was given out by law, listed and recorded.

import { at, posting } from "../api.js";
import { articles, kinds, states, stores } from "../disclosures.js";
import { h, land, say } from "../dom.js";
import { learner, sendable, tomorrow, whichStores } from "../fields.js";
import { finding } from "../finding.js";
import { day, plural } from "../format.js";
import { form, select } from "../forms.js";
import { paged } from "../paged.js";
import { back, link } from "../parts.js";

export async function disclosures() {
  const section = h("section", {});
  await list(section, "recorded");
  return {
    title: "Disclosures",
    content: [
      h("h1", {}, "Disclosures"),
      h("p", {}, "What a court, an authority or another legal partner is given of somebody. It counts, and may be given out, once another privacy admin has approved it."),
      h("p", {}, link("Record a disclosure", "/disclosures/new")),
      form({ class: "row start bottom" }, async (values) => say(`${plural(await list(section, values.get("state")), "disclosure")} shown.`),
        select("State", "state", states, { chosen: "recorded" }),
        h("button.button.second", {}, "Show")),
      section,
    ],
  };
}

async function list(section, state) {
  const { list: found, more } = await paged(`/rights/disclosures?state=${state}`, (page) => page.disclosures, entry);
  const shown = found.children.length;
  section.replaceChildren(shown ? found : h("p", {}, "There are none."), more);
  return shown;
}

function entry(one) {
  return h("li.card", {},
    h("div.row", {}, link(`${kinds[one.kind]}, ${day(one.disclosed_on)}`, at`/disclosures/${one.disclosure}`), h("span.chip", {}, states[one.state])),
    h("p.quiet", {}, `${one.article}. Given: ${one.stores.join(", ")}${one.silent_until ? `. The learner is not to be told before ${day(one.silent_until)}` : ""}`));
}

export async function recording() {
  const send = posting("/rights/disclosures");
  const element = form({ class: "card stack" }, record,
    learner(),
    select("Why", "kind", kinds),
    select("By which rule", "article", articles),
    text("The order or request: who issued it, its number, its day", "reference", { maxlength: 1000 }),
    text("To whom it is given", "recipient", { maxlength: 1000 }),
    text("Their mail address", "recipient_mail", { type: "email", maxlength: 254 }, "There they are told when the data is corrected, restricted or erased."),
    whichStores("What is given", stores),
    h("label.field.short", {}, h("span", {}, "Given on"), h("input", { type: "date", name: "disclosed_on", required: true })),
    h("label.field.short", {}, h("span", {}, "The learner may not be told before ", h("span.quiet", {}, "(only if an order says so)")),
      h("input", { type: "date", name: "silent_until", min: tomorrow() })),
    h("div.actions", {}, h("button.button", {}, "Record it")));
  return {
    title: "Record a disclosure",
    content: [back("Disclosures", "/disclosures"), h("h1", {}, "Record a disclosure"), finding(element), element],
  };

  async function record(values) {
    const { disclosure } = await send({ ...sendable(values), silent_until: values.get("silent_until") || null });
    const shown = h("div.notice.stack", {},
      h("p", {}, h("strong", {}, "Recorded"), ". Nothing may be given out before another privacy admin has approved it."),
      h("p", {}, link("See the disclosure", at`/disclosures/${disclosure}`)));
    element.replaceWith(shown);
    land(shown, "Recorded.");
  }
}

function text(label, name, attributes, more = null) {
  return h("label.field", {}, h("span", {}, label), h("input", { name, required: true, autocomplete: "off", ...attributes }),
    more ? h("small.quiet", {}, more) : null);
}
