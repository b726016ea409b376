// What a person can do with a message: a button beside it unfolds a row of buttons below it.

import { drawing, element } from "./dom.js";

let count = 0;

/** The button and the row, or nothing for a message with which nothing can be done. */
export function actions(message, context) {
  const does = offered(message, context);
  if (does.length === 0) return [];
  count += 1;
  const row = element("div", { class: "actions", id: `actions-${count}`, role: "group", "aria-label": "Tindakan pesan" });
  row.hidden = true;
  const opener = element(
    "button",
    { type: "button", class: "beside icon-button", "aria-label": "Tindakan untuk pesan ini", "aria-expanded": "false", "aria-controls": row.id },
    drawing("more"),
  );
  const show = (open) => {
    row.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    (open ? row.firstElementChild : opener).focus();
  };
  opener.addEventListener("click", () => show(row.hidden));
  row.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  row.append(...does.map(([label, picture, act]) => action(label, picture, () => {
    show(false);
    act(message);
  })));
  return [opener, row];
}

function action(label, picture, onclick) {
  return element("button", { type: "button", class: "action", onclick }, drawing(picture), label);
}

/** As in Telegram: everything can be answered, one's own changed, and in private everything deleted. */
function offered(message, { group, reply, change, copy, remove }) {
  const own = message.from === "person";
  const isTextual = message.text && !message.forwarded;
  return [
    ["Balas", "reply", reply, true],
    ["Salin teks", "copy", copy, message.text && !message.protected],
    ["Ubah", "change", change, own && isTextual],
    ["Hapus", "remove", remove, own || !group],
  ].filter(([, , , applies]) => applies);
}
