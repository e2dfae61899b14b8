// The right to object (art. 21 GDPR) to what is derived of the learner's answers, and to take the objection back.

import { at, get, put, remove } from "../api.js";
import { h, say } from "../dom.js";
import { day } from "../format.js";
import { busy } from "../forms.js";
import { button, link } from "../parts.js";
import { refresh } from "../router.js";
import { appeal } from "./contests.js";

const signals = at`/me/objections/${"signals"}`;

export async function objections() {
  const { objections: all } = await get("/me/objections");
  const { objected, outweighed } = all.find(({ purpose }) => purpose === "signals");
  if (outweighed) {
    return h("div.card.stack", {},
      h("p", {}, "You objected to signals. A person weighed that against our grounds, and found that ours are compelling:"),
      h("blockquote", {}, outweighed.grounds),
      h("p.quiet", {}, `Decided on ${day(outweighed.decided_at)}. You may complain to a supervisory authority, or go to court; and you can `, link("restrict your data", "/restriction"), "."),
      outweighed.appeal
        ? h("p", {}, "You appealed against this. ", link("See your contests", "/contests"))
        : appeal("signals"));
  }
  const box = h("div.card.stack", {},
    h("p.quiet", {}, objected
      ? "You object, so no signals are derived from your answers and lessons come in the order of the course."
      : "From your answers we notice where you struggle, and offer help by it, and where you advance quickly, which we only show to you. You may object at any time: what was noticed is then deleted."),
    h("div.actions", {}, button(objected ? "Take the objection back" : "Object", () => busy(box, change), "button.button.second")));
  return box;

  async function change() {
    await (objected ? remove(signals) : put(signals));
    await refresh();
    say(objected ? "Lessons follow your answers again." : "Nothing more is derived from your answers.");
  }
}
