// For privacy admins: entering what somebody asked for by right who cannot sign in, and proved who they are.

import { at, posting } from "../api.js";
import { h, land } from "../dom.js";
import { learner, today } from "../fields.js";
import { finding } from "../finding.js";
import { day } from "../format.js";
import { form, select } from "../forms.js";
import { back, link } from "../parts.js";
import { channels, grounds, laws, proofs, rights, states } from "../rights.js";
import { profile } from "../session.js";

export async function entry() {
  const who = await profile();
  const asked = asking(who?.body.learner_id);
  return {
    title: "Enter a request",
    content: [
      back("Requests", "/requests"),
      h("h1", {}, "Enter a request"),
      h("p", {}, "Of somebody who proved to you who they are. They are told of it by mail at once. Another privacy admin has to approve an erasure; a copy and a restriction wait for nobody."),
      finding(asked),
      asked,
    ],
  };
}

function asking(me) {
  const send = posting("/rights/requests");
  const ground = h("div", { hidden: true }, select("On which ground", "ground", grounds, { disabled: true }));
  const element = form({ class: "card stack", onchange: fit }, enter,
    learner(),
    select("What they ask for", "right", rights),
    ground,
    select("By the law", "jurisdiction", laws, { chosen: "GDPR" }),
    select("How they came", "channel", channels),
    select("What you examined", "proof", proofs),
    h("label.field.short", {}, h("span", {}, "Received on"),
      h("input", { type: "date", name: "received_on", required: true, max: today() }),
      h("small.quiet", {}, "The day from which the time for an answer runs.")),
    h("p.quiet", {}, "Do not keep a copy of any document: that it was examined is enough."),
    h("div.actions", {}, h("button.button", {}, "Enter it")));
  return element;

  // A restriction alone has a ground.
  function fit() {
    ground.hidden = element.elements.right.value !== "restriction";
    element.elements.ground.disabled = ground.hidden;
  }

  async function enter(values) {
    const { learner: id, ...others } = Object.fromEntries(values);
    const made = await send({ learner: id.trim(), ...others });
    const shown = entered(made, me);
    element.replaceWith(shown);
    land(shown, "Entered.");
  }
}

function entered({ request, receipt_code: code }, me) {
  const stood = code === null && (request.right === "erasure" || request.proven?.admin !== me);
  return h("div.notice.stack", {},
    h("p", {}, h("strong", {}, stood ? "They have such a request open already, which stays as it stands" : "Entered"),
      `: ${states[request.state]}, to be answered by ${day(request.due)}.`),
    code ? [
      h("p", {}, "Hand on this code to the learner by the way they came. It is shown only once, and opens the receipt when the account is gone:"),
      h("p", {}, h("code", {}, code)),
    ] : null,
    h("p", {}, link("See the request", at`/requests/${request.id}`)));
}
