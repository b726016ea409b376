// One message as an article: sender, quote, attachment, text, time and buttons.

import { fileAddress } from "./api.js";
import { drawing, element } from "./dom.js";
import { formatted } from "./entities.js";
import { keyboard } from "./keyboard.js";

const CLOCK = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit" });
const ATTACHMENTS = {
  photo: "Foto", document: "Berkas", sticker: "Stiker", voice: "Pesan suara", location: "Lokasi", contact: "Kontak",
};

/** An article for `message`; `context` has `group`, `quoted(id)`, `reply`, `change` and `act`. */
export function article(message, context) {
  const made = element("article", { class: "message", tabindex: "-1" });
  made.dataset.id = message.id;
  made.classList.add(message.from === "bot" ? "from-bot" : "from-person");
  dress(made, message, context);
  return made;
}

/** Gives an article the message's present content. */
export function dress(made, message, context) {
  made.classList.toggle("protected", message.protected);
  const keys = message.keyboard.length > 0 ? keyboard(message.keyboard, context.act(message)) : null;
  made.replaceChildren(...[bubble(message, context), keys].filter(Boolean));
}

function bubble(message, context) {
  const parts = [sender(message, context), forwarded(message), quote(message, context), attachment(message)];
  const text = element("div", { class: "words" }, formatted(message.text, message.entities, context.act(message)));
  const words = message.text ? text : null;
  return element("div", { class: "bubble" }, ...parts, words, stamp(message), sideButton(message, context));
}

/** Who wrote it: seen in groups, and always told to screen readers. */
function sender(message, context) {
  const hidden = context.group && message.from === "bot" ? "sender" : "visually-hidden";
  const name = message.from === "bot" ? message.name : `${message.name} (Anda)`;
  return element("p", { class: hidden }, name);
}

function forwarded(message) {
  return message.forwarded ? element("p", { class: "forwarded" }, "Diteruskan") : null;
}

function quote(message, context) {
  if (!message.reply_to) return null;
  const quoted = context.quoted(message.reply_to);
  const words = quoted ? quoted.text || ATTACHMENTS[quoted.attachment?.kind] : "Pesan yang sudah dihapus";
  return element("p", { class: "quote" }, element("span", { class: "visually-hidden" }, "Membalas: "), words);
}

function attachment(message) {
  const carried = message.attachment;
  if (!carried) return null;
  const kind = ATTACHMENTS[carried.kind] ?? "Lampiran";
  if (carried.kind === "photo" && carried.file_id) {
    return element("img", { class: "photo", src: fileAddress(carried.file_id), alt: "Foto yang dikirim" });
  }
  const words = [kind, carried.name].filter(Boolean).join(": ");
  const download = { href: carried.file_id && fileAddress(carried.file_id), download: carried.name ?? kind };
  const label = carried.file_id ? element("a", download, words) : words;
  return element("p", { class: "attachment" }, drawing("file"), label);
}

function stamp(message) {
  const when = new Date(message.date * 1000);
  const clock = element("time", { datetime: when.toISOString() }, CLOCK.format(when));
  const edited = message.edited ? element("span", { class: "edited" }, "diedit ") : null;
  return element("p", { class: "stamp" }, edited, clock);
}

/** Beside the bubble: what the bot wrote in a group can be answered, one's own text can be changed. */
function sideButton(message, context) {
  const button = (label, picture, onclick) =>
    element("button", { type: "button", class: "beside icon-button", "aria-label": label, onclick }, drawing(picture));
  if (message.from === "bot") {
    return context.group ? button("Balas pesan ini", "reply", () => context.reply(message)) : null;
  }
  return message.attachment ? null : button("Ubah pesan ini", "change", () => context.change(message));
}
