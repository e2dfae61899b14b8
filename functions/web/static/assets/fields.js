// Fields of the forms of privacy admins.

import { h } from "./dom.js";

const UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const DAY = 86_400_000; // ms

// Whose: by the id of their account, which nothing but an audited look-up (finding.js) tells of an address.
export function learner() {
  return h("label.field", {}, h("span", {}, "Learner id"),
    h("input", { name: "learner", required: true, autocomplete: "off", spellcheck: "false", pattern: `\\s*${UUID}\\s*`, title: "An id such as 0198c0de-0000-7000-8000-000000000000" }),
    h("small.quiet", {}, "Learners find it on their page “Profile”."));
}

export function whichStores(legend, names) {
  return h("fieldset", {}, h("legend", {}, legend), h("div.tiles", {}, names.map((name) =>
    h("label.option", {}, h("input", { type: "checkbox", name: "stores", value: name }), h("span", {}, name)))));
}

// What is sent of a form with these two, each store being a value of its own.
export function sendable(values) {
  if (!values.has("stores")) throw new Error("Choose at least one store.");
  return { ...Object.fromEntries(values), learner: values.get("learner").trim(), stores: values.getAll("stores") };
}

// The days as the service counts them, which is in UTC.
export function today() {
  return dayOf(Date.now());
}

export function tomorrow() {
  return dayOf(Date.now() + DAY);
}

function dayOf(time) {
  return new Date(time).toISOString().slice(0, 10);
}
