// The keyboard a bot can put below the writing field: its buttons are sent as text.

import { element } from "./dom.js";

/** Shows the keyboard of the newest message that sets or removes one. */
export function showReplyKeys(place, log, composer, send) {
  const markup = log.newest((message) => message.reply_keyboard)?.reply_keyboard ?? {};
  const rows = (markup.keyboard ?? []).map((row) => row.map((key) => key.text ?? key));
  const button = (text) => element("button", { type: "button", class: "key", onclick: () => send(text) }, text);
  place.replaceChildren(...rows.map((row) => element("div", { class: "keys-row" }, ...row.map(button))));
  place.hidden = rows.length === 0;
  composer.placeholder = markup.input_field_placeholder ?? "Tulis pertanyaan Anda…";
}
