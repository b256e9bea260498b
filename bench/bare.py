"""The sandbox's ceiling: aiohttp alone, which gives canned answers and looks at nothing.

``CANNED`` names a JSON file of addresses and what each answers.
"""

import asyncio
import gc
import json
import os
from pathlib import Path

import uvloop
from aiohttp import web


async def _serve(canned: dict[str, str]) -> None:
    app = web.Application()
    for path, text in canned.items():

        async def give(_request: web.Request, body: bytes = text.encode()) -> web.Response:
            return web.Response(body=body, content_type="application/json")

        app.router.add_post(path, give)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(os.environ["HTTP_PORT"])).start()
    await asyncio.Event().wait()


def main() -> None:
    """Serve until ended."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(json.loads(Path(os.environ["CANNED"]).read_text())))


if __name__ == "__main__":
    main()
