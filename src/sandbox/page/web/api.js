// The sandbox server's JSON, one function per request.

/** The server does not answer. */
export class ServerGone extends Error {}

/** The server answered that it won't; `message` is its reason. */
export class Refused extends Error {}

async function ask(path, options = {}) {
  const response = await fetch(`/sandbox/${path}`, options).catch((cause) => {
    throw new ServerGone("no answer", { cause });
  });
  if (response.ok) return response;
  const { error } = await response.json().catch(() => ({}));
  throw new Refused(error ?? `HTTP ${response.status}`);
}

const get = async (path, options) => (await ask(path, options)).json();

const post = (path, kind, body) => get(path, { method: "POST", headers: { "content-type": kind }, body });
const tell = (path, body) => post(path, "application/json", JSON.stringify(body));

/** The server takes no bodies of the kinds that foreign pages can post, plain text among them. */
function sendFile(path, { file, caption, replyTo, album, asFile }) {
  const kind = file.type && !file.type.startsWith("text/plain") ? file.type : "application/octet-stream";
  const labels = { name: file.name, caption, reply_to: replyTo, album, as_file: asFile };
  const given = Object.entries(labels).filter(([, value]) => value);
  return post(`${path}?${new URLSearchParams(given)}`, kind, file);
}

/** Where the bytes of an attachment are. */
export const fileAddress = (fileId) => `/sandbox/files/${encodeURIComponent(fileId)}`;

/** What is in an age file, opened with a demo key: `{ text }`, `{ picture: address }` or `{ download: address }`. */
export async function opened(fileId, key) {
  const path = `opened/${encodeURIComponent(fileId)}?key=${key}`;
  const answer = await ask(path);
  const kind = answer.headers.get("content-type");
  if (kind.startsWith("text/plain")) return { text: await answer.text() };
  return { [kind.startsWith("image/") ? "picture" : "download"]: `/sandbox/${path}` };
}

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
    delete: (messageId) => tell(`${chat}/deletions`, { message_id: messageId }),
    tap: (messageId, data) => tell(`${chat}/taps`, { message_id: messageId, data }),
    start: (payload) => tell(`${chat}/start`, payload ? { payload } : {}),
    reset: () => tell(`${chat}/reset`, {}),
    sendFile: (sent) => sendFile(`${chat}/files`, sent),
    eventsAddress: `/sandbox/events/${encodeURIComponent(key)}`,
  };
}
