// For privacy admins: one hold, reviewed or lifted on the version that was seen.

import { at, getTagged, replace } from "../api.js";
import { h } from "../dom.js";
import { day, time } from "../format.js";
import { folded } from "../forms.js";
import { kinds } from "../holds.js";
import { back, facts } from "../parts.js";
import { profile } from "../session.js";
import { versioned } from "../versioned.js";
import { reviewed } from "./holds.js";

export async function hold({ hold: id }) {
  const path = at`/rights/holds/${id}`;
  const [found, who] = await Promise.all([getTagged(path), profile()]);
  const me = who.body.learner_id;
  const section = versioned(found, (one, version, drawAnew) => [status(one, me), ...changes(one, version, drawAnew)]);
  return { title: "Hold", content: [back("Holds", "/holds"), h("h1", {}, kinds[found.body.kind]), section] };

  function changes(one, version, drawAnew) {
    if (one.lifted_at) return [];
    if (one.learner_id === me) return [h("p.notice", {}, "It is on what is your own, so that somebody else must decide on it.")];
    return [
      folded("Review it", review, h("p", {}, "Say that the reason still holds, which it is, and when somebody looks again."), ...reviewed(one)),
      folded("Lift it", lift, h("p", {}, "An erasure that kept something for it goes on by itself, and erases that, too.")),
    ];

    async function review(values) {
      drawAnew(await replace("PUT", path, Object.fromEntries(values), version), "Reviewed.");
    }

    async function lift() {
      await replace("DELETE", path, undefined, version);
      drawAnew({ body: { ...one, lifted_at: new Date().toISOString() }, etag: null }, "Lifted.");
    }
  }
}

function status(one, me) {
  const known = [
    ["By the rule", one.article],
    ["On whom", h("code", {}, one.learner_id)],
    ["Reason for the learner", one.reason],
    ["What is kept", one.stores.join(", ")],
    one.begun.length ? ["Came too late for some of", one.begun.join(", ")] : null,
    ["Placed", `${time(one.placed_at)} by ${one.placed_by === me ? "you" : "another admin"}`],
    ["To be reviewed by", day(one.review_on)],
  ];
  return h("div.card.stack", {},
    h("h2", {}, one.lifted_at ? `Lifted on ${day(one.lifted_at)}` : "It holds"),
    facts(known));
}
