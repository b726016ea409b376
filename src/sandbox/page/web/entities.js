// Turns a text and its marks into nodes: Telegram counts marks in UTF-16 units, just like JavaScript strings.

import { drawing, element } from "./dom.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", blockquote: "blockquote" };

/**
 * Nodes for `text`; `act` has `command(text)`, `link(url)`, true when it dealt with the link, and `copy(text)`
 * unless nothing may be copied.
 */
export function formatted(text, entities, act) {
  const marks = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fill(fragment, { text, marks, next: 0, act }, 0, text.length);
  trimAroundBlocks(fragment);
  return fragment;
}

/** Appends everything from `from` to `to`, marks inside marks. */
function fill(parent, reading, from, to) {
  let at = from;
  while (reading.next < reading.marks.length && reading.marks[reading.next].offset < to) {
    const mark = reading.marks[reading.next];
    reading.next += 1;
    const start = Math.max(mark.offset, at);
    const end = Math.min(mark.offset + mark.length, to);
    if (start > at) parent.append(reading.text.slice(at, start));
    parent.append(marked(mark, reading, start, end));
    at = Math.max(end, at);
  }
  if (at < to) parent.append(reading.text.slice(at, to));
}

function marked(mark, reading, start, end) {
  const inside = document.createDocumentFragment();
  fill(inside, reading, start, end);
  return dressed(mark, inside, reading.text.slice(start, end), reading.act);
}

function dressed(mark, inside, words, act) {
  switch (mark.type) {
    case "pre": return copyable(element("pre", {}, element("code", {}, inside)), words, act);
    case "code": return copyable(element("code", {}, inside), words, act);
    case "text_link": return link(mark.url, inside, act);
    case "url": return link(/^[a-z]+:/i.test(words) ? words : `https://${words}`, inside, act);
    case "email": return link(`mailto:${words}`, inside, act);
    case "bot_command": return command(words, act);
    case "spoiler": return spoiler(inside);
    case "expandable_blockquote": return foldable(inside);
    case "mention":
    case "hashtag": return element("span", { class: "tag" }, inside);
    default: return PLAIN[mark.type] ? element(PLAIN[mark.type], {}, inside) : inside;
  }
}

/** True for addresses that a page may open. */
export function isSafe(url) {
  try {
    return ["http:", "https:", "mailto:", "tel:", "tg:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

function link(url, inside, act) {
  if (!isSafe(url)) return inside;
  const follow = (event) => {
    if (act.link(url)) event.preventDefault();
  };
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: follow }, inside);
}

/** A code with a button beside it that copies it. */
function copyable(code, words, act) {
  if (!act.copy) return code;
  const copy = { type: "button", class: "copy", "aria-label": "Salin kode", title: "Salin", onclick: () => act.copy(words) };
  const [name, place] = code.matches("pre") ? ["div", "copyable copyable-block"] : ["span", "copyable"];
  return element(name, { class: place }, code, element("button", copy, drawing("copy")));
}

function command(words, act) {
  return element("button", { type: "button", class: "command", onclick: () => act.command(words) }, words);
}

function spoiler(inside) {
  const cover = element("button", { type: "button", class: "spoiler" }, "Teks tersembunyi, tekan untuk melihat");
  cover.addEventListener("click", () => {
    const shown = element("span", { class: "spoiler-shown", tabindex: "-1" }, inside);
    cover.replaceWith(shown);
    shown.focus();
  });
  return cover;
}

function foldable(inside) {
  const quote = element("blockquote", { class: "folded" }, inside);
  const toggle = element("button", { type: "button", class: "fold", "aria-expanded": "false" }, "Tampilkan semua");
  toggle.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = folded ? "Tampilkan semua" : "Ringkas lagi";
  });
  return element("div", { class: "foldable" }, quote, toggle);
}

/** A block breaks the line by itself: one line break of the text before and after it is superfluous. */
function trimAroundBlocks(fragment) {
  for (const block of fragment.querySelectorAll(".copyable-block, pre, blockquote, .foldable")) {
    const { previousSibling: before, nextSibling: after } = block;
    if (before?.nodeType === Node.TEXT_NODE) before.data = before.data.replace(/\n$/, "");
    if (after?.nodeType === Node.TEXT_NODE) after.data = after.data.replace(/^\n/, "");
  }
}
