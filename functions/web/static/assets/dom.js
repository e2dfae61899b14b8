// Elements from plain calls: h("p.note", {id: "x"}, "text", child). Text is always set as text, never parsed.

export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// HTML that was rendered when the course was published, with raw HTML switched off. This is the only place that parses any.
export function published(tag, html) {
  const element = h(tag);
  // Markdown tables align cells by style attributes, which the page's policy does not admit: classes do the same.
  const classed = html.replace(/ style="text-align:(left|right|center)"/g, ' class="to-$1"');
  const parsed = new DOMParser().parseFromString(classed, "text/html");
  for (const table of parsed.querySelectorAll("table")) {
    const scroller = parsed.createElement("div");
    scroller.className = "scroller";
    scroller.tabIndex = 0;
    table.replaceWith(scroller);
    scroller.append(table);
  }
  for (const code of parsed.querySelectorAll("pre")) code.tabIndex = 0;
  for (const link of parsed.querySelectorAll("a[href^=http]")) link.rel = "noopener noreferrer";
  element.append(...parsed.body.childNodes);
  return element;
}

// Gives the keyboard to what has taken the place of what was pressed, so that it is read out and Tab goes on from it.
export function land(element, said = null, options = {}) {
  if (element.tabIndex < 0) element.tabIndex = -1; // what no key reaches can be focused all the same
  element.focus(options);
  if (said !== null) say(said);
}

// Tells people who do not see the page what has just happened on it.
export function say(text) {
  const line = document.getElementById("said");
  line.textContent = "";
  requestAnimationFrame(() => { line.textContent = text; });
}
