"""The demo shop: goods in an empty shop, and (on the sandbox only) example accounts to pay to."""

from catalog.demo import load_demo
from checkout import accounts, shipping
from foundation.audit import SYSTEM
from foundation.clock import SystemClock
from foundation.database import Database, Session
from foundation.migrate import migrate
from foundation.settings import Settings

SYNTHETIC_QRIS = (
    "00020101021126690017ID.CO.EXAMPLE.WWW01189360000000000000010215MID0000000000010303UMI51440014ID.CO.QRIS.WWW"
    "0215ID10000000000000303UMI5204549953033605802ID5911TOKO CONTOH6007BANDUNG61054011162070703A0163041EC5"
)
"""A made-up merchant whose code leads nowhere."""

_ZONES = (
    # area, courier, service, rupiah per kilogram, days
    ("32", "jne", "reg", 10_000, "1-2"),
    ("31", "jne", "reg", 11_000, "1-2"),
    ("36", "jne", "reg", 12_000, "2-3"),
    ("33", "jne", "reg", 16_000, "2-3"),
    ("34", "jne", "reg", 17_000, "2-3"),
    ("35", "jne", "reg", 18_000, "2-4"),
    ("51", "jne", "reg", 24_000, "3-5"),
    ("", "jne", "reg", 38_000, "3-7"),
    ("31", "sicepat", "best", 19_000, "1"),
    ("32", "sicepat", "best", 18_000, "1"),
    ("", "jnt", "ez", 42_000, "3-6"),
    ("32", "jnt", "ez", 11_000, "2-3"),
    ("31", "jnt", "ez", 12_000, "2-3"),
)


async def prepare(settings: Settings, *, with_accounts: bool) -> None:
    """Migrate, and fill an empty shop with the demo goods."""
    clock = SystemClock()
    database = Database(settings.database)
    try:
        await migrate(database)
        async with database.transaction() as session:
            if await load_demo(session, now=clock.now()):
                await _add_zones(session, clock)
                if with_accounts:
                    await _add_accounts(session, clock)
    finally:
        await database.close()


async def _add_zones(session: Session, clock: SystemClock) -> None:
    for area, courier, service, price, days in _ZONES:
        await shipping.set_zone(
            session, area, courier, service, price, days, actor_id=SYSTEM, now=clock.now()
        )


async def _add_accounts(session: Session, clock: SystemClock) -> None:
    await accounts.set_qris(session, SYNTHETIC_QRIS, actor_id=SYSTEM, now=clock.now())
    await accounts.add_bank(
        session, "BCA", "1234567890", "Toko Melati (contoh)", actor_id=SYSTEM, now=clock.now()
    )
