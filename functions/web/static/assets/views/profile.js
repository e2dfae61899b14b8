// The account: name and image, where one is signed in, and the way out.

import { at, get, getTagged, remove, replace, upload } from "../api.js";
import { h, land, say } from "../dom.js";
import { day, time } from "../format.js";
import { busy, form } from "../forms.js";
import { button, link } from "../parts.js";
import { refresh } from "../router.js";
import { forgetProfile } from "../session.js";
import { choices } from "./cookies.js";
import { news, reminders } from "./news.js";
import { objections } from "./objections.js";
import { calendar } from "./reviews.js";

const LARGEST = 2 * 1024 * 1024;

export async function profilePage() {
  const [{ body: me, etag }, { sessions }, cookies, mails, interests, days, reminded] = await Promise.all([
    getTagged("/me/profile"), get("/me/sessions"), ...[choices(), news(), objections(), calendar(), reminders()].map((part) => part.catch(() => null)),
  ]);
  return {
    title: "Profile",
    content: [
      h("h1", {}, "Profile"),
      h("section.card.stack", {}, picture(me, etag), naming(me, etag), correction(me, etag), facts(me)),
      h("section", {}, h("h2", {}, "Where you are signed in"), h("ul.plain.cards", {}, sessions.map(session))),
      mails && h("section", {}, h("h2", {}, "News about courses"), mails),
      days && h("section", {}, h("h2", {}, "Your reviews in a calendar"), days),
      reminded && h("section", {}, h("h2", {}, "Reminders of reviews"), reminded),
      interests && h("section", {}, h("h2", {}, "Lessons that follow your answers"), interests),
      cookies && h("section", {}, h("h2", {}, "Cookies and colours"), cookies),
      yours(),
      signingOut(),
    ],
  };
}

// The version in the image's address lets a new image replace the one that the page shows.
function picture(me, etag) {
  const image = me.image
    ? h("img.portrait", { src: `${me.image}?of=${encodeURIComponent(etag)}`, alt: "Your image", width: 96, height: 96 })
    : h("span.portrait.letter", { "aria-hidden": "true" }, (me.name || "?").slice(0, 1));
  const input = h("input", { type: "file", accept: "image/png,image/jpeg,image/webp", onchange: () => busy(box, send) });
  const box = h("div.row.start", {}, image, h("div.stack", {},
    h("label.field", {}, h("span", {}, "Image"), input, h("small.quiet", {}, "PNG, JPEG or WebP, at most 2 MB. It is redrawn, so that nothing hidden in the file is kept.")),
    me.image ? button("Remove the image", () => busy(box, () => change(() => remove("/me/profile/image"))), "button.quietly") : null));
  return box;

  async function send() {
    const [file] = input.files;
    if (!file) return;
    if (file.size > LARGEST) throw new Error("This image is larger than 2 MB.");
    await change(() => upload("/me/profile/image", file));
    say("Saved.");
  }
}

function naming(me, etag) {
  return form({ class: "row start bottom" }, save,
    h("label.field", {}, h("span", {}, "Name"), h("input", { name: "name", required: true, maxlength: 100, autocomplete: "name", value: me.name ?? "" })),
    h("button.button.second", {}, "Save"));

  async function save(values) {
    await change(() => replace("PATCH", "/me/profile", { name: values.get("name").trim() }, etag));
    say("Saved.");
  }
}

// A name that the learner wrote stays whatever the provider says, until they go by the provider's again.
function correction(me, etag) {
  if (!me.corrected.includes("name")) return null;
  const box = h("div.row.start", {},
    h("span.quiet", {}, `You wrote this name on ${day(me.corrections.find(({ field }) => field === "name").at)}; signing in does not change it.`),
    button("Use the provider's name", () => busy(box, async () => {
      await change(() => replace("DELETE", at`/me/profile/corrections/${"name"}`, undefined, etag));
      say("The next sign-in brings the provider's name.");
    }), "button.quietly"));
  return box;
}

async function change(action) {
  await action();
  forgetProfile();
  await refresh();
}

function facts(me) {
  const entries = [
    ["Email", me.email ?? "none that your provider has verified"],
    ["Roles", me.roles.map((role) => role.replaceAll(/[_-]/g, " ")).join(", ")],
    ["Organization", me.organization ?? "none"],
    ["Signs in through", me.provider],
    ["Account since", day(me.created_at)],
    ["Learner id", me.learner_id],
  ];
  return h("dl.facts", {}, entries.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function session(one) {
  const entry = h("li.card.row", {},
    h("div", {},
      h("strong", {}, one.device || "Unknown device"), " ", one.current ? h("span.chip", {}, "this one") : null,
      h("span.quiet.block", {}, `Signed in ${time(one.signed_in_at)} · last used ${time(one.seen_at)} · ends ${time(one.ends_at)}`)),
    one.current ? null : button("End", () => busy(entry, async () => {
      await remove(at`/me/sessions/${one.id}`);
      const heading = entry.closest("section").querySelector("h2");
      entry.remove();
      land(heading, "Session ended.");
    }), "button.button.second"));
  return entry;
}

function yours() {
  const ways = [["A copy of my data, and who read it", "/data"], ["Restrict my data", "/restriction"], ["Erase my data", "/erasure"]];
  return h("section", {}, h("h2", {}, "Your data"), ways.map(([text, path]) => h("p", {}, link(text, path))));
}

function signingOut() {
  const box = h("div.actions", {}, button("Sign out", () => busy(box, async () => {
    await remove("/me/sessions/current");
    for (const part of ["main", "nav"]) document.getElementById(part).replaceChildren(); // so that going back shows nothing
    location.replace("/");
  }), "button.button.second"));
  return box;
}
