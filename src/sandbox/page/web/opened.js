// The panel that shows what is in a sealed file, in place of the handler's own computer.

import { Refused, opened } from "./api.js";
import { element } from "./dom.js";

const TROUBLE = {
  "wrong key": "Kunci demo ini tidak dapat membukanya: berkas ini dikunci untuk orang lain.",
  damaged: "Berkas ini rusak atau bukan berkas age, jadi tidak dapat dibuka.",
};
const GONE = "Ruang uji tidak menjawab. Coba lagi sebentar lagi.";

/** Opens `carried`, a sealed document, and shows what is in it until the panel is closed. */
export async function openPanel(carried) {
  const dialog = document.getElementById("opened");
  const other = dialog.querySelector(".opened-other");
  const before = document.activeElement;
  dialog.querySelector("h2").textContent = `Isi ${carried.name ?? "berkas"}`;
  dialog.querySelector(".opened-remark").replaceChildren(...remark(carried.name));
  other.onclick = () => {
    dialog.querySelector(".opened-content").focus();
    show(dialog, carried, "cadangan");
  };
  await show(dialog, carried, "penerima");
  dialog.addEventListener("close", () => before?.isConnected && before.focus({ preventScroll: true }), { once: true });
  if (!dialog.open) dialog.showModal();
}

function remark(name) {
  const command = ["netral tips open", name].filter(Boolean).join(" ");
  return [
    "Ini hanya di ruang uji: kunci demo diketahui semua orang. Sehari-hari berkas dibuka di komputer penerima sendiri, dengan ",
    element("code", {}, command),
    " atau program age mana pun, dan kuncinya tidak pernah ada di server.",
  ];
}

/** The escrow's key is offered where the handler's does not fit. */
async function show(dialog, carried, key) {
  const place = dialog.querySelector(".opened-content");
  const outcome = await opened(carried.file_id, key).catch((error) => ({ error }));
  place.replaceChildren(outcome.error ? trouble(outcome.error) : content(outcome, carried));
  dialog.querySelector(".opened-other").hidden = key === "cadangan" || outcome.error?.message !== "wrong key";
}

function trouble(error) {
  const words = error instanceof Refused ? (TROUBLE[error.message] ?? TROUBLE.damaged) : GONE;
  return element("p", { class: "opened-trouble", role: "alert" }, words);
}

function content({ text, picture, download }, carried) {
  if (text !== undefined) return element("p", { class: "opened-text" }, text);
  if (picture) return element("img", { class: "photo", src: picture, alt: "Foto di dalam berkas" });
  const name = (carried.name ?? "berkas").replace(/\.age$/, "");
  return element("p", {}, "Isinya bukan teks atau gambar. ", element("a", { href: download, download: name }, "Unduh isinya"));
}
