// An item as a question with the inputs its kind needs, and answers in words.

import { h, published } from "./dom.js";

// The question as a fieldset; `read()` gives the answer as the API takes it.
export function question(item) {
  const stem = published("div.stem", item.stem_html);
  const legend = h("legend.unseen", {}, "Your answer");
  const fields = inputs[item.kind](item);
  return {
    element: h("div.question", { "data-item": item.id }, stem, h("fieldset", { id: "answer" }, legend, fields)),
    read: (form) => readers[item.kind](form, item),
  };
}

// Numbers as people write them: a comma or point before decimals, spaces between groups of three digits.
const GAP = "[ \\u00a0\\u2009\\u202f]";
// Thousands to some readers, and decimals to others if it is one group; thousands begin with no zero.
const GROUPS = "[1-9]\\d{0,2}([.,]\\d{3})+";
const NUMBER = `\\s*[+\\-−]?((\\d+([.,]\\d*)?|\\d{1,3}(${GAP}\\d{3})+([.,]\\d*)?|[.,]\\d+)([eE][+\\-]?\\d+)?|${GROUPS})\\s*`;

const hints = { multiple: "Choose all that are right." };

const inputs = {
  single: (item) => options(item, "radio"),
  multiple: (item) => [h("p.quiet", {}, hints.multiple), options(item, "checkbox")],
  numeric: (item) => h("label.field.short", {}, h("span", {}, item.unit ? `A number, in ${item.unit}` : "A number"),
    h("input", { name: "number", inputmode: "decimal", required: true, autocomplete: "off", maxlength: 40,
      pattern: NUMBER, title: "A number, such as 62 or 0.5" })),
  text: () => h("label.field.short", {}, h("span", {}, "A short answer"),
    h("input", { name: "text", required: true, autocomplete: "off", autocapitalize: "none", spellcheck: "false",
      maxlength: 200, pattern: ".*\\S.*", title: "A short answer" })),
};

const readers = {
  single: (form) => ({ options: form.getAll("option") }),
  multiple: (form) => {
    const chosen = form.getAll("option");
    if (!chosen.length) throw new Error("Choose at least one option.");
    return { options: chosen };
  },
  numeric: (form) => ({ number: read(form.get("number").trim()) }),
  text: (form) => ({ text: form.get("text").trim() }),
};

function read(written) {
  if (new RegExp(`^[+\\-−]?${GROUPS}$`).test(written)) {
    const [whole, ...groups] = written.split(/[.,]/);
    const plain = `Write ${whole}${groups.join("")} without separators.`;
    throw new Error(groups.length > 1 ? plain : `“${written}” can be read in two ways. ${plain} If you mean a decimal, write ${whole}.${groups[0]}0.`);
  }
  return Number(written.replaceAll(new RegExp(GAP, "g"), "").replace(",", ".").replace("−", "-"));
}

function options(item, type) {
  return h("div.options", {}, item.options.map((option) =>
    h("label.option", { "data-option": option.id },
      h("input", { type, name: "option", value: option.id, required: type === "radio" }),
      published("span", option.text_html))));
}

// The way out of a question: an answer that counts as a wrong one.
export const UNKNOWN = { unknown: true };

// An answer or a key, for people: option texts where they are known, else the ids.
export function inWords(given, item = null) {
  if (!given) return "–";
  if (given.unknown || given.options?.length === 0) return "I do not know";
  if (given.options) {
    const texts = new Map((item?.options ?? []).map((option) => [option.id, option.text]));
    return given.options.map((id) => texts.get(id) ?? id).join(", ");
  }
  const value = given.number ?? given.value ?? given.text ?? given.accepted;
  return [value].flat().join(" or ") + (item?.unit ? ` ${item.unit}` : "");
}
