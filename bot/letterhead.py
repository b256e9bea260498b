"""What the shop writes about itself on its papers: kept among the shop's facts, set by the owner."""

from bot.screens.papers import Letterhead
from foundation import shop
from foundation.database import Session
from foundation.shop import shop_name

ADDRESS, NPWP = "address", "npwp"


async def letterhead(session: Session) -> Letterhead:
    """Give the shop's name, address and NPWP."""
    address, npwp = await shop.read(session, ADDRESS, ""), await shop.read(session, NPWP, "")
    return Letterhead(await shop_name(session), str(address), str(npwp))
