"""A person in the sandbox: writes, taps and reads through the page's HTTP interface."""

import asyncio
import json
import os

import httpx

URL = os.environ["SANDBOX_URL"]
TOKEN = os.environ["SANDBOX_TOKEN"]


class Person:
    """One persona; what they see arrives as server-sent events, so nothing here sleeps."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.http = httpx.AsyncClient(base_url=URL, timeout=30)
        self.seen: asyncio.Queue[tuple[str, dict]] = asyncio.Queue()
        self.listening = asyncio.Event()

    async def listen(self) -> None:
        """Reads the persona's events until cancelled."""
        async with self.http.stream("GET", f"/sandbox/events/{self.key}", timeout=None) as events:
            self.listening.set()
            name = ""
            async for line in events.aiter_lines():
                if line.startswith("event:"):
                    name = line.removeprefix("event:").strip()
                elif line.startswith("data:"):
                    await self.seen.put((name, json.loads(line.removeprefix("data:"))))

    async def post(self, what: str, body: dict) -> dict:
        answer = await self.http.post(f"/sandbox/chats/{self.key}/{what}", json=body)
        answer.raise_for_status()
        return answer.json()

    async def send_file(self, name: str, content: bytes) -> None:
        headers = {"Content-Type": "application/octet-stream"}
        address = f"/sandbox/chats/{self.key}/files"
        answer = await self.http.post(address, params={"name": name}, content=content, headers=headers)
        answer.raise_for_status()

    async def sees(self, event: str, text: str) -> dict:
        """Waits for an event of this kind from the bot that carries this text."""
        while True:
            name, data = await asyncio.wait_for(self.seen.get(), 20)
            if name == event and data.get("from", "bot") == "bot" and data.get("text") == text:
                return data


async def play() -> None:
    """The play every bot here must pass."""
    person = Person("pegawai")
    listening = asyncio.create_task(person.listen())
    await person.listening.wait()
    await person.post("start", {"payload": "q_1"})
    welcome = await person.sees("message", "Selamat datang & mulai: q_1")
    assert welcome["entities"][0] == {"type": "bold", "offset": 0, "length": 14}, welcome
    assert welcome["keyboard"] == [[{"label": "Lanjut", "data": "v1:lanjut", "url": None, "copy": None}]], welcome
    await person.post("taps", {"message_id": welcome["id"], "data": "v1:lanjut"})
    await person.sees("callback_answer", "Baik")
    edited = await person.sees("edited", "Sudah lanjut")
    assert edited["id"] == welcome["id"] and edited["keyboard"] == [], edited
    await person.send_file("catatan.txt", b"isi berkas")
    await person.sees("message", "catatan.txt: isi berkas")
    sent = await person.sees("message", "Salinan")
    assert sent["attachment"]["name"] == "salinan.txt" and sent["attachment"]["size"] == 10, sent
    listening.cancel()
