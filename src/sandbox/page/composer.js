// Where people write: text, commands from the menu, a quote to answer, a text file.

import { drawing, element } from "./dom.js";

/** Largest file the page offers to send, in bytes. */
const LARGEST_FILE = 1024 * 1024;

export class Composer {
  /** `form` is the form of a phone; `does` has `say(text, replyTo)`, `commands()`, `sendFile(…)` and `tell(text)`. */
  constructor(form, label, does) {
    this.form = form;
    this.does = does;
    this.field = form.querySelector("textarea");
    this.menu = form.querySelector(".menu");
    this.menuButton = form.querySelector(".menu-open");
    this.quoteBar = form.querySelector(".quote-bar");
    this.replyTo = undefined;
    form.querySelector(".composer-field span").textContent = label;
    this.#draw();
    this.#listen();
  }

  get draft() {
    return this.field.value;
  }

  set draft(text) {
    this.field.value = text;
    this.#grow();
  }

  set placeholder(text) {
    this.field.placeholder = text;
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** Quotes a message in what is sent next. */
  quote(message) {
    this.replyTo = message.id;
    this.form.querySelector(".quote-text").textContent = `Membalas ${message.name}: ${message.text}`;
    this.quoteBar.hidden = false;
    this.focus();
  }

  #dropQuote() {
    this.replyTo = undefined;
    this.quoteBar.hidden = true;
  }

  #draw() {
    const drop = this.form.querySelector(".quote-drop");
    drop.setAttribute("aria-label", "Batal membalas");
    drop.append(drawing("close"));
    this.form.querySelector(".attach").append(drawing("attach"));
    this.form.querySelector(".send").append(drawing("send"));
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.field.addEventListener("input", () => this.#grow());
    this.field.addEventListener("keydown", (event) => this.#sendOnEnter(event));
    this.menuButton.addEventListener("click", () => this.#toggleMenu(this.menu.hidden));
    this.form.addEventListener("keydown", (event) => this.#closeOnEscape(event));
    this.form.addEventListener("focusout", (event) => this.#closeWhenLeft(event));
    this.form.querySelector(".quote-drop").addEventListener("click", () => {
      this.#dropQuote();
      this.focus();
    });
    this.form.querySelector(".attach-file").addEventListener("change", (event) => this.#sendFile(event.target));
  }

  #sendOnEnter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  async #send() {
    const text = this.draft.trim();
    this.focus();
    if (!text) return;
    const replyTo = this.replyTo;
    this.draft = "";
    this.#dropQuote();
    if (!(await this.does.say(text, replyTo)) && !this.draft) this.draft = text;
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  async #toggleMenu(open) {
    this.menu.hidden = !open;
    this.menuButton.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const commands = await this.does.commands();
    const rows = commands.map((command) => element("li", {}, this.#menuRow(command)));
    const nothing = element("li", { class: "menu-none" }, "Belum ada perintah.");
    this.menu.querySelector(".menu-list").replaceChildren(...(rows.length > 0 ? rows : [nothing]));
  }

  #menuRow({ command, description }) {
    const send = () => {
      this.#toggleMenu(false);
      this.focus();
      this.does.say(`/${command}`);
    };
    const words = [element("span", { class: "menu-command" }, `/${command}`), element("span", {}, ` ${description}`)];
    return element("button", { type: "button", class: "menu-row", onclick: send }, ...words);
  }

  #closeOnEscape(event) {
    if (event.key !== "Escape") return;
    if (!this.menu.hidden) {
      this.#toggleMenu(false);
      this.menuButton.focus();
    } else if (!this.quoteBar.hidden) {
      this.#dropQuote();
      this.focus();
    }
  }

  #closeWhenLeft(event) {
    const stays = event.relatedTarget && this.form.contains(event.relatedTarget);
    if (!this.menu.hidden && event.relatedTarget && !stays) this.#toggleMenu(false);
  }

  async #sendFile(input) {
    const [file] = input.files;
    if (!file) return;
    if (file.size > LARGEST_FILE) {
      this.does.tell("Berkas itu terlalu besar untuk ruang uji (paling besar 1 MB).");
    } else if (await this.does.sendFile(file.name, await file.text(), this.draft.trim())) {
      this.draft = "";
    }
    input.value = "";
    this.focus();
  }
}
