// What a message carries besides text: photos to look at, files to download, sealed files to open.

import { fileAddress } from "./api.js";
import { drawing, element } from "./dom.js";
import { openPanel } from "./opened.js";

const KINDS = {
  photo: "Foto", document: "Berkas", sticker: "Stiker", voice: "Pesan suara", location: "Lokasi", contact: "Kontak",
};

/** What an attachment is called in a quote. */
export const kindOf = (carried) => (carried ? (KINDS[carried.kind] ?? "Lampiran") : "");

/** The parts of a message that show its attachment. */
export function attachment(message) {
  const carried = message.attachment;
  if (!carried) return [];
  if (carried.kind === "photo" && carried.file_id) return [photo(carried, message)];
  const opens = carried.sealed && message.from === "bot";
  return [file(carried, message), opens ? opener(carried) : null];
}

/** What a picture of the bot's shows is told by the first line under it. */
function photo(carried, message) {
  const told = message.text.split("\n", 1)[0];
  const alt = message.from === "bot" ? ["Gambar dari bot", told].filter(Boolean).join(": ") : "Foto yang dikirim";
  return element("img", { class: "photo", src: fileAddress(carried.file_id), alt, draggable: message.protected ? "false" : null });
}

/** What is protected can't be saved. */
function file(carried, message) {
  const kind = kindOf(carried);
  const words = [kind, carried.name].filter(Boolean).join(": ");
  const saved = carried.file_id && !message.protected;
  const download = { href: saved && fileAddress(carried.file_id), download: carried.name ?? kind };
  const size = carried.size ? element("span", { class: "size" }, ` ${sizeInWords(carried.size)}`) : null;
  return element("p", { class: "attachment" }, drawing("file"), element("span", {}, saved ? element("a", download, words) : words, size));
}

function opener(carried) {
  const open = () => openPanel(carried);
  return element("button", { type: "button", class: "key unseal", onclick: open }, drawing("open"), "Buka dengan kunci demo");
}

/** A size as people say it. */
export function sizeInWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return `${amount.toLocaleString("id-ID", { maximumFractionDigits: 1 })} ${unit}`;
}
