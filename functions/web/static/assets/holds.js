// Holds in the words of whoever places them, and the stores that can be held.

export const kinds = {
  "legal-claim": "Legal claims",
  "security-investigation": "A threat to the security of the service or of its users",
  "legal-duty": "A law obliges us to keep it",
  credential: "An employer relies on a credential that rests on it",
};

export const articles = {
  "art. 17(3)(b) GDPR": "art. 17(3)(b) GDPR: duty by law",
  "art. 17(3)(e) GDPR": "art. 17(3)(e) GDPR: legal claims",
  "§ 1798.105(d)(2) CCPA": "§ 1798.105(d)(2) CCPA: security",
  "§ 1798.105(d)(8) CCPA": "§ 1798.105(d)(8) CCPA: duty by law",
};

// By the names that the plan of an erasure has for them, as learners are told them, too; what ends by itself cannot be held.
export const stores = [
  "ImagesBucket",
  "accounts",
  "acknowledgements",
  "attempts",
  "audit",
  "beliefs",
  "calendars",
  "consents",
  "contests",
  "enrollments",
  "evidence",
  "overrides",
  "preferences",
  "reminders",
  "responses",
  "signals",
  "standings",
  "subscriptions",
  "suppressions",
];
