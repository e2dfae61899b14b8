// The API as the client uses it. A refusal becomes a Refused error that carries the problem details (RFC 9457).

export class Refused extends Error {
  constructor(status, details) {
    super(details.title ?? "The service could not be reached.");
    this.status = status;
    this.detail = details.detail ?? "";
    this.faults = details.errors ?? [];
    this.code = String(details.type ?? "").split("/").pop();
  }
}

const PATIENCE = [400, 1200]; // ms before a request that may be repeated safely is repeated

export async function get(path) {
  return (await send("GET", path)).body;
}

export async function getTagged(path) {
  return send("GET", path);
}

// What creates carries an Idempotency-Key, so that it can be repeated when the network fails and is still done once.
export async function post(path, body, key = crypto.randomUUID()) {
  return (await send("POST", path, { body, headers: { "Idempotency-Key": key } })).body;
}

// The same for a form: what it sends again unchanged is done once, however often it is sent.
export function posting(path) {
  let sent, key;
  return (body) => {
    const now = JSON.stringify(body);
    if (!key || now !== sent) [sent, key] = [now, crypto.randomUUID()];
    return post(path, body, key);
  };
}

// RFC 8058: the one form that a mail program posts, and this client as it would.
export async function oneClick(path) {
  await send("POST", path, { raw: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
}

export async function put(path, body) {
  return (await send("PUT", path, { body })).body;
}

// Replaces the version that was read (`etag`), or creates what was not there (null).
export async function replace(method, path, body, etag) {
  const condition = etag === null ? { "If-None-Match": "*" } : { "If-Match": etag };
  return send(method, path, { body, headers: condition, once: true });
}

export async function remove(path) {
  await send("DELETE", path);
}

export async function upload(path, file) {
  await send("PUT", path, { raw: file, headers: { "Content-Type": file.type } });
}

// Goes where an address redirects to, once it is sure that it does: a refusal is shown here and not as a page of its own.
export async function leadsOn(path) {
  const response = await patiently(path, { headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual" }, PATIENCE);
  if (response.type !== "opaqueredirect") throw new Refused(response.status, (await parsed(response)) ?? {});
  location.assign(path);
}

// Path segments, each encoded: at`/me/courses/${course}`.
export function at(parts, ...segments) {
  return String.raw({ raw: parts }, ...segments.map(encodeURIComponent));
}

async function send(method, path, { body, raw, headers = {}, once = false } = {}) {
  const request = { method, headers: { Accept: "application/json", ...headers }, credentials: "same-origin", body: raw };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers["Content-Type"] = "application/json";
  }
  const response = await patiently(path, request, once ? [] : PATIENCE);
  const answer = response.status === 204 ? null : await parsed(response);
  if (!response.ok) throw new Refused(response.status, answer ?? {});
  return { body: answer, etag: response.headers.get("ETag"), status: response.status };
}

async function patiently(path, request, waits) {
  for (const wait of waits) {
    const response = await fetch(path, request).catch(() => null);
    if (response && response.status !== 503) return response;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return fetch(path, request).catch(() => {
    throw new Refused(0, { title: "The service could not be reached. Check your connection and try again." });
  });
}

async function parsed(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
