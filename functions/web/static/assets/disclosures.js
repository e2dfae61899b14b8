// What was given out by law, in the words of whoever records it, and the stores of which something can be given.

export const states = {
  recorded: "waiting for approval",
  silent: "approved, learner not to be told yet",
  told: "approved, learner told",
};

export const kinds = {
  "court-order": "A court ordered it",
  "legal-duty": "A law obliges us, or an authority that may demand it by law",
  protection: "To protect somebody's rights or safety",
};

export const articles = {
  "art. 6(1)(c) GDPR": "art. 6(1)(c) GDPR: duty by law",
  "art. 6(1)(d) GDPR": "art. 6(1)(d) GDPR: vital interests",
  "art. 6(1)(f) GDPR": "art. 6(1)(f) GDPR: legitimate interests",
};

// By the names that an export has for them, as learners are told them, too.
export const stores = [
  "ImagesBucket",
  "RoleGrants",
  "UserPool",
  "accounts",
  "acknowledgements",
  "addresses",
  "attempts",
  "audit",
  "beliefs",
  "calendars",
  "consents",
  "contests",
  "disclosures",
  "enrollments",
  "evidence",
  "holds",
  "idempotency",
  "keys",
  "mails",
  "overrides",
  "preferences",
  "quotas",
  "reminders",
  "requests",
  "responses",
  "rights-claims",
  "rights-requests",
  "sessions",
  "signals",
  "standings",
  "subscriptions",
  "suppressions",
];
