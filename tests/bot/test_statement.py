"""An owner sends what the bank wrote: orders are paid by one tap, and whatever is doubtful is shown and decided."""

import asyncio
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from checkout.statements.decoding import LARGEST_FILE
from customers import people
from customers.people import Somebody
from foundation.clock import SystemClock
from foundation.database import Database
from tests.bot.test_first_sale import a_slip, order_number
from tests.phone import Phone, labels
from tests.stage import Stage, known_to_the_shop, plenty_of_honey

SHOPPERS = (3001, 3002, 3003, 3004)


async def transfers_awaited(stage: Stage, count: int) -> tuple[list[Phone], dict[int, int]]:
    """Shoppers who ordered honey, and what each was told to transfer, by order number."""
    await stage.owner.starts()
    await known_to_the_shop(stage.settings.database, SHOPPERS[:count])
    product = await plenty_of_honey(stage.settings.database)
    phones: list[Phone] = []
    orders: dict[int, int] = {}
    for person_id in SHOPPERS[:count]:
        phone = await stage.person(person_id, f"Ann {person_id}", "en")
        await phone.starts(f"p{product}")
        for label in ("Buy now", "Payment", "Bank transfer", "Place order"):
            await phone.taps(label)
        shown = (await phone.newest())["text"]
        await stage.owner.hears(f"baru #{order_number(shown)}")
        orders[order_number(shown)] = int(shown.split("exactly Rp")[1].split("\n")[0].replace(".", ""))
        phones.append(phone)
    return phones, orders


def statement(*lines: tuple[int, str], account: str = "1234567890", out: int = 0) -> bytes:
    """A download of KlikBCA with transfers of today, and payments of the shop's own."""
    today = datetime.now(ZoneInfo("Asia/Jakarta"))
    head = [f"No. rekening : {account}", f"Periode : 01/{today:%m/%Y} - {today:%d/%m/%Y}"] if account else []
    rows = [f'\'{today:%d/%m},\'{words},\'0000,"{amount:,}.00",CR,"0.00"' for amount, words in lines]
    rows += [f'\'{today:%d/%m},\'TRSF E-BANKING DB,\'0000,"75,000.00",DB,"0.00"'] * out
    return "\n".join([*head, "", "Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo", *rows, ""]).encode()


async def all_sums_agree(stage: Stage) -> None:
    """Every piece and every rupiah is accounted for; news may arrive beside the answer."""
    await stage.owner.types("/audit")
    await stage.owner.hears("✅ Semua cocok")


async def sends(phone: Phone, content: bytes, caption: str = "/statement") -> dict[str, Any]:
    """Send a statement; give the shop's answer."""
    return await phone.sends_file(content, kind="document", name="mutasi.csv", caption=caption)


async def test_one_file_and_one_tap_pay_every_certain_order(stage: Stage) -> None:
    """Three exact, one without its code, one foreign: one tap, three shoppers hear of it, the rest is still there."""
    phones, orders = await transfers_awaited(stage, 4)
    *exact, doubtful = orders
    lines = [(orders[number], f"TRSF E-BANKING CR BUDI {number}") for number in exact]
    lines += [(orders[doubtful] // 1000 * 1000, "TRSF SITI CONTOH"), (9_999_999, "GAJI")]
    taps = stage.owner.taps_made
    report = await sends(stage.owner, statement(*lines, out=2))
    assert "Baru: 5" in report["text"]
    assert "keluar: 2" in report["text"]
    for number in exact:
        assert f"#{number} · Rp" in report["text"]
    assert "tanpa kode unik" in report["text"]
    await stage.owner.taps("Konfirmasi semua (3)", message=report)
    assert stage.owner.taps_made - taps == 1
    shown = (await stage.owner.newest())["text"]
    assert "3 pesanan lunas" in shown
    assert "SITI" in shown
    for phone in phones[:3]:
        await phone.hears("is confirmed")
    await all_sums_agree(stage)


async def test_the_same_file_again_changes_nothing(stage: Stage) -> None:
    """Sent twice, and once more with a later line: known lines are counted, the new one is found."""
    _, orders = await transfers_awaited(stage, 2)
    (first, one), (_, other) = orders.items()
    await sends(stage.owner, statement((one, "BUDI")))
    await stage.owner.taps("Konfirmasi semua (1)")
    again = await sends(stage.owner, statement((one, "BUDI")))
    assert "Baru: 0 · sudah dikenal: 1" in again["text"]
    assert not any("Konfirmasi semua" in label for label in labels(again))
    longer = await sends(stage.owner, statement((one, "BUDI"), (other, "SITI")))
    assert "Baru: 1 · sudah dikenal: 1" in longer["text"]
    assert "Konfirmasi semua (1)" in str(labels(longer))
    assert "lunas" not in longer["text"]
    assert f"#{first}" not in longer["text"]


async def test_two_owners_tap_confirm_all_at_once(stage: Stage) -> None:
    """Each order is paid once; the two screens together name every order once."""
    phones, orders = await transfers_awaited(stage, 3)
    database = Database(stage.settings.database)
    async with database.transaction() as session:
        now = SystemClock().now()
        await people.meet(session, Somebody(1002, "Dewi", telegram_language="id"), now=now)
        await people.appoint_owners(session, (1002,), now=now)
    await database.close()
    other = await stage.person(1002, "Dewi")
    await other.starts()
    content = statement(*((amount, f"BUDI {number}") for number, amount in orders.items()))
    screens = [await sends(owner, content) for owner in (stage.owner, other)]
    await asyncio.gather(
        *(owner.taps("Konfirmasi semua (3)", message=screen)
          for owner, screen in zip((stage.owner, other), screens, strict=True))
    )  # fmt: skip
    texts = [
        next(one["text"] for one in await owner.messages() if one["message_id"] == screen["message_id"])
        for owner, screen in zip((stage.owner, other), screens, strict=True)
    ]
    assert "".join(texts).count("3 pesanan lunas") == 1
    assert "".join(texts).count("3 baris dilewati") == 1
    for phone in phones:
        confirmed = [one for one in await phone.messages() if "is confirmed" in one["text"]]
        assert len(confirmed) <= 1
    await all_sums_agree(stage)


async def test_an_order_paid_by_its_picture_meanwhile_is_left_out(stage: Stage) -> None:
    """The screen is older than the proof; the tap says that one was left out."""
    phones, orders = await transfers_awaited(stage, 2)
    content = statement(*((amount, f"BUDI {number}") for number, amount in orders.items()))
    report = await sends(stage.owner, content)
    await phones[0].sends_photo(a_slip(5))
    await stage.owner.taps("Konfirmasi pembayaran")
    await phones[0].hears("is confirmed")
    await stage.owner.taps("Konfirmasi semua (2)", message=report)
    shown = next(one for one in await stage.owner.messages() if one["message_id"] == report["message_id"])
    assert "1 pesanan lunas" in shown["text"]
    assert "1 baris dilewati" in shown["text"]
    assert "beres" in shown["text"], "the line of the confirmed order is explained, not a question"


async def test_a_doubtful_line_is_decided_by_a_person(stage: Stage) -> None:
    """Without its code: the line shows what is missing, the owner picks the order, both sides hear of the rest."""
    phones, orders = await transfers_awaited(stage, 1)
    ((number, amount),) = orders.items()
    came = amount // 1000 * 1000
    report = await sends(stage.owner, statement((came, "TRSF <SITI>")))
    await stage.owner.taps("🔎 Rp", message=report)
    line = await stage.owner.newest()
    assert f"kurang Rp{amount - came}" in line["text"]
    assert "<SITI>" in line["text"]
    await stage.owner.taps(f"Untuk #{number}")
    assert "belum" in (await stage.owner.newest())["text"] or "kurang" in (await stage.owner.newest())["text"]
    await phones[0].hears("missing")
    await stage.owner.taps_data(_button(line, f"Untuk #{number}"), await stage.owner.newest())
    await all_sums_agree(stage)


def _button(message: dict[str, Any], label: str) -> str:
    return next(str(b["data"]) for row in message["buttons"] for b in row if label in b["text"])


async def test_the_order_of_a_line_may_be_typed(stage: Stage) -> None:
    """Money that fits nothing, and the owner knows whose it is; what is no order is explained."""
    _, orders = await transfers_awaited(stage, 1)
    ((number, amount),) = orders.items()
    report = await sends(stage.owner, statement((amount + 100, "BUDI")))
    await stage.owner.taps("🔎 Rp", message=report)
    assert "999999" in (await stage.owner.types("999999"))["text"]
    named = await stage.owner.types(f"#{number}")
    assert "lebih Rp100" in named["text"]
    await stage.owner.taps(f"Untuk #{number}", message=named)
    assert "dikemas" in (await stage.owner.newest())["text"]


async def test_lines_that_are_none_of_the_shops_are_set_aside(stage: Stage) -> None:
    """One by one or all that fit nothing; they do not come back."""
    _, orders = await transfers_awaited(stage, 1)
    (amount,) = orders.values()
    content = statement((amount // 1000 * 1000, "SITI"), (7_000_001, "GAJI"), (7_000_002, "BONUS"))
    report = await sends(stage.owner, content)
    await stage.owner.taps("Kesampingkan yang tidak cocok (2)", message=report)
    await stage.owner.taps("🔎 Rp")
    await stage.owner.taps("Bukan untuk toko")
    assert "Semua sudah beres" in (await stage.owner.newest())["text"]
    again = await sends(stage.owner, content)
    assert "Baru: 0 · sudah dikenal: 3" in again["text"]
    assert "Semua sudah beres" in again["text"]


async def test_the_account_is_asked_for_where_nothing_names_it(stage: Stage) -> None:
    """The shop has two; the file is kept while the owner is asked, also over a restart of the bot."""
    _, orders = await transfers_awaited(stage, 1)
    ((number, amount),) = orders.items()
    asked = await sends(stage.owner, statement((amount, "BUDI"), account=""))
    assert "rekening yang mana" in asked["text"]
    await stage.close()
    stage.open()
    await stage.owner.taps("BCA 1234567890", message=asked)
    shown = (await stage.owner.newest())["text"]
    assert f"#{number}" in shown
    answer = await stage.owner.taps_data(_button(asked, "BCA"), await stage.owner.newest())
    assert answer["show_alert"], "the question was answered"
    foreign = await sends(stage.owner, statement((amount, "BUDI"), account="9998887776"))
    assert "9998887776" in foreign["text"]
    assert "rekening yang mana" in foreign["text"]


async def test_a_question_about_one_statement_does_not_answer_for_the_next(stage: Stage) -> None:
    """Two files without an account: the first one's buttons are over; a slip in between loses nothing."""
    _, orders = await transfers_awaited(stage, 1)
    (amount,) = orders.values()
    first = await sends(stage.owner, statement((7_000_001, "LAIN"), account=""))
    second = await sends(stage.owner, statement((amount, "BUDI"), account=""))
    answer = await stage.owner.taps_data(_button(first, "BCA"), first)
    assert answer["show_alert"]
    await stage.owner.types("/statement")
    await sends(stage.owner, statement((amount, "BUDI"), account=""), caption="")
    assert "yang BCA" in (await stage.owner.types("yang BCA"))["text"]
    await stage.owner.taps_data(_button(second, "BCA"), second)
    assert "Baru: 1" in (await stage.owner.message_with("Konfirmasi semua (1)"))["text"]


async def test_a_bank_message_is_pasted_into_the_form(stage: Stage) -> None:
    """``/statement`` asks; the message may also stand behind the command; chatter is refused and asked again."""
    phones, orders = await transfers_awaited(stage, 2)
    (first, one), (second, other) = orders.items()
    assert "CSV" in (await stage.owner.types("/statement"))["text"]
    assert "halo" in (await stage.owner.types("halo Kak"))["text"]
    asked = await stage.owner.types(f"Trf masuk Rp{one:,} dari BUDI K".replace(",", "."))
    await stage.owner.taps("BCA 1234567890", message=asked)
    assert f"#{first}" in (await stage.owner.newest())["text"]
    await stage.owner.taps("Konfirmasi semua (1)")
    await phones[0].hears("is confirmed")
    named = await stage.owner.types(
        f"/statement m-Transfer: Rp {other:,},00 dari SITI telah masuk ke rek 1234567890".replace(
            f"{other:,}", f"{other:,}".replace(",", ".")
        )
    )
    assert f"#{second}" in named["text"]


STRANGE = "hari apa;cerita;berapa;arah\n{day};BUDI K;{amount};masuk\n{day};BELI KARDUS;5.000;keluar\n"


async def test_a_strange_table_is_explained_once(stage: Stage) -> None:
    """Column by column with buttons; next time it is read at once."""
    _, orders = await transfers_awaited(stage, 2)
    (first, one), (second, other) = orders.items()
    day = datetime.now(ZoneInfo("Asia/Jakarta")).strftime("%d/%m/%Y")

    def table(amount: int) -> bytes:
        return STRANGE.format(day=day, amount=f"{amount:,}".replace(",", ".")).encode()

    asked = await sends(stage.owner, table(one))
    assert "belum kenal tabel" in asked["text"]
    await stage.owner.taps("Bukan, saya pilih sendiri", message=asked)
    for label in ("1 · hari apa", "3 · berapa", "tandanya di kolom lain", "4 · arah", "BCA 1234567890"):
        await stage.owner.taps(label)
    report = (await stage.owner.newest())["text"]
    assert f"#{first}" in report
    assert "keluar: 1" in report
    again = await sends(stage.owner, table(other))
    assert "rekening yang mana" in again["text"]
    await stage.owner.taps("BCA 1234567890", message=again)
    assert f"#{second}" in (await stage.owner.newest())["text"]


async def test_files_that_are_no_statement_say_why(stage: Stage) -> None:
    """PDF, picture, too large, empty; after each the next file needs no command."""
    await stage.owner.starts()
    assert "PDF" in (await sends(stage.owner, b"%PDF-1.7 mutasi"))["text"]
    assert "gambar" in (await stage.owner.sends_photo(a_slip(1)))["text"]
    assert "8 MB" in (await sends(stage.owner, b"x" * (LARGEST_FILE + 1), caption=""))["text"]
    assert "kosong" in (await sends(stage.owner, b"\n\n", caption=""))["text"].lower()
    report = await sends(stage.owner, statement((9_999_999, "GAJI")), caption="")
    assert "Baru: 1" in report["text"]


async def test_a_long_statement_has_pages_and_names_its_unreadable_rows(stage: Stage) -> None:
    """Ten doubtful lines and a broken row: the report stays, the pages are opened below it."""
    _, orders = await transfers_awaited(stage, 1)
    (amount,) = orders.values()
    base = amount // 1000 * 1000
    content = (
        statement(*((base, f"SITI {at}") for at in range(10))) + b"'99/99,'RUSAK,'0000,\"1,000.00\",CR,0\n"
    )
    report = await sends(stage.owner, content)
    assert "99/99" in report["text"]
    await stage.owner.taps("Lihat semuanya", message=report)
    await stage.owner.taps("›")
    assert "SITI 9" in (await stage.owner.newest())["text"]
    kept = next(one for one in await stage.owner.messages() if one["message_id"] == report["message_id"])
    assert "99/99" in kept["text"]


async def test_money_for_a_canceled_order_is_not_lost(stage: Stage) -> None:
    """The line names the order; the owner picks it, and both sides hear that it has to go back."""
    phones, orders = await transfers_awaited(stage, 1)
    ((number, amount),) = orders.items()
    await stage.owner.types(f"/cancel_order {number}")
    await stage.owner.taps("Ya, batalkan")
    await phones[0].hears("was canceled")
    report = await sends(stage.owner, statement((amount, "BUDI")))
    assert "dibatalkan" in report["text"]
    await stage.owner.taps("🔎 Rp", message=report)
    await stage.owner.taps(f"Untuk #{number}")
    assert any("sepakati pengembalian" in one["text"] for one in await stage.owner.messages())
    await stage.owner.hears("Ada uang untuk pesanan yang sudah berakhir")
    await all_sums_agree(stage)


@pytest.mark.parametrize("text", ["/statement", "/statement Trf masuk Rp125.123 dari BUDI"])
async def test_nobody_else_sends_statements(stage: Stage, text: str) -> None:
    """A shopper gets the shopper's help."""
    assert "CSV" not in (await stage.ben.types(text))["text"]
    answer = await sends(stage.ben, statement((125_123, "BUDI")))
    assert "Baru" not in answer["text"]
