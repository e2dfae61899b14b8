// The web client: it starts here, draws the navigation, and knows which view answers which route.

import { h } from "./dom.js";
import { link, problem } from "./parts.js";
import { start } from "./router.js";
import { forgetProfile, profile } from "./session.js";
import { colour, visited } from "./preferences.js";
import { age } from "./views/age.js";
import { appeals } from "./views/appeals.js";
import { choices } from "./views/choices.js";
import { contests } from "./views/contests.js";
import { ask, cookies } from "./views/cookies.js";
import { course } from "./views/course.js";
import { data } from "./views/data.js";
import { disclosure } from "./views/disclosure.js";
import { disclosures, recording } from "./views/disclosures.js";
import { entry } from "./views/entry.js";
import { erasure, receipt } from "./views/erasure.js";
import { hold } from "./views/hold.js";
import { holds, placing } from "./views/holds.js";
import { home } from "./views/home.js";
import { lesson } from "./views/lesson.js";
import { mastery } from "./views/mastery.js";
import { confirmNews, endNews, endReminders } from "./views/news.js";
import { beginPlacement, placement } from "./views/placement.js";
import { profilePage } from "./views/profile.js";
import { quiz } from "./views/quiz.js";
import { request } from "./views/request.js";
import { requests } from "./views/requests.js";
import { restriction } from "./views/restriction.js";
import { review } from "./views/review.js";
import { refusedSignIn, welcome } from "./views/welcome.js";

// The code of a sign-in that was refused, which the callback comes back with; shown once.
let refusal = new URLSearchParams(location.search).get("problem");
if (refusal !== null) history.replaceState(null, "", "/");

async function front() {
  if (await profile()) return home();
  const code = refusal;
  refusal = null;
  return code === null ? welcome() : refusedSignIn(code);
}

const routes = {
  "/": front,
  "/age": age,
  "/appeals": appeals,
  "/courses/:course": course,
  "/courses/:course/choices": choices,
  "/courses/:course/placement": beginPlacement,
  "/courses/:course/placements/:attempt": placement,
  "/courses/:course/lessons/:lesson": lesson,
  "/courses/:course/quizzes/:quiz/:attempt": quiz,
  "/courses/:course/mastery": mastery,
  "/contests": contests,
  "/cookies": cookies,
  "/data": data,
  "/disclosures": disclosures,
  "/disclosures/new": recording,
  "/disclosures/:disclosure": disclosure,
  "/erasure": erasure,
  "/holds": holds,
  "/holds/new": placing,
  "/holds/:hold": hold,
  "/news/confirm/:token": confirmNews,
  "/news/unsubscribe/:token": endNews,
  "/reminders/unsubscribe/:token": endReminders,
  "/profile": profilePage,
  "/receipt": receipt,
  "/requests": requests,
  "/requests/new": entry,
  "/requests/:request": request,
  "/restriction": restriction,
  "/review": review,
};

// What is for who has a role.
const staff = {
  operator: [["Review", "/review"]],
  "privacy-admin": [["Requests", "/requests"], ["Holds", "/holds"], ["Disclosures", "/disclosures"], ["Appeals", "/appeals"]],
};

// A session that has ended shows the way in, whatever page it ended on.
async function refused(error) {
  if (error.status !== 401) return null;
  forgetProfile();
  return welcome(h("div.notice", { role: "status" }, h("p", {}, error.message)));
}

async function drawn(path, pattern) {
  const who = await profile().catch(() => null);
  const links = who
    ? [["Courses", "/"], ["Contests", "/contests"], ...who.body.roles.flatMap((role) => staff[role] ?? []), ["Profile", "/profile"]]
    : [];
  const here = (target) => (target === "/" ? path === "/" || path.startsWith("/courses/") : path.startsWith(target));
  document.getElementById("nav").replaceChildren(...links.map(([text, target]) => {
    const one = link(text, target);
    if (here(target)) one.setAttribute("aria-current", "page");
    return one;
  }));
  await ask().catch(() => null); // no question, if there is no knowing whether it was answered
  if (pattern) visited(pattern);
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});

// A page that the browser kept may be of somebody who has signed out since.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

colour().catch(() => null);
start(routes, { refused, drawn }).catch((error) => document.getElementById("main").replaceChildren(problem(error)));
