// The sandbox server's JSON, one function per request.

/** The server does not answer. */
export class ServerGone extends Error {}

async function get(path, options = {}) {
  const response = await fetch(`/sandbox/${path}`, options).catch((cause) => {
    throw new ServerGone("no answer", { cause });
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

const post = (path, kind, body) => get(path, { method: "POST", headers: { "content-type": kind }, body });
const tell = (path, body) => post(path, "application/json", JSON.stringify(body));

/** The server takes no bodies of the kinds that foreign pages can post, plain text among them. */
function sendFile(path, file, caption) {
  const kind = file.type && !file.type.startsWith("text/plain") ? file.type : "application/octet-stream";
  return post(`${path}?${new URLSearchParams({ name: file.name, caption })}`, kind, file);
}

/** Where the bytes of an attachment are. */
export const fileAddress = (fileId) => `/sandbox/files/${encodeURIComponent(fileId)}`;

/** Who can be played, and the bot they talk to. */
export const personas = () => get("personas");

/** One conversation of a persona, as requests. */
export function conversation(key) {
  const chat = `chats/${encodeURIComponent(key)}`;
  return {
    messages: () => get(chat),
    commands: () => get(`commands/${encodeURIComponent(key)}`),
    say: (text, replyTo) => tell(`${chat}/messages`, { text, reply_to: replyTo }),
    edit: (messageId, text) => tell(`${chat}/edits`, { message_id: messageId, text }),
    tap: (messageId, data) => tell(`${chat}/taps`, { message_id: messageId, data }),
    start: (payload) => tell(`${chat}/start`, payload ? { payload } : {}),
    reset: () => tell(`${chat}/reset`, {}),
    sendFile: (file, caption) => sendFile(`${chat}/files`, file, caption),
    eventsAddress: `/sandbox/events/${encodeURIComponent(key)}`,
  };
}
