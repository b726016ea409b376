// Telegram's own links to the bot, followed inside the sandbox.

/** The start parameter of a link to the bot's private chat, "" without one; `null` for every other link. */
export function startParameter(url, botUsername) {
  let address;
  try {
    address = new URL(url);
  } catch {
    return null;
  }
  const [host, path] = [address.hostname.toLowerCase(), address.pathname.slice(1)];
  const byWeb = ["t.me", "telegram.me"].includes(host) && path;
  const byApp = address.protocol === "tg:" && url.startsWith("tg://resolve") && address.searchParams.get("domain");
  const name = byWeb || byApp;
  const isBot = name && name.toLowerCase() === botUsername.toLowerCase();
  return isBot ? (address.searchParams.get("start") ?? "") : null;
}
