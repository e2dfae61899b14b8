// For privacy admins: one request by right, as it stands, and what can be decided of it.

import { at, getTagged } from "../api.js";
import { h } from "../dom.js";
import { day, time } from "../format.js";
import { back, facts } from "../parts.js";
import { channels, dueBecause, laws, noted, proofs, rights, states, toDo, urgencies } from "../rights.js";
import { profile } from "../session.js";
import { versioned } from "../versioned.js";
import { deciding } from "./deciding.js";

export async function request({ request: id }) {
  const path = at`/rights/requests/${id}`;
  const [found, who] = await Promise.all([getTagged(path), profile()]);
  const me = who.body.learner_id;
  // What a decision answers is the request as it stands now: nobody has to look at it anew, which would be noted, too.
  const section = versioned(found, (one, version, drawAnew) => [status(one, me), history(one), ...deciding(one, me, path, version, drawAnew)]);
  const right = rights[found.body.right];
  return { title: right, content: [back("Requests", "/requests"), h("h1", {}, right), section] };
}

function status(one, me) {
  const known = [
    ["Received", day(one.opened_at)],
    ["By the law", laws[one.jurisdiction]],
    ["To be answered by", `${day(one.due)}: ${dueBecause(one)}`],
    ["Whose", one.learner_id ? h("code", {}, one.learner_id) : "nobody's any more: it has ended"],
    one.proven ? ["Proven", `${channels[one.proven.channel]}. ${proofs[one.proven.proof]}.${by(one.proven.admin, me)}`] : ["Proven", "by the learner's own sign-in"],
    noted(one) ? ["Noted", noted(one)] : null,
    one.executions ? ["Executions begun", String(one.executions)] : null,
    one.next_at ? ["Looked after again", time(one.next_at)] : null,
    ["Its id", h("code", {}, one.id)],
  ];
  return h("div.card.stack", {},
    h("div.row", {},
      h("h2", {}, `Where it stands: ${states[one.state]}`),
      one.urgency ? h(`span.chip.${one.urgency}`, {}, urgencies[one.urgency]) : null),
    h("p", {}, toDo(one, me)),
    facts(known));
}

function by(admin, me) {
  if (!admin) return "";
  return admin === me ? " Recorded by you." : " Recorded by another admin.";
}

function history(one) {
  return h("div.card.stack", {}, h("h2", {}, "What became of it"),
    h("ol.plain", {}, one.history.map((step) => h("li", {}, `${time(step.at)}: ${states[step.state]}`))));
}
