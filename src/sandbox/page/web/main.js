// Starts the page: personas, stage, and the open conversations in the address (`#pegawai+grup`).

import { ServerGone, personas } from "./api.js";
import { element } from "./dom.js";
import { startParameter } from "./links.js";
import { listPersonas } from "./personas.js";
import { Stage } from "./stage.js";

const RETRY_AFTER = 1500;

/** The private conversation of whoever writes as `persona`. */
function privateOf(persona, all) {
  return all.find((other) => !other.group && other.user_id === persona.user_id) ?? persona;
}

function furnish(world) {
  const place = document.querySelector(".stage");
  place.replaceChildren();
  const openStart = (persona, url) => {
    const payload = startParameter(url, world.bot.username);
    if (payload === null) return false;
    stage.show(privateOf(persona, world.personas).key).start(payload);
    return true;
  };
  const changed = (open, current, hasRoom) => {
    mark(open, current, hasRoom);
    history.replaceState(null, "", `#${open.join("+")}`);
  };
  const stage = new Stage(place, world, { openStart, changed });
  const does = { show: (key) => stage.show(key), toggle: (key) => stage.toggle(key) };
  const mark = listPersonas(document.querySelector(".personas-list"), world.personas, does);
  stage.open(location.hash.slice(1).split("+"));
}

async function begin() {
  try {
    furnish(await personas());
  } catch (error) {
    if (!(error instanceof ServerGone)) throw error;
    const gone = element("p", { class: "plain-note", role: "status" }, "Ruang uji tidak menjawab. Mencoba lagi…");
    document.querySelector(".stage").replaceChildren(gone);
    setTimeout(begin, RETRY_AFTER);
  }
}

begin();
