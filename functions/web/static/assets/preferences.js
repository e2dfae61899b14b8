// What holds in this browser (colours, and whether visits may be counted), and the requests that change it.

import { at, get, post, put, remove } from "./api.js";
import { profile } from "./session.js";

let known;
const told = new Set(); // pages that were counted since the client was loaded

export async function preferences() {
  known ??= get("/privacy/preferences").catch((error) => {
    known = undefined;
    throw error;
  });
  return known;
}

// Colours follow the browser's own setting unless one was chosen here.
export async function colour() {
  const { scheme } = await preferences();
  if (scheme === "system") delete document.documentElement.dataset.scheme;
  else document.documentElement.dataset.scheme = scheme;
}

export async function chooseScheme(scheme) {
  const now = await preferences();
  await change({ scheme, visits: now.visits === null ? null : choice(now, now.visits) });
  await colour();
}

// Who is signed in chooses in the account, which takes the browser along; a refusal is kept in both.
export async function allowVisits(allowed) {
  const now = await preferences();
  const consent = at`/me/consents/${"usage"}`;
  if (!(await profile())) return change({ scheme: now.scheme, visits: choice(now, allowed) });
  if (allowed) await put(consent, { version: now.wording.version });
  else {
    await change({ scheme: now.scheme, visits: choice(now, false) });
    await remove(consent);
  }
  known = undefined;
  return preferences();
}

// Counted while nobody waits for it; `page` is a route of ours, its parameters left open.
export async function visited(page) {
  const now = await preferences().catch(() => null);
  if (!now?.counted || told.has(page)) return;
  told.add(page);
  await post("/privacy/visits", { page }).catch(() => told.delete(page));
}

function choice(now, allowed) {
  return { allowed, version: now.wording.version };
}

async function change(body) {
  known = Promise.resolve(await put("/privacy/preferences", body));
  return known;
}
