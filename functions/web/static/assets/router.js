// Routes are the fragment of the address (#/...), so the page itself is always the one at /.

import { h, land } from "./dom.js";
import { problem } from "./parts.js";

const PARAMETER = /:(\w+)/g;
let turn = 0; // only the latest navigation may draw

// A view is async (parameters) => {title, content}, its content nested lists of elements with gaps (null, false); `refused(error)` may give another view for an error, or null.
export function start(routes, { refused, drawn }) {
  const table = Object.entries(routes).map(([pattern, view]) => ({
    pattern,
    view,
    regex: new RegExp(`^${pattern.replace(PARAMETER, "(?<$1>[^/]+)")}$`),
  }));

  async function show({ first = false } = {}) {
    const path = location.hash.startsWith("#/") ? location.hash.slice(1) : "/";
    const mine = ++turn;
    const main = document.getElementById("main");
    const slow = setTimeout(() => { if (mine === turn) main.setAttribute("aria-busy", "true"); }, 150);
    const page = await render(path);
    clearTimeout(slow);
    if (mine !== turn) return;
    main.removeAttribute("aria-busy");
    main.replaceChildren(...[page.content].flat(Infinity).filter(Boolean));
    document.title = page.title ? `${page.title} · inaraX` : "inaraX";
    await drawn(path, table.find(({ regex }) => regex.test(path))?.pattern);
    if (!first) arrive(main, page.title);
  }

  async function render(path) {
    try {
      const { view, parameters } = match(table, path);
      return await view(parameters);
    } catch (error) {
      const other = await refused(error);
      return other ?? { title: "Something is wrong", content: [h("h1", {}, "This did not work"), problem(error)] };
    }
  }

  addEventListener("hashchange", () => { if (!location.hash || location.hash.startsWith("#/")) show(); });
  reshow = show;
  return show({ first: true });
}

let reshow = async () => {};

// Draws the current route again.
export function refresh() {
  return reshow();
}

export function go(path) {
  if (location.hash === `#${path}`) return refresh();
  location.hash = path;
  return undefined;
}

// Like `go`, without an entry to come back to.
export function instead(path) {
  history.replaceState(null, "", `#${path}`);
  return refresh();
}

function match(table, path) {
  for (const { regex, view } of table) {
    const found = regex.exec(path);
    if (found) return { view, parameters: decoded(found.groups ?? {}) };
  }
  return { view: missing, parameters: {} };
}

function decoded(groups) {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}

async function missing() {
  return {
    title: "Not found",
    content: [h("h1", {}, "There is no such page"), h("p", {}, h("a", { href: "#/" }, "Back to your courses"))],
  };
}

// A new page begins at its top: focus on its heading, and its title spoken.
function arrive(main, title) {
  scrollTo(0, 0);
  land(main.querySelector("h1") ?? main, title ?? "", { preventScroll: true });
}
