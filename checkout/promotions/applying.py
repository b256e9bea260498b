"""Which discounts goods get: sales, then bundles, then buy-X-get-Y, then the voucher. Pure integer arithmetic.

A piece may be on sale and in one bundle or one buy-X-get-Y, never in two of these; each step reckons with the prices
the step before it left. Whatever is taken off several lines is shared out so that it adds up (``share``).
"""

from collections.abc import Sequence

from checkout.promotions.terms import Bundle, BuyGet, Discount, Goods, Offers, Reason, Sale, VoucherTerms


def share(amount: int, weights: Sequence[int]) -> list[int]:
    """Share an amount out by weight, by largest remainder: the parts add up, and none is above its weight.

    The amount must lie between 0 and the sum of the weights. Of equal remainders the first gets the unit.
    """
    whole = sum(weights)
    if not amount:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % whole), i))
    for place in by_remainder[: amount - sum(parts)]:
        parts[place] += 1
    return parts


class Basket:
    """Goods while promotions are applied to them."""

    def __init__(self, goods: Sequence[Goods]) -> None:
        """Begin with full prices."""
        self.goods = goods
        self.discounts: list[list[Discount]] = [[] for _ in goods]
        self._prices = [line.unit_price for line in goods]
        """of one piece, after sales"""
        self._loose = [line.quantity for line in goods]
        """pieces in no bundle and no buy-X-get-Y"""

    def net(self, place: int) -> int:
        """Give what a line costs now."""
        line = self.goods[place]
        return line.unit_price * line.quantity - sum(one.amount for one in self.discounts[place])

    def apply(self, offers: Offers) -> None:
        """Apply what needs no code."""
        for place in range(len(self.goods)):
            self._sell(place, offers.sales)
        for bundle in offers.bundles:
            self._bundle(bundle)
        for gift in offers.gifts:
            self._give(gift)

    def voucher_base(self, voucher: VoucherTerms) -> list[int]:
        """Give what each line offers a voucher to cut; nothing where it does not hold."""
        return [self.net(i) if voucher.scope.covers(line) else 0 for i, line in enumerate(self.goods)]

    def redeem(self, voucher: VoucherTerms) -> None:
        """Cut the lines a voucher covers."""
        assert voucher.cut is not None
        weights = self.voucher_base(voucher)
        off = voucher.cut.of(sum(weights))
        off = min(off, voucher.most) if voucher.most else off
        self._take_off(Discount(Reason.VOUCHER, voucher.code, off, voucher.id), weights)

    def _sell(self, place: int, sales: Sequence[Sale]) -> None:
        """Give a line the best of its sales; of equal ones the oldest."""
        line = self.goods[place]
        best = max(
            (sale for sale in sales if sale.scope.covers(line)),
            key=lambda sale: (sale.cut.of(line.unit_price), -sale.id),
            default=None,
        )
        off = best.cut.of(line.unit_price) if best else 0
        if best and off:
            self._prices[place] -= off
            self.discounts[place].append(Discount(Reason.SALE, best.name, off * line.quantity, best.id))

    def _bundle(self, bundle: Bundle) -> None:
        """Make up sets of the dearest pieces, as long as one costs less than its pieces."""
        saved, taken = 0, [0] * len(self.goods)
        while True:
            pieces = self._one_set(bundle, taken)
            saving = sum(self._prices[place] for place in pieces) - bundle.price if pieces else 0
            if saving <= 0:
                break
            saved += saving
            for place in pieces:
                taken[place] += 1
        self._loose = [left - used for left, used in zip(self._loose, taken, strict=True)]
        weights = [price * used for price, used in zip(self._prices, taken, strict=True)]
        self._take_off(Discount(Reason.BUNDLE, bundle.name, saved, bundle.id), weights)

    def _one_set(self, bundle: Bundle, taken: Sequence[int]) -> list[int]:
        """Give the lines from which one more set's pieces come; none when something is missing."""
        left = [loose - used for loose, used in zip(self._loose, taken, strict=True)]
        pieces: list[int] = []
        for product_id in bundle.product_ids:
            some = [i for i, line in enumerate(self.goods) if line.product_id == product_id and left[i] > 0]
            if not some:
                return []
            dearest = max(some, key=lambda i: (self._prices[i], -i))
            left[dearest] -= 1
            pieces.append(dearest)
        return pieces

    def _give(self, gift: BuyGet) -> None:
        """Make the cheapest pieces cheaper for the dearest ones that were bought."""
        bought = [i for i, line in enumerate(self.goods) if gift.scope.covers(line)]
        if gift.gifts is None:
            given = bought
            groups = sum(self._loose[i] for i in bought) // (gift.buy + gift.get)
            count = groups * gift.get
        else:
            given = [i for i, line in enumerate(self.goods) if gift.gifts.covers(line)]
            bought = [i for i in bought if i not in given]
            groups = sum(self._loose[i] for i in bought) // gift.buy
            count = min(groups * gift.get, sum(self._loose[i] for i in given))
            groups = -(-count // gift.get)
        for place, used in self._pick(given, count, dearest=False):
            off = gift.cut.of(self._prices[place]) * used
            if off:
                self.discounts[place].append(Discount(Reason.BUY_GET, gift.name, off, gift.id))
        self._pick(bought, groups * gift.buy, dearest=True)

    def _pick(self, places: Sequence[int], count: int, *, dearest: bool) -> list[tuple[int, int]]:
        """Use up so many loose pieces; gives how many of which lines."""
        picked = []
        for place in sorted(places, key=lambda i: (-self._prices[i] if dearest else self._prices[i], i)):
            used = min(count, self._loose[place])
            if used:
                self._loose[place] -= used
                count -= used
                picked.append((place, used))
        return picked

    def _take_off(self, whole: Discount, weights: Sequence[int]) -> None:
        for place, part in enumerate(share(whole.amount, weights)):
            if part:
                self.discounts[place].append(Discount(whole.reason, whole.name, part, whole.source_id))
