// The age question, before anything else is asked or stored. It is neutral: it shows no limit and suggests no answer.

import { post } from "../api.js";
import { countries } from "../countries.js";
import { h } from "../dom.js";
import { form } from "../forms.js";
import { back } from "../parts.js";

export async function age() {
  const months = Array.from({ length: 12 }, (_, month) =>
    h("option", { value: month + 1 }, new Date(Date.UTC(2000, month)).toLocaleString("en", { month: "long", timeZone: "UTC" })));
  const question = form({ class: "stack" }, answer,
    h("div.row", {},
      h("label.field", {}, h("span", {}, "Month of birth"), h("select", { name: "month", required: true, autocomplete: "bday-month" }, none(), months)),
      h("label.field", {}, h("span", {}, "Year of birth"),
        h("input", { name: "year", required: true, inputmode: "numeric", pattern: "\\d{4}", maxlength: 4, size: 6, autocomplete: "bday-year", title: "Four digits" }))),
    h("label.field", {}, h("span", {}, "Country you live in"),
      h("select", { name: "country", required: true, autocomplete: "country" }, none(), countries().map(([code, name]) => h("option", { value: code }, name)))),
    h("button.button", {}, "Continue"));
  return {
    title: "Create an account",
    content: [
      back("Back", "/"),
      h("h1", {}, "Create an account"),
      h("p", {}, "When were you born, and where do you live? We ask everybody before opening an account, since the rules for it differ by country. Then you choose how to sign in."),
      question,
    ],
  };
}

async function answer(values) {
  await post("/age-gate", {
    birth_year: Number(values.get("year")),
    birth_month: Number(values.get("month")),
    country: values.get("country"),
  });
  location.assign("/sign-in?return_to=/");
}

function none() {
  return h("option", { value: "" }, "Choose …");
}
