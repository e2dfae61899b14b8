// Where the links in mails about course news lead. A button asks once more, since mail scanners follow links.

import { at, oneClick, post } from "../api.js";
import { h } from "../dom.js";
import { form } from "../forms.js";
import { back } from "../parts.js";

export function confirmNews({ token }) {
  return asked("News about courses", "Do you want mails about new course versions? Each of them lets you end it with one click.",
    "Yes, send me news", () => post("/news/confirmations", { token }), "Done: you will hear of new course versions by mail.");
}

export function endNews({ token }) {
  return asked("News about courses", "You will get no more mails about new course versions.",
    "Unsubscribe", () => oneClick(at`/news/unsubscriptions/${token}`), "Done: you get no more news by mail.");
}

async function asked(title, question, yes, act, done) {
  const element = form({ class: "stack" }, async () => {
    await act();
    element.replaceChildren(h("p", { role: "status" }, done));
  }, h("p", {}, question), h("button.button", {}, yes));
  return { title, content: [back("Back", "/"), h("h1", {}, title), element] };
}
