// Forms and buttons that run an action: busy meanwhile, and its problem shown beside them if it fails.

import { h } from "./dom.js";
import { button, problem } from "./parts.js";
import { refresh } from "./router.js";

// What is shown was changed meanwhile, by somebody else or on another device.
const OUTDATED = ["outdated", "conflict", "already-counted", "not-asked", "attempt-closed"];

export async function busy(element, action) {
  if (element.getAttribute("aria-busy") === "true") return;
  element.setAttribute("aria-busy", "true");
  element.querySelectorAll(":scope > .problem").forEach((old) => old.remove());
  try {
    await action();
  } catch (error) {
    element.append(problem(error));
    if (OUTDATED.includes(error.code)) element.lastChild.append(button("Load it anew", refresh, "button.button.second"));
  } finally {
    element.removeAttribute("aria-busy");
  }
}

// A form whose submission runs `action(values)`; the browser checks the fields first.
export function form(attributes, action, ...children) {
  const element = h("form", { ...attributes, onsubmit: submit }, ...children);
  return element;

  function submit(event) {
    event.preventDefault();
    const values = new FormData(element);
    busy(element, () => action(values));
  }
}

// A form that is closed until somebody wants what it does.
export function folded(name, action, ...children) {
  return h("div.card", {}, h("details", {}, h("summary", {}, name),
    form({ class: "stack" }, action, ...children, h("div.actions", {}, h("button.button", {}, name)))));
}

// A choice of one of `words`, by their names; where none is chosen yet, the browser asks for it.
export function select(label, name, words, { chosen = "", open = "Choose one", required = true, ...more } = {}) {
  return h("label.field", {}, h("span", {}, label),
    h("select", { name, required, ...more },
      [["", open], ...Object.entries(words)].map(([value, text]) => h("option", { value, selected: value === chosen }, text))));
}
