// Restricting one's record (art. 18 GDPR): on a ground of the law, changed and lifted with one press.

import { get, put, remove } from "../api.js";
import { h, say } from "../dom.js";
import { day } from "../format.js";
import { busy, form } from "../forms.js";
import { back, button, proven } from "../parts.js";
import { refresh } from "../router.js";

const grounds = [
  ["accuracy", "Something you hold about me is not right, and you have yet to look at that"],
  ["unlawful", "You may not do what you do with my data, and I do not want it erased"],
  ["claims", "I need the data for a legal claim, though you need it no more"],
  ["objection", "I have objected, and it is not decided whose reasons weigh more"],
];

export async function restriction() {
  const { restriction: held, forwarded } = await get("/me/restriction");
  return {
    title: "Restrict my data",
    content: [
      back("Profile", "/profile"),
      h("h1", {}, "Restrict my data"),
      held ? status(held) : h("p", {}, "We keep your data and do not use it: nothing is derived of it, lessons come in the order of the course, nobody of ours is shown it, and we write to you only about your rights. You can still read all of it, have it corrected or erased, and lift this whenever you like."),
      forwarded ? passedOn(forwarded) : null,
      asking(held),
    ],
  };
}

function status(held) {
  const box = h("div.card.stack", {},
    h("p", {}, h("strong", {}, `Restricted since ${day(held.request.opened_at)}.`), " ", held.request.next),
    proven(held.request),
    held.lifts_at ? h("p.notice", {}, `We lift this on ${day(held.lifts_at)}. ${held.because} If you have another ground, choose it below.`) : null,
    h("div.actions", {}, button("Lift the restriction", () => busy(box, lift), "button.button.second")));
  return box;

  async function lift() {
    await remove("/me/restriction");
    await refresh();
    say("Your data is used again, as before.");
  }
}

function passedOn(request) {
  const box = h("div.notice.stack", {}, h("p", {}, request.next),
    h("div.actions", {}, button("Decline", () => busy(box, async () => {
      await remove("/me/restriction");
      await refresh();
      say("Declined.");
    }), "button.button.second")));
  return box;
}

function asking(held) {
  return form({ class: "card stack" }, restrict,
    h("fieldset", {}, h("legend", {}, "On which ground?"),
      h("div.options", {}, grounds.map(([ground, words]) => h("label.option", {},
        h("input", { type: "radio", name: "ground", value: ground, required: true, checked: ground === held?.ground }),
        h("span", {}, words))))),
    h("label.option", {}, h("input", { type: "checkbox", name: "learning", checked: held?.learning ?? false }),
      h("span", {}, "Let me go on learning meanwhile: what I do in my courses counts")),
    h("div.actions", {}, h("button.button", {}, held ? "Save" : "Restrict my data")));

  async function restrict(values) {
    await put("/me/restriction", { ground: values.get("ground"), learning: values.has("learning") });
    await refresh();
    say(held ? "Saved." : "Your data is kept, and not used.");
  }
}
