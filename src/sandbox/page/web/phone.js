// One phone: a persona's conversation with the bot, following the server.

import { Refused, conversation } from "./api.js";
import { Composer } from "./composer.js";
import { copyOf } from "./dom.js";
import { Log } from "./log.js";
import { alertDialog, askDialog, noteBoard } from "./notice.js";
import { showReplyKeys } from "./reply_keys.js";
import { follow } from "./stream.js";

/** The bot's "is typing" holds for five seconds, as in Telegram. */
const TYPING_SHOWN_FOR = 5000;
const BEGINNINGS = {
  pelapor: "Tekan Mulai, atau tulis /lapor untuk melapor tanpa identitas.",
  penerima: "Tekan Mulai, lalu tulis /kotak untuk mengambil laporan; kunci demo membukanya di sini.",
};
const SERVER_GONE = "Ruang uji tidak terhubung. Pastikan netral sandbox masih berjalan; halaman ini menyambung sendiri.";
const REFUSED = "Tidak jadi: ruang uji menolaknya, seperti Telegram akan menolaknya.";
const NOT_SENT = "Belum terkirim: ruang uji tidak menjawab. Coba lagi sebentar lagi.";

export class Phone {
  /** `does.openStart(persona, payload)` follows a link to the bot and tells whether `url` was one. */
  constructor(persona, bot, does) {
    this.persona = persona;
    this.bot = bot;
    this.does = does;
    this.server = conversation(persona.key);
    this.root = copyOf("phone");
    this.taps = new Map();
    this.upTo = 0;
    this.waiting = [];
    this.sending = Promise.resolve();
    this.#furnish();
    this.#connect();
  }

  /** Ends the connection; the phone is not used any more. */
  close() {
    this.stop();
    this.root.remove();
  }

  focus() {
    this.composer.focus();
  }

  /** Sends `/start`, with the parameter of a link when there is one. */
  start(payload) {
    return this.#deliver(() => this.server.start(payload));
  }

  #part(name) {
    return this.root.querySelector(`.${name}`);
  }

  #furnish() {
    const { title, group } = this.persona;
    this.root.setAttribute("aria-label", `Percakapan ${title}`);
    this.#part("phone-title").textContent = group ? title : this.bot.name;
    this.#part("avatar-bot").textContent = (group ? title : this.bot.name).slice(0, 1);
    this.#part("scroll").setAttribute("aria-label", `Pesan ${title}`);
    this.#part("log").setAttribute("aria-label", `Pesan ${title} dan ${this.bot.name}`);
    this.#writeEmptyState();
    this.note = noteBoard(this.#part("toast"));
    this.composer = new Composer(this.#part("composer"), `Pesan dari ${title}`, this.#composing());
    this.log = new Log(this.#part("log"), this.#part("scroll"), this.#context());
    this.#part("begin").addEventListener("click", () => this.#begin());
    this.#part("reset").addEventListener("click", () => this.#reset());
    this.#tellState();
  }

  #writeEmptyState() {
    const { key, title, group } = this.persona;
    this.#part("empty-title").textContent = "Belum ada percakapan";
    this.#part("empty-text").textContent = group
      ? `Di grup, ${this.bot.name} hanya membaca perintah, balasan, dan sebutan @${this.bot.username}. Coba: /tanya bolehkah berfoto dengan calon bupati?`
      : `Anda bermain sebagai ${title}. ${BEGINNINGS[key] ?? "Tekan Mulai, atau langsung tulis pertanyaan."}`;
  }

  #composing() {
    return {
      say: (text, replyTo) => this.#deliver(() => this.server.say(text, replyTo)),
      edit: (id, text) => this.#deliver(() => this.server.edit(id, text)),
      editable: () => this.log.newest((message) => message.from === "person" && message.text && !message.forwarded),
      sendFile: (sent) => this.#deliver(() => this.server.sendFile(sent)),
      commands: () => this.server.commands().catch(() => []),
      note: (text) => this.note(text),
    };
  }

  #context() {
    const act = (message) => ({
      command: (text) => this.#deliver(() => this.server.say(text)),
      link: (url) => this.does.openStart(this.persona, url),
      tap: (data, key) => this.#tap(message.id, data, key),
      copy: (text) => this.#copy(text),
    });
    const reply = (message) => this.composer.replyTo(message);
    const change = (message) => this.composer.change(message);
    const copy = (message) => this.#copy(message.text);
    const remove = (message) => this.#deliver(() => this.server.delete(message.id));
    return { group: this.persona.group, act, reply, change, copy, remove };
  }

  /** Requests one after the other, so that messages keep their order; false when one fails. */
  #deliver(request) {
    const sent = this.sending.then(request).then(() => true);
    this.sending = sent.catch((error) => {
      this.note(error instanceof Refused ? REFUSED : NOT_SENT);
      return false;
    });
    return this.sending;
  }

  async #tap(messageId, data, key) {
    key.classList.add("waiting");
    const sent = await this.#deliver(async () => {
      const { callback_id: id } = await this.server.tap(messageId, data);
      this.taps.set(id, key);
    });
    if (!sent) key.classList.remove("waiting");
  }

  async #copy(text) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    this.note(copied ? "Disalin." : "Peramban ini tidak mengizinkan salin otomatis. Tandai teksnya dan salin sendiri.");
  }

  async #begin() {
    this.focus();
    await this.start();
  }

  async #reset() {
    const sure = await askDialog("Hapus semua pesan percakapan ini dan mulai dari awal?", "Mulai dari awal");
    if (!sure) return;
    this.focus();
    await this.#deliver(() => this.server.reset());
  }

  #connect() {
    this.stop = follow(this.server.eventsAddress, {
      onUp: () => this.#reload(),
      onDown: () => this.#tellTrouble(SERVER_GONE),
      onEvent: (...event) => this.#receive(event),
    });
  }

  /** After every connection: the conversation as it is, then the events that came meanwhile. */
  async #reload() {
    this.waiting = [];
    this.upTo = Infinity;
    try {
      const chat = await this.server.messages();
      this.log.fill(chat.messages);
      this.upTo = chat.last_event;
      this.#tellTrouble(chat.blocked ? `${this.persona.title} memblokir bot ini.` : "");
    } catch {
      this.#tellTrouble(SERVER_GONE);
    }
    this.waiting.splice(0).forEach((event) => this.#receive(event));
    this.#settle();
  }

  #receive(event) {
    const [kind, data, number] = event;
    if (this.upTo === Infinity) this.waiting.push(event);
    if (number <= this.upTo) return;
    this.#apply(kind, data);
    this.#settle();
  }

  #apply(kind, data) {
    switch (kind) {
      case "message": return this.#arrived(data);
      case "edited": return this.log.edit(data);
      case "deleted":
        this.composer.forget(data.ids);
        return this.log.remove(data.ids);
      case "typing": return this.#tellState(`${this.bot.name} sedang mengetik…`);
      case "callback_answer": return this.#answered(data);
      case "cleared": return this.log.fill([]);
      default: return undefined;
    }
  }

  #arrived(message) {
    this.log.put(message);
    if (message.from === "bot") this.#tellState();
  }

  #answered({ callback_id: id, text, show_alert: asDialog }) {
    this.taps.get(id)?.classList.remove("waiting");
    this.taps.delete(id);
    if (!text) return;
    if (asDialog) alertDialog(text);
    else this.note(text);
  }

  #tellState(text) {
    clearTimeout(this.typing);
    const { title, about, group } = this.persona;
    const place = this.#part("phone-state");
    place.textContent = text ?? (group ? about : `bot · Anda: ${title}`);
    place.classList.toggle("is-typing", text !== undefined);
    if (text) this.typing = setTimeout(() => this.#tellState(), TYPING_SHOWN_FOR);
  }

  #tellTrouble(text) {
    const place = this.#part("trouble");
    if (place.textContent !== text) place.textContent = text;
  }

  /** Shows what depends on whether and which messages there are. */
  #settle() {
    this.#part("empty").hidden = !this.log.isEmpty;
    this.#part("begin").hidden = !this.log.isEmpty || this.persona.group;
    const send = (text) => this.#deliver(() => this.server.say(text));
    showReplyKeys(this.#part("reply-keys"), this.log, this.composer, send);
  }
}
