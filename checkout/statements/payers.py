"""Who paid: the payer's name in what a bank writes about a transfer.

The shapes were seen in public samples: BCA ``TRSF E-BANKING CR 2511/FTSCY/WS95051 125123.00 BUDI S`` and ``BI-FAST CR …
TRANSFER DR 501 BUDI S``, BRI ``NBMB BUDI S TO TOKO SATU ESB:…``, BNI and Mandiri ``TRANSFER DARI BPK BUDI S``.
"""

import re

LONGEST_NAME = 60

_WORD = r"(?:[^\W\d_][\w.'’`-]*)"
_TITLES = r"(?:(?:bpk|bapak|bp|ibu|sdri?|sdr\(i\)|tn|ny|nn|mr|mrs|ms)\.?\s+)?"
_NOT_NAMES = frozenset(
    {"ke", "kepada", "to", "sebesar", "pada", "tgl", "tanggal", "jam", "berhasil", "untuk", "esb", "m-bca", "mbca",
     "ref", "reff", "no", "noref", "berita", "telah", "sudah", "rp", "idr", "dengan", "via", "melalui", "di",
     "rek", "rekening", "saldo", "ket", "keterangan", "id", "the", "on", "at", "has", "received", "with", "and",
     "bank", "trx", "trf", "transfer", "bi-fast", "bifast", "senilai", "sejumlah", "masuk", "amount", "acc",
     "account", "a/n", "an", "am", "pukul", "diterima", "ditransfer", "nominal", "jumlah", "wib", "wita", "wit"}
)  # fmt: skip
# Banks, "rek", numbers and "a/n" may stand between "dari" and the name, in any order; nothing is tried twice.
_BETWEEN = (
    r"(?:(?:\b(?:bank|bca|bri|bni|mandiri|bsi|btn|cimb|permata|danamon|seabank|jago|ocbc|panin|mega|dana|ovo|gopay"
    r"|shopeepay|linkaja|rek|rekening|acc|account|no|a/n|a\.n|an)\b|[0-9x*][0-9x*.-]{2,}+)[\s.:,/|-]*+)*+"
)
_FROM = re.compile(
    rf"\b(?:dari|dr|from|pengirim|sender|nama\s+pengirim)\b[\s.:,/|-]*+{_BETWEEN}"
    rf"{_TITLES}(?P<name>{_WORD}(?:\s+{_WORD}){{0,7}})",
    re.IGNORECASE,
)
_BEFORE_TO = re.compile(
    rf"\b(?:NBMB|IBNK|BFST|BRIMO|QLOLA)\w*\s+(?P<name>{_WORD}(?:\s+{_WORD}){{0,7}}?)\s+TO\s"
)
_AFTER_CODES = re.compile(
    rf"^(?:TRSF|TRF|SWITCHING|BI-?FAST|KR|SETORAN|BYR)\b.*(?:[0-9]|/)[0-9./]*\s+"
    rf"(?P<name>{_WORD}(?:\s+{_WORD}){{0,7}})\s*$",
    re.IGNORECASE,
)


def payer_in(description: str) -> str:
    """Give the payer's name as the bank wrote it; empty if none is recognised."""
    for pattern in (_BEFORE_TO, _FROM, _AFTER_CODES):
        match = pattern.search(description[:400])
        name = _until_other_words(match["name"]) if match else ""
        if name:
            return name
    return ""


def _until_other_words(text: str) -> str:
    words: list[str] = []
    for word in text.split():
        if word.casefold().strip(".") in _NOT_NAMES:
            break
        words.append(word)
        if word.endswith(".") and len(word) > 4:  # the end of a sentence, not an initial
            break
    name = " ".join(words).strip(" .-'")[:LONGEST_NAME].rstrip()
    return name if sum(char.isalpha() for char in name) >= 2 else ""
