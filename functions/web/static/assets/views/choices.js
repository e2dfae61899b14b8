// Domain, goal and time for one course, and a note that only its writer reads.

import { at, get, getTagged, Refused, replace } from "../api.js";
import { h } from "../dom.js";
import { form } from "../forms.js";
import { back } from "../parts.js";
import { go } from "../router.js";

const EXTRA = [[0, "The usual time"], [25, "A quarter more"], [50, "Half as much again"], [100, "Twice the time"]];

export async function choices({ course }) {
  const [outline, { body, etag }, mastery] = await Promise.all([
    get(at`/courses/${course}`), chosen(course), get(at`/me/courses/${course}/mastery`).catch(() => null),
  ]);
  const first = mastery !== null && !mastery.placement;
  return {
    title: "Your choices",
    content: [
      back(outline.title, at`/courses/${course}`),
      h("h1", {}, "What are you learning this for?"),
      h("p", {}, "Domain and goal steer which lessons come first. You can change them at any time, and leave any of this open."),
      form({ class: "stack" }, save,
        group("domain", "Your domain", outline.domains, body.domain, "Any domain"),
        group("goal", "Your goal", outline.goals, body.goal, "No particular goal"),
        h("label.field.short", {}, h("span", {}, "Be done by ", h("span.quiet", {}, "(optional)")),
          h("input", { type: "date", name: "deadline", value: body.deadline ?? "" }),
          h("small.quiet", {}, "You are told what that takes, and how likely it is, once you have studied for two weeks.")),
        h("label.field.short", {}, h("span", {}, "Time for a lesson"),
          h("select", { name: "extra_time" }, EXTRA.map(([percent, words]) => h("option", { value: percent, selected: percent === (body.extra_time ?? 0) }, words))),
          h("small.quiet", {}, "Your plan reckons with it. You need not say why, and nothing here runs against a clock.")),
        h("label.field", {}, h("span", {}, "A note to yourself ", h("span.quiet", {}, "(optional)")),
          h("textarea", { name: "note", rows: 3, maxlength: 500 }, body.note ?? ""),
          h("small.quiet", {}, "Only you read this. It changes nothing and is never sent anywhere.")),
        h("div.actions", {}, h("button.button", {}, first ? "Save and find your level" : "Save"))),
    ],
  };

  async function save(values) {
    const settings = {
      domain: values.get("domain") || null, goal: values.get("goal") || null,
      deadline: values.get("deadline") || null, extra_time: Number(values.get("extra_time")),
      note: values.get("note").trim() || null,
    };
    await replace("PUT", at`/me/courses/${course}/settings`, settings, etag);
    go(first ? at`/courses/${course}/placement` : at`/courses/${course}`);
  }
}

async function chosen(course) {
  try {
    return await getTagged(at`/me/courses/${course}/settings`);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return { body: {}, etag: null };
    throw error;
  }
}

function group(name, title, all, current, none) {
  const entries = [...all, { id: "", title: none, summary: "" }];
  const gone = current && !all.some((one) => one.id === current);
  return h("fieldset", {},
    h("legend", {}, title),
    gone ? h("p", {}, "What you chose is no longer in this course. Choose anew, or leave it open.") : null,
    h("div.options", {}, entries.map((one) => h("label.option", {},
      h("input", { type: "radio", name, value: one.id, checked: one.id === (current ?? "") }),
      h("span", {}, h("strong", {}, one.title), one.summary ? h("span.quiet.block", {}, one.summary) : null)))));
}
