"""What can go wrong, in Telegram's words on the bots' side and in ours on the people's side."""

from __future__ import annotations


class ApiError(Exception):
    """An answer of the Bot API with `ok: false`: HTTP status, Telegram's exact words, and hints for the bot."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class SimError(Exception):
    """The people's side was asked for something impossible; `status` is the HTTP status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def bad_request(reason: str) -> ApiError:
    """Telegram's 400, for instance `Bad Request: chat not found`."""
    return ApiError(400, f"Bad Request: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """Telegram's 429; the bot should wait `seconds` before it asks again."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
