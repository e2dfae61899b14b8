// Above the courses: what changed in the policy, until its reader says that they have seen it.

import { at, get, put } from "../api.js";
import { h, land } from "../dom.js";
import { form } from "../forms.js";
import { day } from "../format.js";

// Courses are shown even where notices cannot be: these come again with the next page.
export async function notices() {
  const { notices: pending } = await get("/me/notices").catch(() => ({ notices: [] }));
  return pending.map(shown);
}

function shown({ notice, date, summary }) {
  const card = h("section.notice", {},
    h("h2", {}, "Our privacy policy has changed"),
    h("p.quiet", {}, day(date)),
    h("ul", {}, summary.map((line) => h("li", {}, line))),
    h("p", {}, h("a", { href: "/privacy/policy" }, "Read the policy")),
    form({}, async () => {
      await put(at`/me/notices/${notice}/acknowledgement`);
      card.remove();
      land(document.querySelector("main h1"), "Thank you. It is shown no more.");
    }, h("button.button", {}, "I have seen this")));
  return card;
}
