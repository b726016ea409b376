"""A small bot with python-telegram-bot against the sandbox."""

import asyncio

from person import TOKEN, URL, play
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    button = InlineKeyboardButton("Lanjut", callback_data="v1:lanjut")
    await update.message.reply_html(
        f"<b>Selamat datang</b> &amp; mulai: {context.args[0]}", reply_markup=InlineKeyboardMarkup([[button]])
    )


async def tapped(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer("Baik")
    await update.callback_query.edit_message_text("Sudah lanjut")
    try:
        await update.callback_query.edit_message_text("Sudah lanjut")
    except BadRequest as error:
        assert "message is not modified" in str(error).lower(), error


async def document(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    sent = update.message.document
    file = await context.bot.get_file(sent.file_id)
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_text(f"{sent.file_name}: {content.decode()}")
    await update.message.reply_document(content, filename="salinan.txt", caption="Salinan")


async def main() -> None:
    builder = Application.builder().token(TOKEN)
    application = builder.base_url(f"{URL}/bot").base_file_url(f"{URL}/file/bot").build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(tapped))
    application.add_handler(MessageHandler(filters.Document.ALL, document))
    async with application:
        me = await application.bot.get_me()
        assert me.is_bot and me.username == "netral_sandbox_bot", me
        await application.bot.set_my_commands([BotCommand("start", "Mulai")])
        assert (await application.bot.get_my_commands())[0].command == "start"
        await application.updater.start_polling(timeout=10, allowed_updates=["message", "callback_query"])
        await application.start()
        await play()
        chat = await application.bot.get_chat(1001)
        assert chat.first_name == "Sari", chat
        await application.updater.stop()
        await application.stop()


asyncio.run(main())
