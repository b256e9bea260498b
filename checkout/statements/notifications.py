"""Reading a message a bank or a wallet sent: an SMS, an e-mail, an app's notification, pasted or forwarded.

Banks publish no description of these either; the wordings were seen in public programs that read them: ``Trf masuk Rp125.123
dari BUDI S 25/11``, ``m-Transfer: Rp 500.000,00 dari BUDI telah masuk ke rek …``, ``Anda menerima dana transfer masuk
sebesar Rp 2.500.000,00 dari …``, and of money that left: ``m-Transfer: BERHASIL … ke …``, ``Transfer Rp50.000 ke …
berhasil``. What a message does not say outright is not believed to be money that came in.
"""

import datetime as dt
import re

from checkout.statements.cells import Direction, ReadAmount, day_of, find_moment, read_amount, read_time, tidy
from checkout.statements.errors import NoticeUnreadable, StatementEmpty, StatementTooLarge
from checkout.statements.keys import with_keys
from checkout.statements.payers import payer_in
from checkout.statements.values import Statement, StatementLine
from foundation.errors import ShopError

LONGEST_NOTICE = 20_000
"""Characters: several messages pasted into one."""

_MONEY = re.compile(
    r"(?<![\w.,])(?:(?:rp|idr)\.? ?[+-]? ?[0-9][0-9.,]*(?:,-)?|[0-9][0-9.,]* ?(?:cr|kr|db)\b)", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:saldo|balance|biaya|fee|admin|adm|limit|minimal|maksimal|cashback|ppn|charge)\b[^0-9\n]{0,30}$",
    re.IGNORECASE,
)
_BALANCE = re.compile(r"(?:saldo|balance)\b[^0-9\n]{0,30}$", re.IGNORECASE)
_SURELY_IN = re.compile(
    r"\b(?:masuk|menerima|diterima|terima|received?|incoming|dikreditkan|di-?kredit|credited)\b(?! kasih)",
    re.IGNORECASE,
)
_SURELY_OUT = re.compile(
    r"\b(?:keluar|di-?debe?i?t(?:kan)?|debited|outgoing|gagal|failed|dibatalkan|ditolak|pending)\b"
    r"|m-?transfer *: *berhasil|berhasil (?:mentransfer|transfer|membayar|bayar|mengirim|kirim)\b"
    r"|\b(?:anda|kamu) (?:telah |sudah |baru saja )?(?:mentransfer|transfer|mengirim|kirim|membayar|bayar)\b"
    r"|\b(?:tarik tunai|penarikan|withdrawal|sent|transferred to|you paid|tagihan|pembelian|jatuh tempo)\b",
    re.IGNORECASE,
)
_MAYBE_OUT = re.compile(
    r"\b(?:transfer|trf|kirim|pembayaran|bayar|payment|top ?up|isi saldo)\b[^\n]{0,60}?\b(?:ke|kepada|to|di)\b"
    r"|\b(?:debit|debet)\b|\bDB\b|\b(?:penerima|beneficiary|kepada)\b",
    re.IGNORECASE,
)
_MAYBE_IN = re.compile(r"\b(?:dari|from|pengirim|kredit|credit)\b|\b(?:CR|KR)\b", re.IGNORECASE)


def read_notification(text: str, *, sent: dt.datetime) -> Statement:
    """Read one or more messages of a bank. ``sent`` is when the bank sent it, by the shop's own clock.

    Give the day of the original message, not of the forwarding: where the text names no day, it is the line's day and
    part of its key. Raises StatementEmpty, StatementTooLarge, and NoticeUnreadable if nothing in the text is a message
    about money; if some of several are not, they are among the problems.
    """
    if not text.strip():
        raise StatementEmpty()
    if len(text) > LONGEST_NOTICE:
        raise StatementTooLarge(megabytes=1)
    incoming: list[StatementLine] = []
    outgoing: list[StatementLine] = []
    problems: list[ShopError] = []
    for number, notice in _notices(text.replace("\r\n", "\n").replace("\r", "\n")):
        try:
            line, direction = _read(notice, number, sent)
        except NoticeUnreadable as problem:
            problems.append(problem)
            continue
        (incoming if direction is Direction.IN else outgoing).append(line)
    if not incoming and not outgoing:
        raise problems[0]
    return Statement(tuple(with_keys(incoming)), tuple(with_keys(outgoing)), tuple(problems))


def _notices(text: str) -> list[tuple[int, str]]:
    """Cut a text into messages with the numbers of their first lines.

    Paragraphs with an amount are messages, and so are single lines if every line with an amount says its direction
    itself. Whatever has no amount belongs to the whole if there is only one message.
    """
    lines = [(at, line) for at, line in enumerate(text.split("\n"), start=1) if line.strip()]
    speaking = [(at, line) for at, line in lines if _amounts(line)[0]]
    if len(speaking) > 1 and all(_direction(line) for _, line in speaking):
        return speaking
    paragraphs: list[tuple[int, str]] = []
    number = 1
    for part in re.split(r"(\n[ \t]*\n+)", text):
        if _amounts(part)[0]:
            paragraphs.append((number, part.strip("\n")))
        number += part.count("\n")
    return paragraphs if len(paragraphs) > 1 else [(1, text)]


def _read(notice: str, number: int, sent: dt.datetime) -> tuple[StatementLine, Direction]:
    """Read one message. Raises NoticeUnreadable."""
    description = tidy(notice)
    amounts, balance = _amounts(notice)
    different = {(amount.rupiah, amount.sen) for amount in amounts}
    if len(different) != 1:
        raise NoticeUnreadable(problem="several-amounts" if different else "amount", text=description[:60])
    direction = _direction(notice)
    if direction is None:
        raise NoticeUnreadable(problem="direction", text=description[:60])
    moment = find_moment(notice)
    day = day_of(moment, sent.date() + dt.timedelta(days=1)) if moment else None
    line = StatementLine(
        date=day or sent.date(),
        time=(moment.time if moment and day else None) or read_time(_MONEY.sub(" ", notice)),
        amount=amounts[0].rupiah,
        sen=amounts[0].sen,
        description=description[:500],
        payer=payer_in(" | ".join(notice.split("\n"))) if direction is Direction.IN else "",
        balance=balance,
        pending=False,
        key="",
        number=number,
        raw=(notice,),
    )
    return line, direction


def _amounts(notice: str) -> tuple[list[ReadAmount], int | None]:
    """Give the amounts a message is about, without fees and balances; then the balance."""
    found: list[ReadAmount] = []
    balance = None
    for match in _MONEY.finditer(notice):
        amount = read_amount(match.group().rstrip(".,"))
        before = notice[: match.start()]
        if amount is None or _BESIDE.search(before[-50:]):
            if amount is not None and _BALANCE.search(before[-50:]):
                balance = amount.rupiah
            continue
        if amount.rupiah:
            found.append(amount)
    return found, balance


def _direction(notice: str) -> Direction | None:
    """Say which way the money went; words that only hint count as incoming only if none hints at outgoing."""
    surely_in, surely_out = _SURELY_IN.search(notice), _SURELY_OUT.search(notice)
    if surely_in or surely_out:
        return None if surely_in and surely_out else Direction.IN if surely_in else Direction.OUT
    if _MAYBE_OUT.search(notice):
        return Direction.OUT
    return Direction.IN if _MAYBE_IN.search(notice) else None
