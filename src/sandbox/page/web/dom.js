// Builds elements. Text is always set as text, never as markup.

/** Makes an element; `properties` are attributes, except `class` names and `on…` listeners. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A fresh copy of the only element inside a template of the page. */
export function copyOf(templateId) {
  const template = document.getElementById(templateId);
  return template.content.firstElementChild.cloneNode(true);
}

const DRAWINGS = {
  add: ["M12 5v14", "M5 12h14"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  send: ["M5 12h13", "M12 5.5l6.5 6.5-6.5 6.5"],
  attach: ["M19 11.5l-7.3 7.3a4.6 4.6 0 0 1-6.5-6.5l7.7-7.7a3 3 0 0 1 4.3 4.3l-7.7 7.6a1.5 1.5 0 0 1-2.1-2.1l6.9-6.9"],
  reply: ["M10 7l-5 5 5 5", "M5 12h8a6 6 0 0 1 6 6"],
  change: ["M5 19l.8-3.6L15.9 5.3a1.7 1.7 0 0 1 2.4 0l.4.4a1.7 1.7 0 0 1 0 2.4L8.6 18.2z", "M14.2 7l2.8 2.8"],
  more: ["M5.5 12h.01", "M12 12h.01", "M18.5 12h.01"],
  copy: ["M9 9h10.5v11.5H9z", "M15 9V3.5H4.5v12H9"],
  remove: ["M5 7h14", "M9.5 7V4.5h5V7", "M7 7l.8 12.5h8.4L17 7"],
  open: ["M5.5 11h13v9.5h-13z", "M8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2"],
  link: ["M8 16L17 7", "M9.5 7H17v7.5"],
  file: ["M7 3.5h7l4 4v13H7z", "M14 3.5v4h4"],
};

/** A line drawing, 24 by 24, hidden from assistive technology. */
export function drawing(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "drawing");
  for (const line of DRAWINGS[name]) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  return svg;
}
