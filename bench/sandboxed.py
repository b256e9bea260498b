"""The sandbox itself: how many messages a second it takes from a bot, beside aiohttp alone with the same answers."""

import asyncio
import json
import tempfile
import urllib.request
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench.calling import CONNECTIONS, Server
from bench.plan import Plan
from bench.processes import Processes, free_port
from bench.rounds import say
from bench.rows import Row, at_least, required

LEAST = 3_000.0
GOAL = 0.5
"""Of what aiohttp alone does with the same answers."""
PEOPLE = range(1001, 1001 + CONNECTIONS)
_TEXT = "Pesanan Kakak sudah kami terima. <b>Terima kasih!</b>"
_BUTTONS = {
    "inline_keyboard": [
        [{"text": f"Kaos Katun Polos {n} · Rp{80 + n}.000", "callback_data": f"p:{n}:0:0:0:1:0:7:0"}]
        for n in range(1, 13)
    ]
}
_KINDS: dict[str, dict[str, str]] = {
    "text": {"text": _TEXT, "parse_mode": "HTML"},
    "buttons": {"text": _TEXT, "parse_mode": "HTML", "reply_markup": json.dumps(_BUTTONS)},
}


async def sandbox_rows(plan: Plan, processes: Processes) -> list[Row]:
    """Send messages to aiohttp alone, to the sandbox in memory and to one that keeps them in a directory, in turn."""
    memory = await _sandbox(processes)
    kept = await _sandbox(processes, tempfile.mkdtemp(dir=processes.folder))
    bare = await _bare(processes, memory)
    servers = {"aiohttp alone": bare, "in memory": memory, "kept": kept}
    for kind in _KINDS:
        for server in servers.values():
            await server.round(kind, 0.5)
            server.rates.clear()
    busy = 0.0
    for number in range(1, plan.rounds + 1):
        for kind in _KINDS:
            for server in servers.values():
                busy = max(busy, await server.round(kind, plan.seconds))
        told = "  ".join(f"{name} {server.rates['text'][-1]:,.0f}" for name, server in servers.items())
        say(f"sandbox {number}/{plan.rounds}: {told}")
    for server in servers.values():
        processes.stop(server.process)
    return _rows(bare, memory, kept, busy)


def _rows(bare: Server, memory: Server, kept: Server, busy: float) -> list[Row]:
    name, alone = "16 the sandbox, sendMessage", "aiohttp alone"
    load = f"the load's own core at most {busy:.0%} busy"
    rate, ratio = memory.rate("text"), _ratio(memory, bare, "text")
    rows = [
        Row("16 aiohttp alone, the same answer", bare.rate("text"), "per s"),
        required(name, rate, "per s", least=LEAST, note=load),
        at_least(f"{name}, compared", rate, "per s", ratio=ratio, to=alone, goal=GOAL),
    ]
    for how, server, kind in (
        ("with twelve buttons", memory, "buttons"),
        ("kept in a directory", kept, "text"),
        ("kept, with twelve buttons", kept, "buttons"),
    ):
        ratio = _ratio(server, bare, kind)
        rows.append(Row(f"16   {how}", server.rate(kind), "per s", alone, ratio))
    return rows


def _ratio(server: Server, bare: Server, kind: str) -> float:
    """Median over the rounds of the rounds' own ratios."""
    return median(one / other for one, other in zip(server.rates[kind], bare.rates[kind], strict=True))


async def _sandbox(processes: Processes, data: str = "") -> Server:
    """A sandbox where as many people as there are connections have started the bot."""
    port = free_port()
    process = processes.other("sandbox", SANDBOX_HOST="127.0.0.1", SANDBOX_PORT=str(port), SANDBOX_DATA=data)
    requests = {
        kind: [_request("/bot1000:bench/sendMessage", port, {"chat_id": str(person)} | form) for person in PEOPLE]
        for kind, form in _KINDS.items()
    }  # fmt: skip
    server = Server(process, port, requests)
    await process.reachable(server.port)
    await asyncio.to_thread(_gather, f"http://127.0.0.1:{port}")
    return server


def _gather(url: str) -> None:
    for person in PEOPLE:
        _post(f"{url}/sim/people", {"id": person, "first_name": "Sari", "language_code": "id"})
    _post(f"{url}/bot1000:bench/getMe", {})
    for person in PEOPLE:
        _post(f"{url}/sim/people/{person}/messages", {"text": "/start"})


def _post(url: str, body: object) -> None:
    data = json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=10):
        pass


def _request(path: str, port: int, form: dict[str, str]) -> bytes:
    """A call as aiogram sends it."""
    body = urlencode(form).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: AIOGRAM/3\r\nAccept: */*\r\n"
        f"Accept-Encoding: gzip, deflate\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    return head.encode() + body


async def _bare(processes: Processes, sandbox: Server) -> Server:
    """aiohttp alone, with answers of the sandbox to the same bodies."""
    canned = {f"/{kind}": (await sandbox.answer(sandbox.requests[kind][0])).decode() for kind in _KINDS}
    file = Path(tempfile.mkdtemp(dir=processes.folder)) / "canned.json"
    file.write_text(json.dumps(canned))
    process = processes.other("bench.bare", CANNED=str(file))
    requests = {
        kind: [_request(f"/{kind}", process.port, {"chat_id": str(person)} | form) for person in PEOPLE]
        for kind, form in _KINDS.items()
    }
    server = Server(process, process.port, requests)
    await process.reachable(server.port)
    return server
