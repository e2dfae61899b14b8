// Requests by right in the words of whoever handles them: a table for each enumeration of the API.

import { day, time } from "./format.js";

export const rights = {
  access: "Copy of the data",
  erasure: "Erasure",
  restriction: "Restriction",
};

export const laws = {
  GDPR: "GDPR",
  CCPA: "California (CCPA)",
};

export const states = {
  forwarded: "passed on, learner asked",
  instructed: "instructed, learner asked",
  entered: "entered, to be decided",
  doubted: "waiting for proof",
  "cooling-off": "cooling off",
  running: "under way",
  mailing: "waiting for its mail",
  closing: "closing",
  ready: "ready to download",
  withdrawing: "copy being deleted",
  complete: "complete",
  cancelled: "cancelled",
  denied: "denied",
  held: "held up",
  kept: "erased but for what is held",
  restricted: "restricted",
  lifting: "lifting announced",
};

export const urgencies = {
  overdue: "overdue",
  soon: "due within 7 days",
};

export const channels = {
  letter: "By letter",
  email: "By mail",
  phone: "By phone",
  "video-call": "In a video call",
  "in-person": "In person",
};

export const proofs = {
  "signed-in-call": "A call in which they showed that they were signed in to the account",
  "account-facts": "They knew what only the account's owner knows",
  "account-mailbox": "They answered from the account's own address",
  "notarized-letter": "A notary or an authority certified the signature on their letter",
};

export const doubts = {
  "unusual-sign-in": "The sign-in is unlike the learner's",
  "account-reported": "The account was reported not to be in their hands alone",
  "unknown-sender": "It came from an address or a number that is not the account's",
  "contradicting-facts": "What was told does not agree with the account",
};

export const denials = {
  suspected_fraud: "Signs that it was asked for to deceive",
  insuf_verification: "It was not shown that the learner asks",
  no_match: "What was told does not lead to this account without doubt",
  claim_not_covered: "The law exempts this from the right",
  outside_jurisdiction: "The law it was asked by does not apply",
  too_many_requests: "The same again and again, so that it is excessive",
};

export const extensions = {
  complexity: "it is complex",
  number: "there are many requests",
};

export const liftings = {
  verified: "What they contest was looked at, and is accurate",
  corrected: "What they contested has been corrected",
  lawful: "What is done with the data was looked at, and is lawful",
  "claims-ended": "The legal claims have come to an end",
  outweighed: "Their objection was looked at, and our grounds weigh more",
};

export const grounds = {
  accuracy: "They contest that the data is accurate",
  unlawful: "The processing is unlawful, and they do not want the data erased",
  claims: "They need the data for legal claims",
  objection: "They have objected, and whose reasons weigh more is not decided",
};

// What an admin has to do with a request in a state, or what it waits for.
const waits = {
  forwarded: () => "It waits for the learner, who was told by mail. Without an answer it ends by itself.",
  instructed: () => "It waits for the learner, who was told by mail and can decline. Without an answer the erasure begins.",
  doubted: (one) => `Record a proof if you have examined one. Without any it is denied by itself on ${day(one.next_at)}.`,
  "cooling-off": (one) => `Nothing: it begins on ${day(one.next_at)} unless the learner cancels it. A doubt can be raised until then.`,
  running: (one) => (one.right === "erasure" ? "An execution erases store by store. If that failed, have it mended and start another one." : "An execution makes the copy. If that failed, have it mended and start another one."),
  mailing: () => "Nothing: it waits for its mail, for 72 hours at most.",
  closing: () => "An execution deletes what is left. If that failed, have it mended and start another one.",
  ready: (one) => `Nothing: the learner can download it until ${time(one.next_at)}.`,
  withdrawing: () => "An execution deletes the copy. If that failed, have it mended and start another one.",
  held: () => "Have the learner's roles taken out of the configuration. It is looked at again daily.",
  kept: () => "All else is erased. Lift the hold when its reason has ended; the erasure then goes on by itself.",
  restricted: () => "The data is kept and not used. When its ground is gone, announce that it is lifted.",
  lifting: (one) => `Nothing: it is lifted on ${day(one.next_at)}, if the learner could be told of that by mail.`,
};

// `me` is the reader's id: whoever entered an erasure does not decide on it.
export function toDo(one, me) {
  if (one.state === "entered") {
    return one.proven?.admin === me ? "You entered it: another privacy admin has to approve or deny it." : "Approve it or deny it.";
  }
  return waits[one.state]?.(one) ?? "Nothing: it has ended.";
}

// Why it stands where it stands, where there is a word for that.
export function noted(one) {
  const words = { doubted: doubts, denied: denials, lifting: liftings }[one.state];
  return one.note && (words?.[one.note] ?? one.note);
}

const terms = {
  GDPR: { first: "a month after receipt, or the next working day", extended: "three months after receipt, or the next working day" },
  CCPA: { first: "45 days after receipt", extended: "90 days after receipt" },
};

// From what the day of the answer follows.
export function dueBecause(one) {
  const { first, extended } = terms[one.jurisdiction];
  const waited = one.jurisdiction === "GDPR" && one.history.some(({ state }) => state === "doubted");
  return [
    one.extended ? `${extended} (extended: ${extensions[one.extended]})` : first,
    waited ? "not counting days in which proof was waited for, if it was asked for within 7 days" : null,
  ].filter(Boolean).join("; ");
}
