"""`python -m sandbox`: serve until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import gc
import ipaddress
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from sandbox.directory import Unreadable
from sandbox.server import create_app
from sandbox.serving import open_runner


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line; SANDBOX_HOST, SANDBOX_PORT and SANDBOX_DATA are its defaults."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A Telegram on your own machine.")
    parser.add_argument("--host", default=os.environ.get("SANDBOX_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=_port, default=os.environ.get("SANDBOX_PORT", "8081"))
    parser.add_argument(
        "--speed", choices=("realistic", "off"), default="off", help="realistic: flood control as on Telegram"
    )
    parser.add_argument(
        "--data",
        type=_folder,
        default=os.environ.get("SANDBOX_DATA", ""),
        metavar="DIR",
        help="keep everything there over restarts (else: in memory only)",
    )
    return parser.parse_args(arguments)


def _folder(text: str) -> Path | None:
    return Path(text) if text else None


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is no port (0 to 65535)")
    return port


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def serve(host: str, port: int, speed: str, data: Path | None = None) -> None:
    """Serve until SIGINT or SIGTERM; raises `Unreadable` when the directory `data` cannot be used."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows: Ctrl-C raises KeyboardInterrupt instead
            break
    runner = await open_runner(create_app(speed, data), patience=0.5)
    try:
        await web.TCPSite(runner, host, port).start()
        sys.stdout.write(announcement(host, runner.addresses[0][1]))
        sys.stdout.flush()
        await stop.wait()
    finally:
        await runner.cleanup()


def announcement(host: str, port: int) -> str:
    """What is told at the start: where the page is, and who can reach it."""
    shown = f"[{host}]" if ":" in host else host
    reach = (
        "It listens on loopback only: nobody but this machine can reach it."
        if is_loopback(host)
        else "It listens beyond loopback: ANYONE who reaches this address can use it."
    )
    address = f"http://{shown}:{port}"
    return f"The sandbox is open at {address}/\nBots find their Telegram at {address}. {reach}\n"


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's event loop where it is installed, else asyncio's own."""
    try:
        import uvloop  # noqa: PLC0415 - it is not there on Windows
    except ImportError:
        return None
    return uvloop.new_event_loop


def main() -> None:
    """Entry point."""
    arguments = read_arguments()
    # what is loaded stays, and messages live long: looking at them again and again finds nothing
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    try:
        with asyncio.Runner(loop_factory=_fast_loop()) as runner:
            runner.run(serve(arguments.host, arguments.port, arguments.speed, arguments.data))
    except KeyboardInterrupt:
        return
    except Unreadable as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"The sandbox cannot listen on {arguments.host}:{arguments.port}: {error.strerror}")


if __name__ == "__main__":
    main()
