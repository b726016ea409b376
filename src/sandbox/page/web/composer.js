// Where people write: text, commands from the menu, an answer to a message, a change of one, a file.

import { drawing, element } from "./dom.js";

/** Largest file the page offers to send, in bytes. */
const LARGEST_FILE = 10 * 1024 * 1024;

export class Composer {
  /** `does` has `say(text, replyTo)`, `edit(id, text)`, `editable()`, `commands()`, `sendFile(file, caption)`, `note(text)`. */
  constructor(form, label, does) {
    this.form = form;
    this.does = does;
    this.field = form.querySelector("textarea");
    this.menu = form.querySelector(".menu");
    this.menuButton = form.querySelector(".menu-open");
    this.quoteBar = form.querySelector(".quote-bar");
    this.about = {};
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

  /** What is sent next answers this message. */
  replyTo(message) {
    this.#setAbout({ replyTo: message.id }, `Membalas ${message.name}: ${message.text}`);
  }

  /** What is sent next replaces this message. */
  change(message) {
    this.draft = message.text;
    this.#setAbout({ change: message.id }, `Mengubah: ${message.text}`);
  }

  #setAbout(about, words) {
    this.about = about;
    this.form.querySelector(".quote-text").textContent = words;
    this.quoteBar.hidden = false;
    this.focus();
  }

  #dropAbout() {
    if (this.about.change) this.draft = "";
    this.about = {};
    this.quoteBar.hidden = true;
  }

  #draw() {
    const drop = this.form.querySelector(".quote-drop");
    drop.setAttribute("aria-label", "Batal");
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
    this.field.addEventListener("keydown", (event) => this.#changeOnArrow(event));
    this.menuButton.addEventListener("click", () => this.#toggleMenu(this.menu.hidden));
    this.form.addEventListener("keydown", (event) => this.#closeOnEscape(event));
    this.form.addEventListener("focusout", (event) => this.#closeWhenLeft(event));
    this.form.querySelector(".quote-drop").addEventListener("click", () => {
      this.#dropAbout();
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
    const { change, replyTo } = this.about;
    this.focus();
    if (!text) return;
    this.draft = "";
    this.#dropAbout();
    const sent = change ? this.does.edit(change, text) : this.does.say(text, replyTo);
    if (!(await sent) && !this.draft) this.draft = text;
  }

  /** Arrow up in an empty field changes the last own message, as in Telegram. */
  #changeOnArrow(event) {
    const message = event.key === "ArrowUp" && !this.draft && this.does.editable();
    if (!message) return;
    event.preventDefault();
    this.change(message);
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
      this.#dropAbout();
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
      this.does.note("Berkas itu terlalu besar untuk ruang uji (paling besar 10 MB).");
    } else if (await this.does.sendFile(file, this.draft.trim())) {
      this.draft = "";
    }
    input.value = "";
    this.focus();
  }
}
