// The list of personas: one is shown, on wide screens others beside it.

import { copyOf, drawing } from "./dom.js";

/** Fills the list; `does` has `show(key)` and `toggle(key)`. Returns a function that marks the open ones. */
export function listPersonas(list, personas, does) {
  const rows = new Map(personas.map((persona) => [persona.key, row(persona, does)]));
  list.replaceChildren(...rows.values());
  return (open, current, hasRoom) => {
    for (const [key, made] of rows) mark(made, { isOpen: open.includes(key), isCurrent: key === current, hasRoom });
  };
}

function row(persona, does) {
  const made = copyOf("persona-row");
  made.querySelector(".avatar").textContent = persona.title.slice(0, 1);
  made.querySelector(".persona-name").textContent = persona.title;
  made.querySelector(".persona-about").textContent = persona.about;
  made.querySelector(".persona-open").addEventListener("click", () => does.show(persona.key));
  const beside = made.querySelector(".persona-beside");
  beside.setAttribute("aria-label", `Tampilkan ${persona.title} di samping`);
  beside.addEventListener("click", () => does.toggle(persona.key));
  return made;
}

function mark(made, { isOpen, isCurrent, hasRoom }) {
  made.classList.toggle("is-open", isOpen);
  const open = made.querySelector(".persona-open");
  if (isCurrent) {
    open.setAttribute("aria-current", "true");
    made.scrollIntoView({ block: "nearest", inline: "nearest" });
  } else {
    open.removeAttribute("aria-current");
  }
  const beside = made.querySelector(".persona-beside");
  beside.setAttribute("aria-pressed", String(isOpen));
  beside.disabled = !isOpen && !hasRoom;
  beside.replaceChildren(drawing(isOpen ? "close" : "add"));
}
