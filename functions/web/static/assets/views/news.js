// News about courses: asked for and ended in the account, and confirmed and ended by the links in mails. A link's page
// asks once more by a button, since mail scanners follow links.

import { at, get, oneClick, post, put, remove } from "../api.js";
import { h, land, say } from "../dom.js";
import { busy, form } from "../forms.js";
import { back, button } from "../parts.js";
import { refresh } from "../router.js";

const consent = at`/me/consents/${"news"}`;

const objection = at`/me/objections/${"news"}`;

// The account's own control: the service's wording, one press either way, and one that nothing outweighs.
export async function news() {
  const [{ consents }, { objections }] = await Promise.all([get("/me/consents"), get("/me/objections")]);
  const { objected } = objections.find(({ purpose }) => purpose === "news");
  const { state, wording } = consents.find(({ purpose }) => purpose === "news");
  const granted = state === "granted";
  const box = h("div.card.stack", {},
    h("p.quiet", {}, wording.text),
    granted ? h("p", {}, "You asked for news. They come once you have followed the link in the mail that we sent you. The link holds for seven days; to get another, end the news and ask again.") : null,
    objected ? h("p", {}, "You object to news, so none are sent to you. Asking for them takes that back.") : null,
    h("div.actions", {},
      button(granted ? "End the news" : "Send me news", () => busy(box, change), "button.button.second"),
      objected ? null : button("Object to news", () => busy(box, object), "button.quietly")));
  return box;

  async function object() {
    await put(objection);
    await refresh();
    say("No news are sent to you from now on.");
  }

  async function change() {
    await (granted ? remove(consent) : put(consent, { version: wording.version }));
    await refresh();
    say(granted ? "You get no more news." : "Look into your mailbox: a link there confirms it.");
  }
}

export function confirmNews({ token }) {
  return asked("News about courses", "Do you want mails about new course versions? Each of them lets you end it with one click.",
    "Yes, send me news", () => post("/news/confirmations", { token }), "Done: you will hear of new course versions by mail.");
}

export function endNews({ token }) {
  return asked("News about courses", "You will get no more mails about new course versions.",
    "Unsubscribe", () => oneClick(at`/news/unsubscriptions/${token}`), "Done: you get no more news by mail.");
}

export function endReminders({ token }) {
  return asked("Reminders of reviews", "You will get no more mails about reviews that are due.",
    "Remind me no more", () => oneClick(at`/reminders/unsubscriptions/${token}`), "Done: you are not reminded any more.");
}

// The account's own control of reminders: the service's wording, and one press either way.
export async function reminders() {
  const { consents } = await get("/me/consents");
  const { state, wording } = consents.find(({ purpose }) => purpose === "reminders");
  const granted = state === "granted";
  const own = at`/me/consents/${"reminders"}`;
  const box = h("div.card.stack", {},
    h("p.quiet", {}, wording.text),
    h("div.actions", {}, button(granted ? "Remind me no more" : "Remind me by mail", () => busy(box, async () => {
      await (granted ? remove(own) : put(own, { version: wording.version }));
      await refresh();
      say(granted ? "You are not reminded any more." : "You are reminded when a review is due.");
    }), "button.button.second")));
  return box;
}

async function asked(title, question, yes, act, done) {
  const element = form({ class: "stack" }, async () => {
    await act();
    const told = h("p", {}, done);
    element.replaceChildren(told);
    land(told, done);
  }, h("p", {}, question), h("button.button", {}, yes));
  return { title, content: [back("Back", "/"), h("h1", {}, title), element] };
}
