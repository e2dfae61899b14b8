// Forms and buttons that run an action: busy meanwhile, and its problem shown beside them if it fails.

import { h } from "./dom.js";
import { problem } from "./parts.js";

export async function busy(element, action) {
  if (element.getAttribute("aria-busy") === "true") return;
  element.setAttribute("aria-busy", "true");
  element.querySelectorAll(":scope > .problem").forEach((old) => old.remove());
  try {
    await action();
  } catch (error) {
    element.append(problem(error));
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
