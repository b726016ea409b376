// The sandbox server's JSON, one function per request.

/** The server does not answer. */
export class ServerGone extends Error {}

async function ask(path, body) {
  const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`/sandbox/${path}`, body === undefined ? {} : post).catch((cause) => {
    throw new ServerGone("no answer", { cause });
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

/** Who can be played, and the bot they talk to. */
export const personas = () => ask("personas");

/** One conversation of a persona, as requests. */
export function conversation(key) {
  const chat = `chats/${encodeURIComponent(key)}`;
  return {
    messages: () => ask(chat),
    commands: () => ask(`commands/${encodeURIComponent(key)}`),
    say: (text, replyTo) => ask(`${chat}/messages`, { text, reply_to: replyTo }),
    tap: (messageId, data) => ask(`${chat}/taps`, { message_id: messageId, data }),
    start: (payload) => ask(`${chat}/start`, payload ? { payload } : {}),
    reset: () => ask(`${chat}/reset`, {}),
    sendFile: (name, text, caption) => ask(`${chat}/documents`, { name, text, caption }),
    eventsAddress: `/sandbox/events/${encodeURIComponent(key)}`,
  };
}
