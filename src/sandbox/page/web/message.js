// One message as an article: sender, quote, attachment, text, time and buttons.

import { actions } from "./actions.js";
import { attachment, kindOf } from "./attachments.js";
import { element } from "./dom.js";
import { formatted } from "./entities.js";
import { keyboard } from "./keyboard.js";

const CLOCK = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit" });

/** An article for `message`; `context` has `group`, `quoted(id)`, `act`, and what `actions.js` offers. */
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
  const [opener, row] = actions(message, context);
  const keys = message.keyboard.length > 0 ? keyboard(message.keyboard, context.act(message)) : null;
  made.replaceChildren(...[bubble(message, context, opener), row, keys].filter(Boolean));
}

/** Shows anew what a message answers. */
export function quoteAgain(made, message, context) {
  made?.querySelector(".quote")?.replaceWith(quote(message, context));
}

function bubble(message, context, opener) {
  const parts = [sender(message, context), forwarded(message), quote(message, context), ...attachment(message)];
  const text = element("div", { class: "words" }, formatted(message.text, message.entities, textual(message, context)));
  const words = message.text ? text : null;
  return element("div", { class: "bubble" }, ...parts, words, stamp(message), opener);
}

/** What the text of a message can do: nothing of a protected one is copied. */
function textual(message, context) {
  const act = context.act(message);
  return message.protected ? { ...act, copy: undefined } : act;
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
  const words = quoted ? quoted.text || kindOf(quoted.attachment) : "Pesan yang sudah dihapus";
  return element("p", { class: "quote" }, element("span", { class: "visually-hidden" }, "Membalas: "), words);
}

function stamp(message) {
  const when = new Date(message.date * 1000);
  const clock = element("time", { datetime: when.toISOString() }, CLOCK.format(when));
  const edited = message.edited ? element("span", { class: "edited" }, "diedit ") : null;
  const kept = message.protected ? element("span", { class: "kept" }, "tidak dapat diteruskan ") : null;
  return element("p", { class: "stamp" }, kept, edited, clock);
}
