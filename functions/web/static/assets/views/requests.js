// For privacy admins: the queue of requests by right, what is due first coming first.

import { at } from "../api.js";
import { h, say } from "../dom.js";
import { day, plural } from "../format.js";
import { form, select } from "../forms.js";
import { paged } from "../paged.js";
import { link } from "../parts.js";
import { rights, states, toDo, urgencies } from "../rights.js";
import { profile } from "../session.js";

let sought = {}; // kept, so that coming back from a request finds the list as it was

export async function requests() {
  const section = h("section", {});
  await list(section);
  return {
    title: "Requests",
    content: [
      h("h1", {}, "Requests"),
      h("p", {}, "What learners ask for by right, by the day on which an answer is due. That you open one is noted, and its learner sees it: open those that you act on."),
      h("p", {}, link("Enter a request that came by letter, mail or phone", "/requests/new")),
      seeking(section),
      section,
    ],
  };
}

function seeking(section) {
  return form({ class: "row start bottom" }, seek,
    select("State", "state", states, { chosen: sought.state, open: "to be answered", required: false }),
    select("Right", "right", rights, { chosen: sought.right, open: "any", required: false }),
    select("Due", "urgency", urgencies, { chosen: sought.urgency, open: "any day", required: false }),
    h("button.button.second", {}, "Show"));

  async function seek(values) {
    sought = Object.fromEntries([...values].filter(([, value]) => value));
    say(`${plural(await list(section), "request")} shown.`);
  }
}

async function list(section) {
  const query = new URLSearchParams(sought).toString();
  const me = (await profile())?.body.learner_id;
  const { list, more } = await paged(query ? `/rights/requests?${query}` : "/rights/requests", (found) => found.requests, (one) => entry(one, me));
  const shown = list.children.length;
  section.replaceChildren(shown ? list : h("p", {}, "There are none."), more);
  return shown;
}

function entry(one, me) {
  return h("li.card", {},
    h("div.row", {},
      link(`${rights[one.right]}, received on ${day(one.opened_at)}`, at`/requests/${one.id}`),
      h("span.chip", {}, states[one.state])),
    h("div.row", {},
      h("span", {}, `To be answered by ${day(one.due)}${one.extended ? ", extended" : ""}`),
      one.urgency ? h(`span.chip.${one.urgency}`, {}, urgencies[one.urgency]) : null),
    h("p.quiet", {}, `In this state since ${day(one.history.at(-1).at)}. ${toDo(one, me)}`));
}
