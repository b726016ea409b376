// Files that wait to be sent: chosen, dropped or pasted, each can be taken away again.

import { sizeInWords } from "./attachments.js";
import { drawing, element } from "./dom.js";

/** Largest file the page offers to send, in bytes. */
const LARGEST_FILE = 10 * 1024 * 1024;

/** Most files of one album. */
const MOST_IN_ALBUM = 10;

const PICTURES = ["image/jpeg", "image/png", "image/webp"];
const isPicture = (file) => PICTURES.includes(file.type);

export class Tray {
  /** `place` is the tray's element; `does` has `note(text)` and `dropped()`. */
  constructor(place, does) {
    this.place = place;
    this.list = place.querySelector(".tray-list");
    this.asFile = place.querySelector(".tray-as-file");
    this.does = does;
    this.files = [];
  }

  get isEmpty() {
    return this.files.length === 0;
  }

  add(files) {
    const tooLarge = files.filter((file) => file.size > LARGEST_FILE);
    const empty = files.filter((file) => file.size === 0);
    if (tooLarge.length > 0) this.does.note(`Terlalu besar untuk ruang uji (paling besar 10 MB): ${names(tooLarge)}`);
    else if (empty.length > 0) this.does.note(`Berkas kosong tidak dapat dikirim: ${names(empty)}`);
    this.files.push(...files.filter((file) => file.size > 0 && file.size <= LARGEST_FILE));
    this.#draw();
  }

  clear() {
    this.files = [];
    this.asFile.querySelector("input").checked = false;
    this.#draw();
  }

  /** What is to be sent, in order: photos in albums, then files in albums; the caption stands under the first. */
  packed(caption, replyTo) {
    const asFile = this.asFile.querySelector("input").checked;
    const photos = this.files.filter((file) => isPicture(file) && !asFile);
    const others = this.files.filter((file) => !photos.includes(file));
    const albums = [photos, others].flatMap(inAlbums);
    const sent = albums.flatMap((files) => {
      const album = files.length > 1 ? freshNumber() : undefined;
      return files.map((file) => ({ file, album, asFile, replyTo }));
    });
    return sent.map((one, place) => ({ ...one, caption: place === 0 ? caption : "" }));
  }

  #draw() {
    this.list.replaceChildren(...this.files.map((file) => this.#row(file)));
    this.place.hidden = this.isEmpty;
    this.asFile.hidden = !this.files.some(isPicture);
  }

  #row(file) {
    const drop = () => {
      this.files = this.files.filter((other) => other !== file);
      this.#draw();
      this.does.dropped();
    };
    const label = { type: "button", class: "icon-button", "aria-label": `Batalkan ${file.name}`, onclick: drop };
    const words = element("span", { class: "tray-name" }, file.name);
    const size = element("span", { class: "size" }, sizeInWords(file.size));
    return element("li", { class: "tray-row" }, drawing("file"), words, size, element("button", label, drawing("close")));
  }
}

const names = (files) => files.map((file) => file.name).join(", ");

function inAlbums(files) {
  const count = Math.ceil(files.length / MOST_IN_ALBUM);
  return Array.from({ length: count }, (_, place) => files.slice(place * MOST_IN_ALBUM, (place + 1) * MOST_IN_ALBUM));
}

/** The number of a new album. */
function freshNumber() {
  return String(13_000_000_000 + crypto.getRandomValues(new Uint32Array(1))[0]);
}
