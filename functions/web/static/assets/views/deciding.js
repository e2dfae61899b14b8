// What a privacy admin can decide of a request: what its state allows, each on the version that was seen.

import { at, getTagged, put, remove, replace } from "../api.js";
import { h } from "../dom.js";
import { today } from "../fields.js";
import { folded, select } from "../forms.js";
import { channels, denials, doubts, extensions, liftings, proofs } from "../rights.js";

const BEGUN = ["running", "mailing", "closing", "kept"]; // an erasure of which something may be gone
const ANSWERED = ["kept", "ready", "withdrawing", "restricted", "lifting", "complete", "cancelled", "denied"];
const WORKS = { erasure: ["running", "closing"], access: ["running", "withdrawing"], restriction: [] };
const DOUBTABLE = { erasure: ["entered", "cooling-off", "held"], access: ["running"], restriction: [] };

const reason = (words) => select("Why", "reason", words);
const sent = (act) => (path, values, etag) => replace("PUT", `${path}/${act}`, Object.fromEntries(values), etag);

const decisions = [
  {
    name: "Approve it",
    open: (one, me) => one.state === "entered" && one.proven?.admin !== me,
    tells: "It cools off for 7 days first. The learner is told of it and of the day by mail, and can cancel it until then.",
    said: "Approved.",
    send: (path, _values, etag) => replace("PUT", `${path}/approval`, undefined, etag),
  },
  {
    name: "Deny it",
    open: (one, me) => one.state === "entered" && one.proven?.admin !== me,
    tells: "It ends with nothing erased. The learner is told by mail why, by which rule of law, and what they can do about it.",
    fields: () => [reason(denials)],
    said: "Denied.",
    send: sent("denial"),
  },
  {
    name: "Record a proof",
    open: (one) => one.state === "doubted",
    tells: "It goes on. No copy of any document is kept, only of which kind the proof was.",
    fields: () => [select("What you examined", "proof", proofs), select("How they came", "channel", channels)],
    said: "Recorded. It goes on.",
    send: sent("proof"),
  },
  {
    name: "Raise a doubt who asked",
    open: (one) => DOUBTABLE[one.right].includes(one.state),
    tells: "It waits for proof for 14 days. The learner is told by mail why, and what settles it. Without proof it is denied.",
    fields: () => [reason(doubts)],
    said: "It waits for proof now.",
    send: sent("doubt"),
  },
  {
    name: "Take longer",
    open: (one) => ![...ANSWERED, "doubted"].includes(one.state) && !(one.right === "erasure" && BEGUN.includes(one.state))
      && !one.extended && one.due >= today(),
    tells: "Once, and for a reason that the law knows. The learner is told by mail why, and by which day they are answered.",
    fields: () => [reason(extensions)],
    said: "Extended.",
    send: sent("extension"),
  },
  {
    name: "Start another execution",
    open: (one) => WORKS[one.right].includes(one.state),
    tells: "It starts within a minute, and goes on from what it finds. Do that when the cause of a failure is mended.",
    said: "Another execution starts within a minute.",
    send: (path, _values, etag) => replace("PUT", `${path}/restart`, undefined, etag),
  },
  {
    name: "Announce that it is lifted",
    open: (one) => one.state === "restricted",
    tells: "In 14 days the data is used again, if the learner could be told of that day by mail; why, they are told in their account. Until then they can name another ground, on which it stays restricted.",
    fields: () => [reason(liftings)],
    said: "Announced.",
    send: lifting((path, values) => put(path, Object.fromEntries(values))),
  },
  {
    name: "Keep it restricted",
    open: (one) => one.state === "lifting",
    tells: "The data stays kept and not used.",
    said: "It stays restricted.",
    send: lifting((path) => remove(path)),
  },
];

// Its doors name no version, and tell nothing of the request.
function lifting(change) {
  return async (path, values, _etag, one) => {
    await change(at`/restrictions/${one.id}/lifting`, values);
    return getTagged(path);
  };
}

// `drawn` is told of the request as it stands after a decision, and what to say of it.
export function deciding(one, me, path, etag, drawn) {
  const open = decisions.filter((each) => each.open(one, me));
  if (!open.length) return [];
  if (one.learner_id === me) return [h("p.notice", {}, "It is your own, so that somebody else must decide on it.")];
  return [h("h2", {}, "What you can do"), ...open.map(({ name, tells, fields = () => [], said, send }) =>
    folded(name, async (values) => drawn(await send(path, values, etag, one), said), h("p", {}, tells), ...fields()))];
}
