// Reviews: which skills are due when, and the address by which a calendar program reads it.

import { at, get, put, Refused, remove } from "../api.js";
import { h, land, say } from "../dom.js";
import { day, time } from "../format.js";
import { busy } from "../forms.js";
import { button, eyebrow, link } from "../parts.js";
import { refresh } from "../router.js";

// What of a course is to be reviewed; nothing where nothing was learned yet.
export async function reviewsCard(course) {
  const { reviews } = await get(at`/me/courses/${course}/reviews`);
  if (!reviews.length) return null;
  return h("section.card", { "aria-label": "Your reviews" },
    eyebrow("Your reviews"),
    h("p", {}, "A look back at the right time keeps what you learned. Each right answer puts the next one further off."),
    h("ul.plain", {}, reviews.map((one) => h("li.row", {},
      link(one.title, at`/courses/${course}/lessons/${one.lesson}`),
      one.now ? h("span.chip", {}, "due now") : h("span.quiet", {}, day(one.due))))),
    h("p", {}, link("Put them into your calendar", "/profile")));
}

// The account's own control. The address is shown once, since we keep none.
export async function calendar() {
  const found = await get("/me/calendar").catch((error) => {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  });
  const box = h("div.card.stack", {},
    h("p", {}, "Subscribe to the days of your reviews in a calendar program. It gets titles of skills and days, and nothing that says whose they are; whoever has the address can read it."),
    found ? h("p.quiet", {}, `There has been an address since ${time(found.created_at)}. It was shown once; to see one, make another, which ends that one.`) : null,
    h("div.actions", {},
      button(found ? "Make another address" : "Make an address", () => busy(box, make), "button.button.second"),
      found ? button("Revoke it", () => busy(box, revoke), "button.quietly") : null));
  return box;

  async function make() {
    const { url } = await put("/me/calendar");
    box.querySelector(".actions").replaceWith(h("label.field", {}, h("span", {}, "Your calendar's address"),
      h("input", { type: "url", readonly: true, value: url, onfocus: (event) => event.target.select() }),
      h("small.quiet", {}, "Copy it into your calendar program now: it is not shown again.")));
    land(box.querySelector("input"));
  }

  async function revoke() {
    await remove("/me/calendar");
    await refresh();
    say("The address opens nothing any more.");
  }
}
