// A copy of everything that is held about the learner (arts. 15 and 20 GDPR), who read it, and who was given some.

import { at, get, leadsOn, post, remove } from "../api.js";
import { h, say } from "../dom.js";
import { day, size, time } from "../format.js";
import { busy } from "../forms.js";
import { paged } from "../paged.js";
import { back, button, doubt, proven } from "../parts.js";
import { refresh } from "../router.js";

const states = {
  forwarded: "passed on",
  doubted: "waiting for proof",
  running: "being made",
  ready: "ready",
  withdrawing: "being deleted",
};

export async function data() {
  const [{ exports: [copy] }, { disclosures }] = await Promise.all([get("/me/exports"), get("/me/disclosures")]);
  return {
    title: "My data",
    content: [
      back("Profile", "/profile"),
      h("h1", {}, "My data"),
      h("section", {}, h("h2", {}, "A copy of all of it"), copy ? shown(copy) : asked()),
      h("section", {}, h("h2", {}, "Who read it"), await readers()),
      h("section", {}, h("h2", {}, "Who was given some of it by law"), given(disclosures)),
    ],
  };
}

function asked() {
  const box = h("div.card.stack", {},
    h("p", {}, "Everything that we hold about you, in one file: a page to read, the data of each store, and what you did in a form that other services can read."),
    h("p.quiet", {}, "It takes a minute or two; we write to you when it is ready. You must have signed in just before."),
    h("div.actions", {}, button("Make a copy", () => busy(box, ask))));
  return box;
}

async function ask() {
  await post("/me/exports");
  await refresh();
  say("Your copy is being made.");
}

function shown(copy) {
  const { archive } = copy;
  const passedOn = copy.state === "forwarded"; // by their organization, for the learner to answer
  const waits = passedOn || copy.state === "doubted"; // for the learner to ask for it here
  const box = h("div.card.stack", {},
    h("div.row", {}, h("strong", {}, `Asked for on ${day(copy.opened_at)}`), h("span.chip", {}, states[copy.state])),
    h("p", {}, copy.next),
    proven(copy),
    doubt(copy),
    archive ? h("p.quiet", {}, `${size(archive.size)}, until ${time(archive.until)}`) : null,
    archive ? h("details", {}, h("summary", {}, "How to check the file"), h("p", {}, "Its SHA-256 is ", h("code", {}, archive.sha256))) : null,
    copy.state === "withdrawing" ? null : h("div.actions", {},
      waits ? button("Make a copy", () => busy(box, ask)) : null,
      archive ? button("Download it", () => busy(box, () => leadsOn(archive.href))) : null,
      button(passedOn ? "Decline" : archive ? "Delete it" : "Stop and delete it", () => busy(box, withdraw), "button.button.second")));
  return box;

  async function withdraw() {
    await remove(at`/me/exports/${copy.id}`);
    await refresh();
    say(passedOn ? "Declined." : "The copy is being deleted.");
  }
}

async function readers() {
  const { list, more } = await paged("/me/accesses", (found) => found.accesses, access);
  return list.children.length ? [list, more] : h("p", {}, "Nobody but you.");
}

function access({ at: when, by, purpose, stores }) {
  return h("li.card.stack", {},
    h("div.row", {}, h("strong", {}, by.replaceAll("-", " ")), h("span.quiet", {}, time(when))),
    h("p", {}, `For ${purpose}: ${stores.join(", ")}`));
}

function given(disclosures) {
  return disclosures.length ? h("ul.plain.cards", {}, ...disclosures.map(disclosure)) : h("p", {}, "Nobody of whom we may tell you.");
}

function disclosure({ kind, article, reference, recipient, stores, disclosed_on }) {
  return h("li.card.stack", {},
    h("div.row", {}, h("strong", {}, recipient), h("span.quiet", {}, day(disclosed_on))),
    h("p", {}, `${kind} ${reference} (${article})`),
    h("p", {}, `Given: ${stores.join(", ")}`));
}
