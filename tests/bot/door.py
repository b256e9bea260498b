"""One address in front of several processes of the shop, as a load balancer is: whoever lives answers."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Hand on what comes until one side is gone."""
    with suppress(ConnectionError):
        while data := await source.read(65_536):
            target.write(data)
            await target.drain()
    target.close()


class Door:
    """Hands connections to the processes behind it in turn; one that does not open is passed over."""

    def __init__(self, ports: Iterable[int]) -> None:
        """Lead to these ports."""
        self._ports = list(ports)
        self._pouring: set[asyncio.Task[None]] = set()

    async def receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Lead one caller to somebody who lives."""
        for port in list(self._ports):
            self._ports.append(self._ports.pop(0))
            with suppress(OSError):
                inner, outer = await asyncio.open_connection("127.0.0.1", port)
                for source, target in ((reader, outer), (inner, writer)):
                    task = asyncio.create_task(_pour(source, target))
                    self._pouring.add(task)
                    task.add_done_callback(self._pouring.discard)
                return
        writer.close()

    async def close(self) -> None:
        """Send everybody away."""
        pouring = list(self._pouring)
        for task in pouring:
            task.cancel()
        await asyncio.gather(*pouring, return_exceptions=True)


@asynccontextmanager
async def door_to(port: int, ports: Iterable[int]) -> AsyncIterator[None]:
    """Open the door on a port."""
    door = Door(ports)
    server = await asyncio.start_server(door.receive, "127.0.0.1", port)
    try:
        yield
    finally:
        server.close()
        await door.close()
