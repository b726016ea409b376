// The buttons under a message.

import { drawing, element } from "./dom.js";
import { isSafe } from "./entities.js";

/** The buttons, row by row; `act` has `tap(button)`, `link(url)` and `copy(text)`. */
export function keyboard(rows, act) {
  const made = rows.map((row) => element("div", { class: "keys-row" }, ...row.map((button) => key(button, act))));
  return element("div", { class: "keys", role: "group", "aria-label": "Tombol pesan" }, ...made);
}

function key(button, act) {
  if (button.url && isSafe(button.url)) return linkKey(button, act);
  const made = element("button", { type: "button", class: "key" }, button.label);
  if (button.data) made.addEventListener("click", () => act.tap(button.data, made));
  else if (button.copy) made.addEventListener("click", () => act.copy(button.copy));
  else made.disabled = true;
  return made;
}

function linkKey(button, act) {
  const follow = (event) => {
    if (act.link(button.url)) event.preventDefault();
  };
  const properties = { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer", onclick: follow };
  return element("a", properties, button.label, drawing("link"));
}
