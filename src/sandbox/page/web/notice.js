// Short notes that pass, and dialogs that wait.

const NOTE_SHOWN_FOR = 5000;
const LONGEST_SHOWN_FOR = 12000;

/** A function that shows a note in `place` and takes it away after a while; longer notes stay longer. */
export function noteBoard(place) {
  let timer;
  return (text) => {
    clearTimeout(timer);
    place.textContent = text;
    const time = Math.min(NOTE_SHOWN_FOR + text.length * 40, LONGEST_SHOWN_FOR);
    timer = setTimeout(() => place.replaceChildren(), time);
  };
}

/** Tells something that needs a "Baik". */
export function alertDialog(text) {
  return openDialog(text, { yes: "Baik", no: null });
}

/** Asks before something is done; true when it is to be done. */
export function askDialog(text, yes) {
  return openDialog(text, { yes, no: "Batal" });
}

function openDialog(text, { yes, no }) {
  const dialog = document.getElementById("dialog");
  const [noButton, yesButton] = dialog.querySelectorAll("button");
  const before = document.activeElement;
  dialog.querySelector("p").textContent = text;
  yesButton.textContent = yes;
  noButton.textContent = no ?? "";
  noButton.hidden = no === null;
  dialog.returnValue = "no";
  if (!dialog.open) dialog.showModal();
  (no === null ? yesButton : noButton).focus();
  return new Promise((resolve) => {
    const close = () => {
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(dialog.returnValue === "yes");
    };
    dialog.addEventListener("close", close, { once: true });
  });
}
