"""An owner sends the shop's QRIS; shoppers get a code that already knows how much to pay."""

import json
import random
from binascii import crc_hqx
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout import qris
from foundation.errors import ShopError

CASES: dict[str, Any] = json.loads((Path(__file__).parent / "data/qris_vectors.json").read_text("utf-8"))
VECTORS: dict[str, dict[str, Any]] = {vector["id"]: vector for vector in CASES["vectors"]}
REFUSALS: dict[str, tuple[type[ShopError], ...]] = {
    "bad_crc": (qris.QrisChecksumWrong,),
    "truncated": (qris.QrisTruncated,),
    "missing_crc": (qris.QrisTruncated,),
    "not_qris": (qris.QrisUnreadable, qris.QrisForeign),
    "duplicate_tag": (qris.QrisUnreadable,),
    "bad_amount": (qris.QrisUnreadable,),
    "crc_not_last": (qris.QrisUnreadable,),
}
STRINGS: list[str] = [one["string"] for one in VECTORS.values() if len(one["string"]) > 20]
STICKER: str = VECTORS["syn-static"]["string"]


def sealed(body: str) -> str:
    """Close a hand-made code with a right checksum."""
    return f"{body}6304{crc_hqx((body + '6304').encode(), 0xFFFF):04X}"


@pytest.mark.parametrize("case", [v for v in VECTORS.values() if v["valid"]], ids=lambda v: v["id"])
def test_an_owner_sees_whose_code_it_is(case: dict[str, Any]) -> None:
    """Every field of a good code is read as its makers wrote it."""
    code, facts = qris.parse(case["string"]), case["parsed"]
    assert [field.tag for field in code.fields] == [tag for tag in facts["tags_order"] if tag != "63"]
    assert (code.merchant_name, code.merchant_city) == (facts["merchant_name"], facts["merchant_city"])
    assert (code.currency, code.postal_code) == (facts["currency"], facts["postal_code"])
    assert code.is_dynamic == (facts["poi"] == "dynamic")
    assert code.nmid == "ID1000000000000"
    assert code.has_surcharge == ("tip_indicator" in facts)
    assert code.amount == (int(facts["amount"].split(".")[0]) if "amount" in facts else None)


@pytest.mark.parametrize("case", [v for v in VECTORS.values() if v["valid"]], ids=lambda v: v["id"])
def test_a_code_written_back_is_the_same_code(case: dict[str, Any]) -> None:
    """Reading and writing loses nothing; the checksum comes out in upper case."""
    clean = case["string"].strip()
    assert str(qris.parse(case["string"])) == clean[:-4] + clean[-4:].upper()


@pytest.mark.parametrize("case", [v for v in VECTORS.values() if not v["valid"]], ids=lambda v: v["id"])
def test_an_owner_learns_what_is_wrong_with_the_code(case: dict[str, Any]) -> None:
    """A damaged code is refused by the name of its damage."""
    with pytest.raises(REFUSALS[case["expect_error"]]):
        qris.parse(case["string"])


@pytest.mark.parametrize("case", [c for c in CASES["conversions"] if not c["fee"] and not c["bill_number"]])
def test_a_shopper_gets_a_code_with_the_amount(case: dict[str, Any]) -> None:
    """The published conversion comes out byte for byte."""
    assert qris.parse(case["static"]).with_amount(case["amount"]) == case["expected"]


@pytest.mark.parametrize("case", [c for c in CASES["conversions"] if c["fee"] or c["bill_number"]])
def test_what_others_add_to_a_code_is_left_out(case: dict[str, Any]) -> None:
    """Of published conversions with a fee or a bill's number we make the rest: buyers are not surcharged."""
    made = qris.parse(qris.parse(case["static"]).with_amount(case["amount"]))
    added = {"55", "56", "57"} if case["fee"] else {"62"}
    kept = [field for field in qris.parse(case["expected"]).fields if field.tag not in added]
    assert [field for field in made.fields if field.tag not in added] == kept
    assert not made.has_surcharge


def test_a_shop_called_like_a_tag_is_not_torn_apart() -> None:
    """Tags that only look like tags, inside a name or an account number, are left alone."""
    made = qris.parse(VECTORS["syn-adversarial-static"]["string"]).with_amount(12345)
    assert made == VECTORS["syn-adversarial-dyn-12345"]["string"]


def test_a_code_that_does_not_say_static_still_takes_an_amount() -> None:
    """Tag 01 is optional; it is put in its place right after tag 00."""
    made = qris.parse(qris.parse(VECTORS["syn-no-poi"]["string"]).with_amount(1))
    assert [field.tag for field in made.fields[:3]] == ["00", "01", "26"]
    assert (made.is_dynamic, made.amount) == (True, 1)


def test_a_shopper_is_never_asked_for_a_tip() -> None:
    """A sticker that asks for a fee loses it: QRIS merchants may not surcharge."""
    body = str(qris.parse(STICKER))[:-8].replace("5802ID", "550202560410005802ID")
    made = qris.parse(qris.parse(sealed(body)).with_amount(50_000))
    assert not made.has_surcharge
    assert made.amount == 50_000


@pytest.mark.parametrize("mess", ["\ufeff{}", "{}\u200b", "  {}\r\n", "\u200e{}\u200f", "\t{}\n\n"])
def test_a_pasted_code_may_bring_invisible_company(mess: str) -> None:
    """Chat apps add marks nobody sees."""
    assert str(qris.parse(mess.format(STICKER))) == STICKER


def test_a_code_wrapped_over_three_lines_is_read() -> None:
    """A message copied from a narrow window has line breaks in the middle."""
    wrapped = "\n".join((STICKER[:70], STICKER[70:140], STICKER[140:]))
    assert qris.parse(wrapped).merchant_name == "TOKO CONTOH"


def test_a_name_with_accents_is_counted_in_characters() -> None:
    """``WARUNG É`` is eight characters and nine bytes; the checksum runs over the bytes."""
    body = "00020101021126220018ID.CO.EXAMPLE.WWW15204549953033605802ID5908WARUNG É6004SOLO"
    code = qris.parse(sealed(body))
    assert (code.merchant_name, code.nmid) == ("WARUNG É", None)
    assert qris.parse(code.with_amount(7)).merchant_name == "WARUNG É"


@pytest.mark.parametrize(
    "text", ["", " ", "0002", "halo kak", "https://shop.example/1", "9" * 5000, "000201zzzz"]
)
def test_a_text_that_is_no_code_is_refused(text: str) -> None:
    """Greetings, links and noise are not payment codes."""
    with pytest.raises(qris.QrisUnreadable):
        qris.parse(text)


@pytest.mark.parametrize("cut", range(8, len(STICKER)))
def test_half_a_code_is_called_half_a_code(cut: int) -> None:
    """Wherever the copy stopped, the owner is told that the end is missing."""
    with pytest.raises(qris.QrisTruncated):
        qris.parse(STICKER[:cut])


@pytest.mark.parametrize(("currency", "country"), [("702", "SG"), ("360", "SG"), ("702", "ID")])
def test_a_code_from_abroad_is_refused(currency: str, country: str) -> None:
    """The shop sells in rupiah; the same standard serves the neighbours in their money."""
    body = STICKER[:-8].replace("5303360", f"5303{currency}").replace("5802ID", f"5802{country}")
    with pytest.raises(qris.QrisForeign) as refusal:
        qris.parse(sealed(body))
    assert refusal.value.facts == {"currency": currency, "country": country}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5802ID", "5802ID5802ID"),
        ("5911TOKO CONTOH", ""),
        ("5802ID", "54037.55802ID"),
        ("5802ID", "5403-105802ID"),
    ],
)
def test_a_code_that_makes_no_sense_is_refused(old: str, new: str) -> None:
    """A right checksum does not excuse a repeated country, a lost name or half a rupiah."""
    with pytest.raises(qris.QrisUnreadable):
        qris.parse(sealed(STICKER[:-8].replace(old, new)))


def test_words_after_the_code_are_not_taken_for_a_part_of_it() -> None:
    """The checksum is the end."""
    with pytest.raises(qris.QrisUnreadable):
        qris.parse(STICKER + "0502AB")


def test_an_owner_who_sends_a_one_time_code_is_told() -> None:
    """Only the lasting code of the sticker can make codes for orders."""
    once = VECTORS["syn-dyn-75000"]["string"]
    with pytest.raises(qris.QrisNotStatic) as refusal:
        qris.parse_static(once)
    assert refusal.value.facts == {"amount": 75_000}
    with pytest.raises(qris.QrisNotStatic):
        qris.parse(once).with_amount(10)
    assert qris.parse_static(STICKER).amount is None


def test_a_payment_has_a_floor_and_a_ceiling() -> None:
    """Ten million rupiah passes, one more does not; nothing and less than nothing do not."""
    code = qris.parse(STICKER)
    assert qris.parse(code.with_amount(qris.LARGEST_AMOUNT)).amount == 10_000_000
    with pytest.raises(qris.QrisAmountTooLarge) as refusal:
        code.with_amount(10_000_001)
    assert refusal.value.facts == {"amount": 10_000_001, "limit": 10_000_000}
    for amount in (0, -1):
        with pytest.raises(qris.QrisAmountTooSmall):
            code.with_amount(amount)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, qris.LARGEST_AMOUNT), st.sampled_from(["syn-static", "syn-two-acquirers", "syn-no-poi"])
)
def test_every_amount_changes_two_fields_and_no_other(amount: int, which: str) -> None:
    """Account numbers, name and city reach the payer's bank untouched."""
    before = qris.parse(VECTORS[which]["string"])
    after = qris.parse(before.with_amount(amount))
    kept = [field for field in after.fields if field.tag not in {"01", "54"}]
    assert kept == [field for field in before.fields if field.tag not in {"01", "54"}]
    assert (after.amount, after.value("01")) == (amount, "12")


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A good code after somebody cut, doubled or overwrote pieces of it."""
    text: str = draw(st.sampled_from([vector["string"] for vector in VECTORS.values()]))
    for _ in range(draw(st.integers(1, 4))):
        at, width = draw(st.integers(0, len(text))), draw(st.integers(0, 6))
        text = text[:at] + draw(st.text(max_size=6) | st.from_regex(r"[0-9]{0,6}")) + text[at + width :]
    return sealed(text[:-8]) if draw(st.booleans()) else text


@settings(max_examples=400, deadline=None)
@given(mangled() | st.text())
def test_no_text_whatever_upsets_the_reader(text: str) -> None:
    """Each text is a code or a refusal with a name, and what was read can be written and read again."""
    try:
        code = qris.parse(text)
    except ShopError as refusal:
        assert refusal.key.startswith("error-qris-")
        return
    assert qris.parse(str(code)) == code
    assert (code.nmid, code.amount, code.is_dynamic) == (
        qris.parse(str(code)).nmid,
        qris.parse(str(code)).amount,
        qris.parse(str(code)).is_dynamic,
    )


@pytest.mark.parametrize("noise", ["\ud800", "000201\ud80063041234", "00020１01021", "000201٠١٠٢12"])
def test_digits_of_other_scripts_and_broken_characters_are_refused(noise: str) -> None:
    """Only the digits 0 to 9 count."""
    with pytest.raises(ShopError):
        qris.parse(noise)


def damaged(dice: random.Random) -> str:
    """A good code in which some letters were lost, doubled, swapped or made others; half of them with a right checksum."""
    letters = list(dice.choice(STRINGS))
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(letters))
        what = dice.randrange(4)
        if what == 0:
            del letters[at]
        elif what == 1:
            letters.insert(at, dice.choice(letters))
        elif what == 2:
            other = dice.randrange(len(letters))
            letters[at], letters[other] = letters[other], letters[at]
        else:
            letters[at] = dice.choice("0123456789AZaz .\u00c9\uff11\u0661\U0001f338\ud800\0\n")
    text = "".join(letters)
    return sealed(text[:-8]) if dice.random() < 0.5 and "\ud800" not in text else text


def shake(often: int, seed: int) -> Counter[str]:
    """Read so many damaged codes; gives how many were still codes, and how the others were refused."""
    dice, ends = random.Random(seed), Counter[str]()
    for _ in range(often):
        try:
            code = qris.parse(damaged(dice))
        except ShopError as refusal:
            assert refusal.key.startswith("error-qris-")
            ends[type(refusal).__name__] += 1
        else:
            assert qris.parse(str(code)) == code
            ends["a code"] += 1
    return ends


def test_ten_thousand_damaged_codes_upset_nobody() -> None:
    """Each is still a code or is refused by name; all kinds of refusal come up."""
    ends = shake(10_000, seed=1)
    assert ends.total() == 10_000
    assert ends.keys() >= {"a code", "QrisUnreadable", "QrisChecksumWrong", "QrisTruncated"}


@pytest.mark.soak
def test_a_hundred_thousand_damaged_codes_upset_nobody() -> None:
    """Other ones."""
    assert shake(100_000, seed=2).total() == 100_000
