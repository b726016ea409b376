"""A small bot with aiogram against the sandbox."""

import asyncio

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import BotCommand, BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from person import TOKEN, URL, play

dispatcher = Dispatcher()


@dispatcher.message(CommandStart())
async def start(message: Message, command: CommandObject) -> None:
    button = InlineKeyboardButton(text="Lanjut", callback_data="v1:lanjut")
    await message.answer(
        f"<b>Selamat datang</b> &amp; mulai: {command.args}",
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
    )


@dispatcher.callback_query()
async def tapped(query: CallbackQuery) -> None:
    await query.answer("Baik")
    await query.message.edit_text("Sudah lanjut")
    try:
        await query.message.edit_text("Sudah lanjut")
    except TelegramBadRequest as error:
        assert "message is not modified" in error.message, error


@dispatcher.message(F.document)
async def document(message: Message, bot: Bot) -> None:
    content = (await bot.download(message.document)).read()
    await message.answer(f"{message.document.file_name}: {content.decode()}")
    await message.answer_document(BufferedInputFile(content, "salinan.txt"), caption="Salinan")


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(URL))
    bot = Bot(TOKEN, session=session)
    me = await bot.get_me()
    assert me.is_bot and me.username == "netral_sandbox_bot", me
    await bot.set_my_commands([BotCommand(command="start", description="Mulai")])
    assert (await bot.get_my_commands())[0].command == "start"
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    await play()
    assert (await bot.get_chat(1001)).first_name == "Sari"
    await dispatcher.stop_polling()
    await polling


asyncio.run(main())
