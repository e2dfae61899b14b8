// What is shown in the version that was read, and drawn again with what a change of it answered.

import { h, land } from "./dom.js";

// `content(body, etag, drawAnew)` gives the elements; `drawAnew({ body, etag }, said)` shows the next version and says what was done.
export function versioned(answer, content) {
  const section = h("section", {});
  draw(answer);
  return section;

  function draw({ body, etag }) {
    section.replaceChildren(...content(body, etag, drawAnew));
  }

  function drawAnew(changed, said) {
    draw(changed);
    land(section.querySelector("h2"), said);
  }
}
