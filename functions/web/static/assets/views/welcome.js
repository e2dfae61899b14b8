// For who is not signed in: what this is, and the two ways in.

import { get } from "../api.js";
import { h } from "../dom.js";
import { link, signIn } from "../parts.js";
import { problemTitle } from "../session.js";

export async function welcome(notice = null) {
  const { courses } = await get("/courses").catch(() => ({ courses: [] }));
  return {
    title: "",
    content: [
      notice,
      h("section.hero", {},
        h("h1", {}, "Courses that adapt to you, and tell you why."),
        h("p.lead", {}, "Find out where you stand in a few questions, read what you need next, and see at every step what is believed about you and what it rests on."),
        h("div.actions", {},
          h("a.button", { href: signIn() }, "Sign in"),
          link("Create account", "/age", "a.button.second"))),
      h("ol.steps", {},
        step("Find your level", "A short quiz that picks each question from your answers so far, and stops when it is sure enough."),
        step("Learn what is next", "One lesson at a time, with the reason in plain words. Nothing is hidden in a score."),
        step("Disagree", "Contest any grade. A person looks at it, and the decision stays on record.")),
      courses.length ? h("section", {}, h("h2", {}, "What you can learn"), courses.map(offered)) : null,
    ],
  };
}

// A sign-in that was refused comes back here with the code of the problem.
export async function refusedSignIn(code) {
  const title = await problemTitle(code).catch(() => null);
  const notice = h("div.notice.problem", { role: "alert" },
    h("p", {}, h("strong", {}, title ?? "This sign-in could not be completed. Try again.")),
    code === "age-unproven" ? h("p", {}, link("Answer the question and create an account", "/age")) : null);
  return welcome(notice);
}

function offered(course) {
  return h("article.card", {}, h("h3", {}, course.title), h("p", {}, course.summary));
}

function step(title, text) {
  return h("li", {}, h("h2", {}, title), h("p", {}, text));
}
