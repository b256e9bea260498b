"""The notifications of a stand-in: written as documented, delivered with retries."""

from dataclasses import dataclass, replace

import httpx


@dataclass(frozen=True)
class Letter:
    """A notification, ready to be posted."""

    headers: dict[str, str]
    body: bytes
    signature: str
    """what proves it, wherever it stands: the gateway's own signature or token"""

    def changed(self, old: bytes, new: bytes) -> "Letter":
        """Give the same with something else in the body, under the old signature."""
        assert old in self.body
        return replace(self, body=self.body.replace(old, new))

    def forged(self) -> "Letter":
        """Give the same with another signature of the same shape."""
        return self._signed("0" * len(self.signature))

    def unsigned(self) -> "Letter":
        """Give the same with nothing where the signature stands."""
        return self._signed("")

    def _signed(self, signature: str) -> "Letter":
        headers = {name: value.replace(self.signature, signature) for name, value in self.headers.items()}
        return Letter(headers, self.body.replace(self.signature.encode(), signature.encode()), signature)


@dataclass(frozen=True)
class Delivery:
    """A notification on its way: what the shop answered each time (0: nobody was there)."""

    letter: Letter
    answers: tuple[int, ...]


async def deliver(client: httpx.AsyncClient, url: str, letter: Letter, attempts: int) -> Delivery:
    """Post a letter until somebody says 2xx, at most so many times."""
    answers: list[int] = []
    while url and len(answers) < attempts:
        try:
            answer = await client.post(url, content=letter.body, headers=letter.headers)
            answers.append(answer.status_code)
        except httpx.TransportError:
            answers.append(0)
        if 200 <= answers[-1] < 300:
            break
    return Delivery(letter, tuple(answers))
