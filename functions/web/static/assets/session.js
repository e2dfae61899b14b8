// Who is signed in, as the API says; asked once and again after anything that may have changed it.

import { get, getTagged, Refused } from "./api.js";

let known;

export async function profile() {
  known ??= getTagged("/me/profile").catch((error) => {
    if (error instanceof Refused && error.status === 401) return null;
    known = undefined;
    throw error;
  });
  return known;
}

export function forgetProfile() {
  known = undefined;
}

// Titles of the problems that a refused sign-in comes back with.
export async function problemTitle(code) {
  const titles = await get(new URL("./problems.json", import.meta.url).pathname);
  return titles[code] ?? null;
}
