// A list of which the server tells a page at a time: the first at once, each further one on demand.

import { get } from "./api.js";
import { h, land } from "./dom.js";
import { busy } from "./forms.js";
import { plural } from "./format.js";
import { button } from "./parts.js";

// The list and its button. `entries` finds what is to be listed in what the server told; `entry` draws one of these;
// `longer` is told of the list after each page.
export async function paged(path, entries, entry, longer = () => {}) {
  const list = h("ul.plain.cards");
  const more = h("div.actions");
  await page(path);
  return { list, more };

  async function page(from) {
    const found = await get(from);
    const fresh = entries(found).map(entry);
    list.append(...fresh);
    const next = async () => {
      const further = await page(`${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(found.cursor)}`);
      land(further[0] ?? list, plural(further.length, "more entry", "more entries"));
    };
    more.replaceChildren(...(found.cursor ? [button("Show more", () => busy(more, next), "button.button.second")] : []));
    longer(list);
    return fresh;
  }
}
