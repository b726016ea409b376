// A small bot with grammY against the sandbox.
import assert from "node:assert/strict";
import { Bot, GrammyError, InlineKeyboard, InputFile } from "grammy";

const url = process.env.SANDBOX_URL;
const token = process.env.SANDBOX_TOKEN;

const bot = new Bot(token, { client: { apiRoot: url } });
bot.command("start", (context) =>
  context.reply(`<b>Selamat datang</b> &amp; mulai: ${context.match}`, {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Lanjut", "v1:lanjut"),
  }));
bot.on("callback_query:data", async (context) => {
  await context.answerCallbackQuery("Baik");
  await context.editMessageText("Sudah lanjut");
  await assert.rejects(
    context.editMessageText("Sudah lanjut"),
    (error) => error instanceof GrammyError && error.description.includes("message is not modified"),
  );
});
bot.on("message:document", async (context) => {
  const file = await context.getFile();
  const content = await (await fetch(`${url}/file/bot${token}/${file.file_path}`)).text();
  await context.reply(`${context.message.document.file_name}: ${content}`);
  await context.replyWithDocument(new InputFile(Buffer.from(content), "salinan.txt"), { caption: "Salinan" });
});
bot.catch((error) => {
  console.error(error);
  process.exit(1);
});

/** The persona's events as they arrive: [name, data] pairs. */
async function* events(response) {
  let rest = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const field = (name) => block.split("\n").find((line) => line.startsWith(name))?.slice(name.length).trim();
      if (field("data:")) yield [field("event:"), JSON.parse(field("data:"))];
    }
  }
}

async function post(what, body) {
  const answer = await fetch(`${url}/sandbox/chats/pegawai/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200);
}

const me = await bot.api.getMe();
assert.equal(me.username, "netral_sandbox_bot");
await bot.api.setMyCommands([{ command: "start", description: "Mulai" }]);
assert.equal((await bot.api.getMyCommands())[0].command, "start");
const stream = events(await fetch(`${url}/sandbox/events/pegawai`));
const polling = bot.start();

async function sees(event, text) {
  for (;;) {
    const { value: [name, data] } = await stream.next();
    if (name === event && (data.from ?? "bot") === "bot" && data.text === text) return data;
  }
}

await post("start", { payload: "q_1" });
const welcome = await sees("message", "Selamat datang & mulai: q_1");
assert.deepEqual(welcome.entities[0], { type: "bold", offset: 0, length: 14 });
await post("taps", { message_id: welcome.id, data: "v1:lanjut" });
await sees("callback_answer", "Baik");
assert.equal((await sees("edited", "Sudah lanjut")).id, welcome.id);
const upload = await fetch(`${url}/sandbox/chats/pegawai/files?name=catatan.txt`, {
  method: "POST",
  headers: { "Content-Type": "application/octet-stream" },
  body: "isi berkas",
});
assert.equal(upload.status, 200);
await sees("message", "catatan.txt: isi berkas");
const sent = await sees("message", "Salinan");
assert.equal(sent.attachment.name, "salinan.txt");
assert.equal((await bot.api.getChat(1001)).first_name, "Sari");
await bot.stop();
await polling;
process.exit(0);
