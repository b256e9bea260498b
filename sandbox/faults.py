"""Telegram misbehaving on purpose: errors, delays and dropped connections, as often as asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError, SimError, too_many_requests
from sandbox.wire import Json, Params, Upload, dumps

_WORDS = {
    400: "Bad Request: the sandbox was asked to refuse",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(slots=True)
class Fault:
    """What shall go wrong with calls of `method` (`*`: any) whose parameters contain `contains`."""

    method: str
    code: int | None = None
    description: str | None = None
    retry_after: int | None = None
    times: int = 1
    contains: str | None = None
    delay_ms: float = 0
    drop: str | None = None

    def matches(self, method: str, params: Params) -> bool:
        """Whether this call is meant."""
        if self.method not in {"*", method.lower()}:
            return False
        return self.contains is None or self.contains in searchable(params)

    def error(self) -> ApiError | None:
        """The answer the bot gets instead of the real one."""
        if self.code is None:
            return None
        if self.code == 429 and self.description is None:
            return too_many_requests(self.retry_after or 1)
        hints = {"retry_after": self.retry_after} if self.retry_after is not None else {}
        return ApiError(self.code, self.description or _WORDS.get(self.code, "Error"), **hints)


def searchable(params: Params) -> str:
    """Everything a call says, as one text to look into."""
    return "\n".join(
        value if isinstance(value, str) else dumps(value)
        for value in params.values()
        if not isinstance(value, Upload)
    )


class Faults:
    """The faults still to happen, first come first served."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """One more thing to go wrong."""
        self._faults.append(fault)

    def clear(self) -> None:
        """All is well again."""
        self._faults.clear()

    def take(self, method: str, params: Params) -> Fault | None:
        """The fault that hits this call, which uses up one of its times."""
        for fault in self._faults:
            if fault.matches(method, params):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                return fault
        return None


def read_fault(body: Json) -> Fault:
    """A fault as the people's side describes it; raises `SimError` 400 for one that makes no sense."""
    fault = Fault(
        method=_typed(body, "method", str, "").lower(),
        code=_typed(body, "code", int, None),
        description=_typed(body, "description", str, None),
        retry_after=_typed(body, "retry_after", int, None),
        times=_typed(body, "times", int, 1),
        contains=_typed(body, "contains", str, None),
        delay_ms=_typed(body, "delay_ms", (int, float), 0),
        drop=_typed(body, "drop", str, None),
    )
    if not fault.method:
        raise SimError(400, "method is missing (* means any)")
    if fault.code is not None and not 400 <= fault.code <= 599:
        raise SimError(400, "code must be an HTTP error, 400 to 599")
    if fault.drop not in {None, "before", "after"}:
        raise SimError(400, 'drop must be "before" or "after"')
    if fault.times < 1 or not 0 <= fault.delay_ms <= 600_000:
        raise SimError(400, "times must be at least 1, delay_ms 0 to 600000")
    if fault.code is None and fault.drop is None and not fault.delay_ms:
        raise SimError(400, "nothing to go wrong: give code, delay_ms or drop")
    return fault


def _typed(body: Json, name: str, type: type | tuple[type, ...], default: Any) -> Any:
    value = body.get(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, type):
        raise SimError(400, f"{name} is of the wrong type")
    return value
