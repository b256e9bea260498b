"""What the owner enters, what may be asked for, and that no key is ever seen."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fluent.runtime import FluentBundle, FluentResource

from checkout import gateways
from checkout.gateways.asks import Customer, Line, RefundAsk
from checkout.gateways.errors import (
    AmountTooLarge,
    AmountTooSmall,
    CredentialsWrong,
    GatewayUnknown,
    GatewayUnreachable,
    GatewayUnreadable,
    KeysRefused,
    MethodNotOffered,
    PhoneNeeded,
)
from checkout.gateways.wire import Patience
from foundation.errors import ShopError
from tests.checkout.gateways.builders import ALONE, KEYS, NAMES, Counter, an_ask, built, built_on
from tests.checkout.gateways.standins import Broken, Drips, Refuses
from tests.conftest import StandingClock

LOCALES = Path(__file__).parents[3] / "locales"
NOW = StandingClock().now()


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_an_owner_is_asked_for_make_a_gateway(name: str) -> None:
    """Every part is needed, and no other one."""
    assert set(gateways.PARTS[name]) == set(KEYS[name])
    assert built(name).provider == name
    for part in gateways.PARTS[name]:
        with pytest.raises(CredentialsWrong) as wrong:
            built(name, **{part: "  "})
        assert wrong.value.facts == {"provider": name, "part": part, "problem": "missing"}


@pytest.mark.parametrize(
    ("name", "part", "value", "problem"),
    [
        ("midtrans", "server_key", "short", "unreadable"),
        ("midtrans", "server_key", "Mid-server-with a space", "unreadable"),
        ("midtrans", "server_key", "Mid-server-with\nX-Evil: 1", "unreadable"),
        ("midtrans", "server_key", "SB-Mid-server-for-testing", "mode"),
        ("midtrans", "client_key", "Mid-client-very-secret", "unknown"),
        ("midtrans", "mode", "sandbox", "unreadable"),
        ("xendit", "secret_key", "xnd_development_very_secret", "mode"),
        ("tripay", "api_key", "DEV-very-secret", "mode"),
        ("tripay", "merchant_code", "T 0001", "unreadable"),
        ("tripay", "email", "toko.example.com", "unreadable"),
        ("tripay", "qris_channel", "QRIS3", "unreadable"),
        ("xendit", "base_url", "http://api.xendit.co", "unreadable"),
        ("xendit", "base_url", "ftp://127.0.0.1", "unreadable"),
        ("xendit", "base_url", "https://[", "unreadable"),
    ],
)
def test_a_slip_in_a_key_is_named_and_never_repeated(name: str, part: str, value: str, problem: str) -> None:
    """The owner learns which part is wrong and how; the value is nowhere."""
    with pytest.raises(CredentialsWrong) as wrong:
        built(name, **{part: value})
    assert (wrong.value.facts["part"], wrong.value.facts["problem"]) == (part, problem)
    assert value not in str(wrong.value)


def test_a_key_for_testing_is_taken_where_testing_is_meant() -> None:
    """Midtrans's and Xendit's keys tell their mode."""
    assert built("midtrans", server_key="SB-Mid-server-for-testing", mode="test")
    assert built("xendit", secret_key="xnd_development_very_secret", mode="test")
    with pytest.raises(CredentialsWrong):
        built("xendit", mode="test")


def test_a_gateway_we_do_not_know_is_refused_with_those_we_know() -> None:
    """A slip in the name shows the right ones."""
    with pytest.raises(GatewayUnknown) as unknown:
        gateways.build("paypal", {}, ALONE)
    assert unknown.value.facts["known"] == NAMES


async def test_no_key_is_ever_seen(counter: Counter, caplog: pytest.LogCaptureFixture) -> None:
    """Not in what a gateway looks like, not in what is logged, not in what went wrong."""
    caplog.set_level(logging.DEBUG)
    names = {"mode", "base_url", "email", "merchant_code"}
    secrets = [value for name, value in counter.standin.credentials.items() if name not in names]
    counter.standin.mood(*[Broken(500)] * 3)
    with pytest.raises(ShopError) as trouble:
        await counter.charged()
    seen: list[object] = [
        repr(counter.gateway),
        repr(trouble.value),
        trouble.value.facts,
        trouble.value.__cause__,
    ]
    seen += [repr(trouble.value.__context__), caplog.text, vars(trouble.value)]
    assert [secret for secret in secrets if secret in str(seen)] == []


async def test_a_gateway_that_repeats_our_key_is_not_quoted_with_it(counters: dict[str, Counter]) -> None:
    """A complaint like "invalid key abc" goes to logs and to the owner's chat, without the key."""
    for name, part in (("midtrans", "server_key"), ("xendit", "secret_key"), ("tripay", "api_key")):
        key = counters[name].standin.credentials[part]
        complaint = {
            "status_code": "401",
            "status_message": f"bad {key}",
            "message": f"bad {key}",
            "success": False,
        }
        counters[name].standin.mood(Refuses(401, complaint))
        with pytest.raises(KeysRefused) as refused:
            await counters[name].charged()
        assert refused.value.facts["detail"] == "bad ***"


@pytest.mark.parametrize("name", NAMES)
async def test_amounts_outside_of_a_methods_limits_ask_nobody(name: str) -> None:
    """The shopper learns the limit before anything is sent."""
    gateway = built(name)  # it has no line: whoever is asked does not answer
    for method in gateway.methods.values():
        with pytest.raises(AmountTooLarge) as large:
            await gateway.create(an_ask(NOW, method.code, amount=method.highest + 1, lines=()))
        assert large.value.facts["limit"] == method.highest
        if method.lowest > 1:
            with pytest.raises(AmountTooSmall) as small:
                await gateway.create(an_ask(NOW, method.code, amount=method.lowest - 1, lines=()))
            assert small.value.facts["limit"] == method.lowest


def test_qris_carries_what_the_central_bank_allows() -> None:
    """Ten million rupiah, whatever a gateway's page says; Tripay five."""
    limits = {name: built(name).methods["qris"].highest for name in NAMES}
    assert limits == {"midtrans": 10_000_000, "xendit": 10_000_000, "tripay": 5_000_000}


@pytest.mark.parametrize(
    ("method", "currency"), [("card", "IDR"), ("qris", "USD"), ("va:jago", "IDR"), ("", "IDR")]
)
@pytest.mark.parametrize("name", NAMES)
async def test_a_method_nobody_offers_is_refused(name: str, method: str, currency: str) -> None:
    """Neither another way to pay nor another currency."""
    with pytest.raises(MethodNotOffered):
        await built(name).create(an_ask(NOW, method, currency=currency))


@pytest.mark.parametrize("name", ["xendit", "tripay"])
async def test_a_wallet_found_by_its_number_needs_one(name: str) -> None:
    """OVO asks on the phone: on which one?"""
    with pytest.raises(PhoneNeeded):
        await built(name).create(an_ask(NOW, "ovo", customer=Customer("Sari")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"reference": "1024 1"},
        {"reference": "../1"},
        {"reference": "x" * 51},
        {"amount": 0, "lines": ()},
        {"expires_at": NOW},
        {"expires_at": datetime(2030, 1, 1)},
        {"return_url": "javascript:alert(1)"},
        {"lines": (Line("Mug", 40_000),)},
    ],
    ids=str,
)
def test_what_no_gateway_could_take_is_our_own_mistake(wrong: dict[str, Any]) -> None:
    """It is found before anybody is asked."""
    with pytest.raises(ValueError):
        an_ask(NOW, **wrong)


def test_a_refund_without_a_name_or_an_amount_is_our_own_mistake() -> None:
    """Without its reference it could be paid twice."""
    for reference, amount in (("", 1), ("r1", 0)):
        with pytest.raises(ValueError, match="refund"):
            RefundAsk("1024-1", "id", "qris", reference, amount, "IDR")


async def test_a_slow_drip_is_not_waited_for(counter: Counter, client: httpx.AsyncClient) -> None:
    """An answer that comes byte by byte is as good as none."""
    patience = Patience(connect=0.1, answer=0.2, pauses=())
    gateway = gateways.build(counter.gateway.provider, counter.standin.credentials, client, patience)
    counter.standin.mood(Drips())
    with pytest.raises(GatewayUnreachable) as slow:
        await gateway.create(counter.ask())
    assert slow.value.facts["trouble"] == "TimeoutError"


async def test_a_gateway_that_sends_us_elsewhere_is_not_followed(clock: StandingClock) -> None:
    """Keys go to the gateway's own address and nowhere else."""
    asked: list[str] = []

    def elsewhere(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"Location": "https://evil.example/"})

    async with httpx.AsyncClient(transport=httpx.MockTransport(elsewhere), follow_redirects=True) as client:
        with pytest.raises(GatewayUnreadable):
            await built_on(client, "midtrans").create(an_ask(clock.now()))
    assert asked == ["api.midtrans.com"]


def all_errors(base: type[ShopError]) -> list[type[ShopError]]:
    """Every error there is."""
    return [base, *(found for child in base.__subclasses__() for found in all_errors(child))]


@pytest.mark.parametrize("language", ["en", "id"])
def test_everything_that_goes_wrong_here_has_words(language: str) -> None:
    """In both languages, short enough for a dialog of 200 characters."""
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((LOCALES / language / "errors.ftl").read_text(encoding="utf-8")))
    facts = {
        "provider": "midtrans",
        "limit": "Rp10.000.000",
        "known": "midtrans, xendit, tripay",
        "part": "server_key",
    }
    keys = {error.key for error in all_errors(ShopError) if error.__module__ == "checkout.gateways.errors"}
    assert keys
    for key in keys:
        for reason in ("no-api", "method", "funds", "amount", "state", "refused"):
            pattern = bundle.get_message(key).value
            assert pattern is not None
            text, problems = bundle.format_pattern(pattern, facts | {"reason": reason, "problem": "mode"})
            assert not problems
            assert 0 < len(str(text)) <= 200


def test_a_charge_lives_as_long_as_its_method_allows() -> None:
    """Asked for five minutes or for a year, it gets what is possible."""
    dana = built("tripay").methods["dana"]
    assert dana.end_of(an_ask(NOW, expires_at=NOW + timedelta(minutes=5))) == NOW + timedelta(minutes=15)
    assert dana.end_of(an_ask(NOW, expires_at=NOW + timedelta(days=365))) == NOW + timedelta(hours=1)
    qris = built("tripay", qris_channel="QRIS").methods["qris"]
    assert (qris.channel, qris.end_of(an_ask(NOW, expires_at=NOW + timedelta(days=1)))) == (
        "QRIS",
        NOW + timedelta(hours=1),
    )
