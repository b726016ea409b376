// Where people write: text, commands from the menu, an answer to a message, a change of one, a file.

import { kindOf } from "./attachments.js";
import { drawing, element } from "./dom.js";
import { Tray } from "./tray.js";

/** Longest text under a file, in UTF-16 units. */
const LONGEST_CAPTION = 1024;

export class Composer {
  /** `does` has `say(text, replyTo)`, `edit(id, text)`, `editable()`, `commands()`, `sendFile(sent)`, `note(text)`. */
  constructor(form, label, does) {
    this.form = form;
    this.does = does;
    this.field = form.querySelector("textarea");
    this.menu = form.querySelector(".menu");
    this.menuButton = form.querySelector(".menu-open");
    this.quoteBar = form.querySelector(".quote-bar");
    this.tray = new Tray(form.querySelector(".tray"), { note: does.note, dropped: () => this.focus() });
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

  /** What was begun and not sent, to be taken up again elsewhere. */
  get unsent() {
    return { text: this.draft, files: this.tray.files };
  }

  set unsent({ text, files }) {
    this.draft = text;
    this.tray.add(files);
  }

  set placeholder(text) {
    this.field.placeholder = text;
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** What is sent next answers this message. */
  replyTo(message) {
    this.#setAbout({ replyTo: message.id }, `Membalas ${message.name}: ${message.text || kindOf(message.attachment)}`);
  }

  /** What is sent next replaces this message. */
  change(message) {
    this.draft = message.text;
    this.#setAbout({ change: message.id }, `Mengubah: ${message.text}`);
  }

  /** Messages that are gone can neither be answered nor changed. */
  forget(ids) {
    if (ids.includes(this.about.change ?? this.about.replyTo)) this.#dropAbout();
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
    this.form.querySelector(".attach-file").addEventListener("change", ({ target }) => {
      this.tray.add([...target.files]);
      target.value = "";
      this.focus();
    });
    this.field.addEventListener("paste", (event) => this.#takeFiles(event, event.clipboardData));
    this.#listenForDrops(this.form.closest(".phone"));
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
    if (!this.tray.isEmpty && !change) return this.#sendFiles(text, replyTo);
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

  /** What could not be sent stays in the tray. */
  async #sendFiles(caption, replyTo) {
    if (caption.length > LONGEST_CAPTION) {
      this.does.note("Keterangan di bawah berkas paling panjang 1.024 huruf.");
      return;
    }
    const packed = this.tray.packed(caption, replyTo);
    const sending = packed.map((sent) => this.does.sendFile(sent));
    this.draft = "";
    this.tray.clear();
    this.#dropAbout();
    const outcomes = await Promise.all(sending);
    const unsent = packed.filter((_, place) => !outcomes[place]);
    this.tray.add(unsent.map(({ file }) => file));
    if (!this.draft) this.draft = unsent[0]?.caption ?? "";
  }

  #listenForDrops(phone) {
    const receives = (is) => phone.classList.toggle("receives", is);
    phone.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      receives(true);
    });
    phone.addEventListener("dragleave", (event) => phone.contains(event.relatedTarget) || receives(false));
    phone.addEventListener("drop", (event) => {
      receives(false);
      this.#takeFiles(event, event.dataTransfer);
    });
  }

  #takeFiles(event, { files }) {
    if (files.length === 0) return;
    event.preventDefault();
    this.tray.add([...files]);
    this.focus();
  }
}
