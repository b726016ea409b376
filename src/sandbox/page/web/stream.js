// Follows a conversation's server-sent events and comes back after every interruption.

const KINDS = ["message", "edited", "deleted", "typing", "callback_answer", "cleared"];
const RETRY_AFTER = 1500;

/**
 * Follows `address`. `onUp` runs at every (re)connection, `onDown` when the connection is lost, `onEvent` with
 * the kind, the data and the number of each event. Returns a function that stops it.
 */
export function follow(address, { onUp, onDown, onEvent }) {
  let source;
  let timer;
  const open = () => {
    source = new EventSource(address);
    source.addEventListener("open", onUp);
    source.addEventListener("error", () => {
      onDown();
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_AFTER);
    });
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => onEvent(kind, JSON.parse(event.data), Number(event.lastEventId)));
    }
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
