// The erasure of everything (art. 17 GDPR): asked for, followed and cancelled in the account, and shown afterwards to
// whoever holds the receipt's code, since nobody can sign in any more.

import { at, get, post, remove } from "../api.js";
import { h, land, say } from "../dom.js";
import { day, time } from "../format.js";
import { busy, form } from "../forms.js";
import { back, button, doubt, link, proven } from "../parts.js";
import { refresh } from "../router.js";
import { forgetProfile } from "../session.js";

const states = {
  forwarded: "passed on",
  instructed: "instructed",
  entered: "entered for you",
  doubted: "waiting for proof",
  "cooling-off": "cooling off",
  running: "under way",
  mailing: "telling you",
  closing: "closing",
  held: "held",
  complete: "complete",
  cancelled: "cancelled",
  denied: "denied",
};
const passedOn = ["forwarded", "instructed"]; // by their organization, for the learner to answer
const waiting = [...passedOn, "entered", "doubted"]; // the learner can ask for it here, too, or once more
const cancellable = [...waiting, "cooling-off", "held"];

export async function erasure() {
  const { erasures: [open] } = await get("/me/erasures");
  return {
    title: "Erase my data",
    content: [back("Profile", "/profile"), h("h1", {}, "Erase my data"), open ? followed(open) : null, !open || waiting.includes(open.state) ? asked() : null],
  };
}

function asked() {
  const element = form({ class: "card stack" }, ask,
    h("p", {}, "We delete your account, your answers, your progress and all else that we hold about you, read back that it is gone, and give you a signed receipt. It cannot be undone."),
    h("p", {}, "Nothing happens in the first seven days, in which you can cancel it here."),
    h("label.option", {}, h("input", { type: "checkbox", name: "waived" }), h("span", {}, "Begin at once, without these seven days")),
    h("label.option", {}, h("input", { type: "checkbox", required: true }), h("span", {}, "I know that my progress and my placement cannot be brought back")),
    h("div.actions", {}, h("button.button", {}, "Erase my data")));
  return element;

  async function ask(values) {
    const made = await post("/me/erasures", { waive_cooling_off: values.has("waived") });
    forgetProfile();
    const code = keep(made.receipt_code);
    element.replaceWith(code, followed(made.request));
    land(code, "Your erasure is asked for. Keep the code of its receipt.");
  }
}

function keep(code) {
  return h("div.notice.stack", {},
    h("p", {}, h("strong", {}, "Keep this code. "), "It is shown only once, and opens the receipt when your account is gone:"),
    h("p", {}, h("code", {}, code)),
    h("p", {}, link("Where the code is asked for", "/receipt")));
}

function followed(request) {
  const waits = passedOn.includes(request.state);
  const box = h("div.card.stack", {}, ...told(request),
    cancellable.includes(request.state)
      ? h("div.actions", {}, button(waits ? "Decline" : "Cancel the erasure", () => busy(box, cancel), "button.button.second"))
      : null);
  return box;

  async function cancel() {
    await remove(at`/me/erasures/${request.id}`);
    await refresh();
    say(waits ? "Declined. Nothing was erased." : "Cancelled. Nothing was erased.");
  }
}

function told(request) {
  return [
    h("div.row", {}, h("strong", {}, "Erasure"), h("span.chip", {}, states[request.state])),
    h("p", {}, request.next),
    proven(request),
    doubt(request),
    request.denied ? h("p", {}, `${request.denied.because} (${request.denied.article})`) : null,
    request.remedies.length ? h("ul", {}, request.remedies.map((each) => h("li", {}, each))) : null,
    h("p.quiet", {}, `Answered by ${day(request.due)} at the latest.`),
    h("ol.plain", {}, request.history.map((step) => h("li", {}, `${time(step.at)}: ${states[step.state]}`))),
  ];
}

export async function receipt() {
  const shown = h("div", { "aria-live": "polite" });
  return {
    title: "Receipt of an erasure",
    content: [
      h("h1", {}, "Receipt of an erasure"),
      form({ class: "row start bottom" }, show,
        h("label.field", {}, h("span", {}, "Code"), h("input", { name: "code", required: true, autocomplete: "off", spellcheck: "false" })),
        h("button.button", {}, "Show it")),
      shown,
    ],
  };

  async function show(values) {
    shown.replaceChildren();
    const { request, receipt: signed, backups } = await get(at`/rights/receipts/${values.get("code").trim()}`);
    shown.append(h("div.card.stack", {}, ...told(request), ...(signed ? proof(signed, backups) : [])));
  }
}

function proof({ statement, signature }, backups) {
  const { stores, kept, "backups until": until } = JSON.parse(statement);
  return [
    h("h2", {}, "What was erased"),
    h("div.scroller", { tabindex: 0 }, h("table", {},
      h("thead", {}, h("tr", {}, ["Store", "Found", "Read back empty"].map((name) => h("th", {}, name)))),
      h("tbody", {}, Object.entries(stores).map(([store, { found, "read back": read }]) =>
        h("tr", {}, h("td", {}, store), h("td", {}, String(found)), h("td", {}, time(read))))))),
    h("h2", {}, "What is kept, and why"),
    h("dl.facts", {}, Object.entries(kept).map(([store, reason]) => [h("dt", {}, store), h("dd", {}, reason)])),
    h("p", {}, backups ? "No backup copy is left, either." : `The last backup copy is gone by ${day(until)}.`),
    h("details", {}, h("summary", {}, "The receipt as it is signed"),
      [{ statement, signature }, ...(backups ? [backups] : [])].map((line) =>
        h("div.scroller", { tabindex: 0 }, h("pre", {}, line.statement), h("pre", {}, line.signature))),
      h("p", {}, h("a", { href: "/rights/receipts/key" }, "The key to verify it with"))),
  ];
}
