// Which phones stand on the stage: one on a phone, up to three on a wide screen.

import { Phone } from "./phone.js";

const TWO = window.matchMedia("(min-width: 75rem)");
const THREE = window.matchMedia("(min-width: 100rem)");

export class Stage {
  /** `changed(open, current, hasRoom)` is told after every change; `openStart` is handed to the phones. */
  constructor(place, { personas, bot }, does) {
    this.place = place;
    this.personas = new Map(personas.map((persona) => [persona.key, persona]));
    this.bot = bot;
    this.does = does;
    this.phones = new Map();
    this.drafts = new Map();
    this.current = undefined;
    place.addEventListener("focusin", (event) => this.#noticeFocus(event.target));
    for (const query of [TWO, THREE]) query.addEventListener("change", () => this.#settle());
  }

  /** Opens these conversations and no others. */
  open(keys) {
    const known = keys.filter((key) => this.personas.has(key)).slice(0, room());
    const wanted = known.length > 0 ? known : [this.personas.keys().next().value];
    [...this.phones.keys()].filter((key) => !wanted.includes(key)).forEach((key) => this.#close(key));
    wanted.forEach((key) => this.#add(key));
    [this.current] = wanted;
    this.#settle();
  }

  /** Shows a conversation, in place of the current one unless it is there already. */
  show(key, { focus = true } = {}) {
    if (!this.phones.has(key)) {
      const before = this.phones.get(this.current)?.root.nextElementSibling ?? null;
      this.#close(this.current);
      this.#add(key, before);
    }
    this.current = key;
    this.#settle();
    const phone = this.phones.get(key);
    if (focus) phone.focus();
    return phone;
  }

  /** Puts a conversation beside the others, or takes it away; the last one stays. */
  toggle(key) {
    if (this.phones.has(key)) {
      if (this.phones.size > 1) this.#close(key);
    } else if (this.phones.size < room()) {
      this.#add(key);
      this.current = key;
    }
    this.#settle();
  }

  #add(key, before = null) {
    if (this.phones.has(key)) return;
    const phone = new Phone(this.personas.get(key), this.bot, { openStart: this.does.openStart });
    if (this.drafts.has(key)) phone.composer.unsent = this.drafts.get(key);
    this.phones.set(key, phone);
    this.place.insertBefore(phone.root, before);
  }

  #close(key) {
    const phone = this.phones.get(key);
    if (!phone) return;
    this.drafts.set(key, phone.composer.unsent);
    phone.close();
    this.phones.delete(key);
  }

  /** Takes away what there is no room for and tells how things stand. */
  #settle() {
    const spare = [...this.phones.keys()].filter((key) => key !== this.current);
    while (this.phones.size > room()) this.#close(spare.pop());
    if (!this.phones.has(this.current)) [this.current] = this.phones.keys();
    this.does.changed(this.#inOrder(), this.current, this.phones.size < room());
  }

  #inOrder() {
    const standing = [...this.place.children];
    const place = ([, phone]) => standing.indexOf(phone.root);
    return [...this.phones].sort((a, b) => place(a) - place(b)).map(([key]) => key);
  }

  #noticeFocus(target) {
    const focused = [...this.phones].find(([, phone]) => phone.root.contains(target));
    if (!focused || focused[0] === this.current) return;
    [this.current] = focused;
    this.#settle();
  }
}

/** How many phones fit side by side. */
function room() {
  if (THREE.matches) return 3;
  return TWO.matches ? 2 : 1;
}
