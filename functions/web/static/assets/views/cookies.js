// Colours and cookies: the question whether visits may be counted, and the page on which the answer can be changed.

import { h, say } from "../dom.js";
import { busy, form } from "../forms.js";
import { button } from "../parts.js";
import { allowVisits, chooseScheme, preferences } from "../preferences.js";
import { refresh } from "../router.js";

const schemes = [["system", "As my device"], ["light", "Light"], ["dark", "Dark"]];

export async function cookies() {
  return { title: "Cookies and colours", content: [h("h1", {}, "Cookies and colours"), await choices()] };
}

// The same choices, for any page that shows them.
export async function choices() {
  const now = await preferences();
  return h("div.card.stack", {},
    form({ class: "stack" }, save,
      h("label.field.short", {}, h("span", {}, "Colours"),
        h("select", { name: "scheme" }, schemes.map(([value, text]) => h("option", { value, selected: value === now.scheme }, text)))),
      h("fieldset", {},
        h("legend", {}, "May we count your visits?"),
        h("p.quiet", {}, now.wording.text),
        now.refuses_tracking ? h("p.quiet", {}, "Your browser refuses for you, by Global Privacy Control, so nothing is counted.") : null,
        h("div.options", {}, answer("yes", "Count my visits", now.visits === true, now.refuses_tracking && !now.visits), answer("no", "Do not count them", now.visits === false))),
      h("div.actions", {}, h("button.button.second", {}, "Save these choices"))),
    policy());

  async function save(values) {
    const visits = values.get("visits");
    if (values.get("scheme") !== now.scheme) await chooseScheme(values.get("scheme"));
    if (visits !== null && (visits === "yes") !== now.visits) await allowVisits(visits === "yes");
    document.getElementById("asked").replaceChildren();
    await refresh();
    say("Saved.");
  }
}

// Asked once, of equal answers; a browser that refuses by itself is not asked.
export async function ask() {
  const place = document.getElementById("asked");
  const now = await preferences();
  if (now.visits !== null || now.refuses_tracking) return place.replaceChildren();
  const box = h("section.notice.asked", { "aria-label": "May we count your visits?" },
    h("p", {}, now.wording.text),
    h("div.actions", {}, ["Allow", "Refuse"].map((text) => button(text, () => busy(box, async () => {
      await allowVisits(text === "Allow");
      place.replaceChildren();
      document.getElementById("main").focus();
      say("Saved.");
    }), "button.button.second")), policy()));
  return place.replaceChildren(box);
}

function answer(value, text, checked, disabled = false) {
  return h("label.option", {}, h("input", { type: "radio", name: "visits", value, checked, disabled }), h("span", {}, text));
}

function policy() {
  return h("a", { href: "/privacy/cookies" }, "All our cookies");
}
