// For privacy admins: one disclosure, approved, silenced or discarded on the version that was seen.

import { at, getTagged, replace } from "../api.js";
import { articles, kinds, states } from "../disclosures.js";
import { h, land } from "../dom.js";
import { tomorrow } from "../fields.js";
import { day, time } from "../format.js";
import { folded } from "../forms.js";
import { back, facts, link } from "../parts.js";
import { profile } from "../session.js";
import { versioned } from "../versioned.js";

export async function disclosure({ disclosure: id }) {
  const path = at`/rights/disclosures/${id}`;
  const [found, who] = await Promise.all([getTagged(path), profile()]);
  const me = who.body.learner_id;
  const section = versioned(found, (one, version, drawAnew) => [status(one, me), ...changes(one, version, drawAnew)]);
  return { title: "Disclosure", content: [back("Disclosures", "/disclosures"), h("h1", {}, kinds[found.body.kind]), section] };

  function changes(one, version, drawAnew) {
    const waits = one.state === "recorded";
    return [
      waits && one.recorded_by !== me ? folded("Approve it", approve, h("p", {}, telling(one))) : null,
      one.state === "told" ? null : folded("Change until when the learner may not be told", silence,
        h("label.field.short", {}, h("span", {}, "Not before ", h("span.quiet", {}, "(empty: no order forbids it any more)")),
          h("input", { type: "date", name: "until", min: tomorrow(), value: one.silent_until ?? "" }))),
      waits ? folded("Discard it", discard, h("p", {}, "Nothing was given out, and nobody is told.")) : null,
    ].filter(Boolean);

    async function approve() {
      drawAnew(await replace("PUT", `${path}/approval`, undefined, version), "Approved.");
    }

    async function silence(values) {
      drawAnew(await replace("PUT", `${path}/silence`, { until: values.get("until") || null }, version), "Changed.");
    }

    async function discard() {
      await replace("DELETE", path, undefined, version);
      const gone = h("p.notice", {}, "Discarded. ", link("See the others", "/disclosures"));
      section.replaceChildren(gone);
      land(gone, "Discarded.");
    }
  }
}

function telling(one) {
  return one.silent_until
    ? `It may be given out then. The learner is told on ${day(one.silent_until)}.`
    : "It may be given out then, and the learner is told at once, by mail and in their account.";
}

function status(one, me) {
  const by = (admin) => (admin === me ? "you" : "another admin");
  const known = [
    ["By the rule", articles[one.article]],
    ["Of whom", h("code", {}, one.learner_id)],
    ["Order or request", one.reference],
    ["To whom", `${one.recipient}, ${one.recipient_mail}`],
    ["What is given", one.stores.join(", ")],
    ["Given on", day(one.disclosed_on)],
    ["Recorded", `${time(one.recorded_at)} by ${by(one.recorded_by)}`],
    one.approved_at ? ["Approved", `${time(one.approved_at)} by ${by(one.approved_by)}`] : null,
    one.silent_until && !one.told_at ? ["Learner not to be told before", day(one.silent_until)] : null,
    one.told_at ? ["Learner told", time(one.told_at)] : null,
  ];
  return h("div.card.stack", {},
    h("h2", {}, `Where it stands: ${states[one.state]}`),
    one.state === "recorded" && one.recorded_by === me ? h("p", {}, "You recorded it: another privacy admin has to approve it.") : null,
    facts(known));
}
