// The messages of one conversation, in order, each edited in its place.

import { article, dress, quoteAgain } from "./message.js";

/** Kept free above a message that is scrolled to, in pixels. */
const GAP = 12;

/** Nearer to the end than this, in pixels, people follow along. */
const NEAR_END = 120;

export class Log {
  /** `list` holds the articles, `scroll` is what scrolls, `context` is what messages may do. */
  constructor(list, scroll, context) {
    this.list = list;
    this.scroll = scroll;
    this.context = { ...context, quoted: (id) => this.messages.get(id) };
    this.messages = new Map();
    this.#keepTheEnd();
  }

  get isEmpty() {
    return this.messages.size === 0;
  }

  /** The newest message that `wanted` accepts. */
  newest(wanted) {
    return [...this.messages.values()].filter(wanted).at(-1);
  }

  /** Replaces everything, without announcing what was there before. */
  fill(messages) {
    this.list.setAttribute("aria-live", "off");
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.list.replaceChildren(...messages.map((message) => article(message, this.context)));
    this.scroll.scrollTop = this.scroll.scrollHeight;
    requestAnimationFrame(() => this.list.setAttribute("aria-live", "polite"));
  }

  put(message) {
    if (this.messages.has(message.id)) return this.edit(message);
    const follows = this.#atEnd() || message.from === "person";
    this.messages.set(message.id, message);
    const made = article(message, this.context);
    made.classList.add("new");
    this.list.append(made);
    if (follows) this.#reveal(made);
  }

  /** Changes a message; whoever was on one of its buttons stays at the message. */
  edit(message) {
    const made = this.find(message.id);
    if (!made) return;
    const focused = made.contains(document.activeElement) ? document.activeElement : null;
    const wasLast = made === this.list.lastElementChild;
    this.messages.set(message.id, message);
    dress(made, message, this.context);
    this.#dressAnswersTo([message.id]);
    if (focused && focused !== made) this.#focusAgain(made, focused.textContent);
    if (wasLast) this.#reveal(made);
  }

  remove(ids) {
    for (const id of ids) {
      const made = this.find(id);
      if (made?.contains(document.activeElement)) this.scroll.focus({ preventScroll: true });
      made?.remove();
      this.messages.delete(id);
    }
    this.#dressAnswersTo(ids);
  }

  /** A quote follows what it quotes, and goes with it. */
  #dressAnswersTo(ids) {
    for (const message of this.messages.values()) {
      if (ids.includes(message.reply_to)) quoteAgain(this.find(message.id), message, this.context);
    }
  }

  find(id) {
    return this.list.querySelector(`[data-id="${Number(id)}"]`);
  }

  #focusAgain(made, label) {
    const same = [...made.querySelectorAll(".key")].find((key) => key.textContent === label);
    (same ?? made).focus({ preventScroll: true });
  }

  /** Who reads the end still sees it when a keyboard or waiting files take room away. */
  #keepTheEnd() {
    let wasAtEnd = true;
    this.scroll.addEventListener("scroll", () => (wasAtEnd = this.#atEnd()), { passive: true });
    new ResizeObserver(() => {
      if (wasAtEnd) this.scroll.scrollTop = this.scroll.scrollHeight;
    }).observe(this.scroll);
  }

  #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  /** Scrolls to the end, but never past the beginning of what one is to read: the answer, under its question. */
  #reveal(made) {
    const question = made.previousElementSibling;
    const isShort = question && question.offsetHeight < this.scroll.clientHeight / 4;
    const first = isShort && question.matches(".from-person") ? question : made;
    const top = first.offsetTop - this.scroll.offsetTop - GAP;
    this.scroll.scrollTop = Math.min(top, this.scroll.scrollHeight - this.scroll.clientHeight);
  }
}
