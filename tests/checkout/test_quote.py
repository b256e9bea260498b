"""The one quote: whatever is combined, every line adds up, nothing is below zero, and the same asked twice is the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout.promotions.applying import share
from checkout.promotions.terms import (
    Bundle,
    BuyGet,
    Cut,
    Discount,
    Goods,
    Offers,
    Reason,
    Sale,
    Scope,
    VoucherTerms,
)
from checkout.quote import Quote, TaxMode, quote, tax_on, voucher_problem

prices = st.integers(0, 2_000_000)
products = st.integers(1, 4)
cuts = st.builds(Cut, percent=st.integers(1, 100)) | st.builds(Cut, amount=st.integers(1, 3_000_000))
scopes = st.builds(
    Scope,
    product_ids=st.lists(products, max_size=2).map(tuple),
    category_ids=st.lists(st.integers(1, 3), max_size=2).map(tuple),
)
goods = st.lists(
    st.tuples(products, prices, st.integers(1, 9), st.frozensets(st.integers(1, 3), max_size=2)),
    min_size=1,
    max_size=6,
).map(lambda rows: [Goods(number, *row) for number, row in enumerate(rows, start=1)])
offers = st.builds(
    Offers,
    sales=st.lists(st.builds(Sale, st.integers(1, 3), st.just("Sale"), cuts, scopes), max_size=3).map(tuple),
    bundles=st.lists(
        st.builds(
            Bundle,
            st.integers(4, 6),
            st.just("Set"),
            prices,
            st.lists(products, min_size=2, max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    gifts=st.lists(
        st.builds(
            BuyGet,
            st.integers(7, 9),
            st.just("Gift"),
            st.integers(1, 3),
            st.integers(1, 2),
            scopes,
            st.none() | scopes,
            cuts,
        ),
        max_size=2,
    ).map(tuple),
    free_shipping_from=st.none() | prices,
)
vouchers = st.none() | st.builds(
    VoucherTerms,
    id=st.just(1),
    code=st.just("HEMAT"),
    cut=st.none() | cuts,
    scope=scopes,
    minimum=st.just(0) | prices,
    most=st.just(0) | prices,
)
modes = st.sampled_from(TaxMode)


def shop_quote(asked: list[Goods], **how: object) -> Quote:
    """A quote in rupiah."""
    return quote(asked, currency="IDR", **how)  # type: ignore[arg-type]


@given(goods, offers, vouchers, st.integers(0, 300_000), modes)
def test_whatever_is_combined_the_lines_add_up_and_nothing_is_below_zero(
    asked: list[Goods], on: Offers, voucher: VoucherTerms | None, shipping: int, mode: TaxMode
) -> None:
    """Every part is above zero, every line and the shipping cost at least nothing, and all of it is the total."""
    found = shop_quote(asked, offers=on, voucher=voucher, shipping=shipping, tax=mode)
    again = shop_quote(asked, offers=on, voucher=voucher, shipping=shipping, tax=mode)
    assert found == again
    parts = [one for line in found.lines for one in line.discounts] + list(found.shipping_discounts)
    assert all(one.amount > 0 for one in parts)
    assert all(0 <= line.net <= line.gross for line in found.lines)
    assert 0 <= found.shipping_discount <= shipping
    net = sum(line.net for line in found.lines)
    assert net + shipping - found.shipping_discount + found.tax_added == found.total >= 0
    assert found.subtotal - found.discount == net
    assert sum(one.amount for one in found.off_goods) == found.discount


@given(goods, offers, vouchers, st.integers(0, 300_000))
def test_a_code_never_makes_an_order_dearer(
    asked: list[Goods], on: Offers, voucher: VoucherTerms | None, shipping: int
) -> None:
    """Not even by costing the shopper the free shipping."""
    with_code = shop_quote(asked, offers=on, voucher=voucher, shipping=shipping)
    assert with_code.total <= shop_quote(asked, offers=on, shipping=shipping).total
    assert (
        with_code.total == shop_quote(asked, offers=on, shipping=shipping).total - with_code.voucher_discount
    )


@given(goods, offers, st.integers(0, 300_000), modes)
def test_a_hundred_percent_leaves_the_shipping_alone(
    asked: list[Goods], on: Offers, shipping: int, mode: TaxMode
) -> None:
    """The goods cost nothing; discounts on shipping are separate."""
    everything = VoucherTerms(1, "GRATIS", Cut(percent=100))
    found = shop_quote(asked, offers=on, voucher=everything, shipping=shipping, tax=mode)
    left = shipping - found.shipping_discount
    assert [line.net for line in found.lines] == [0] * len(asked)
    assert found.total == left + (tax_on(left, mode) if mode == TaxMode.ADDED else 0)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=50), st.data())
def test_shared_out_money_adds_up(weights: list[int], data: st.DataObject) -> None:
    """Nobody bears more than they have, and nobody is a whole unit away from their fair part."""
    amount = data.draw(st.integers(0, sum(weights)))
    parts = share(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert 0 <= part <= weight
        assert abs(part * sum(weights) - amount * weight) < max(sum(weights), 1)


def test_ten_thousand_off_three_equal_lines() -> None:
    """3.333, 3.333 and 3.333 are not 10.000: the first line bears the last rupiah."""
    asked = [Goods(n, n, 50_000, 1) for n in (1, 2, 3)]
    found = shop_quote(asked, voucher=VoucherTerms(1, "HEMAT", Cut(amount=10_000)))
    assert [line.discount for line in found.lines] == [3_334, 3_333, 3_333]
    assert found.off_goods == (Discount(Reason.VOUCHER, "HEMAT", 10_000, 1),)


def test_of_several_sales_the_best_one_counts() -> None:
    """They do not add up; a sale of one product leaves the others alone."""
    on = Offers(
        sales=(
            Sale(1, "Gajian", Cut(percent=10)),
            Sale(2, "Mug", Cut(amount=12_000), Scope((1,))),
            Sale(3, "Rak", Cut(percent=5), Scope(category_ids=(7,))),
        )
    )
    asked = [Goods(1, 1, 50_000, 2), Goods(2, 2, 80_000, 1, frozenset({7}))]
    found = shop_quote(asked, offers=on)
    assert [[(one.name, one.amount) for one in line.discounts] for line in found.lines] == [
        [("Mug", 24_000)],
        [("Gajian", 8_000)],
    ]


def test_a_bundle_is_made_as_often_as_its_pieces_suffice() -> None:
    """Two mugs and three teas are two sets; the third tea is bought alone. A dearer set is not made at all."""
    asked = [Goods(1, 1, 50_000, 2), Goods(2, 2, 30_000, 3)]
    on = Offers(bundles=(Bundle(1, "Paket Ngeteh", 70_000, (1, 2)),))
    found = shop_quote(asked, offers=on)
    assert (found.total, found.discount) == (170_000, 20_000)
    assert [line.discount for line in found.lines] == [12_500, 7_500]
    dearer = Offers(bundles=(Bundle(1, "Paket", 80_000, (1, 2)),))
    assert shop_quote(asked, offers=dearer).discount == 0
    two_mugs = Offers(bundles=(Bundle(1, "Sepasang", 90_000, (1, 1)),))
    assert shop_quote(asked, offers=two_mugs).discount == 10_000


def test_a_sale_and_a_bundle_are_not_both_taken_off() -> None:
    """The bundle's price stands: a sale already given counts towards it."""
    on = Offers(sales=(Sale(1, "Gajian", Cut(percent=10)),), bundles=(Bundle(2, "Paket", 70_000, (1, 2)),))
    found = shop_quote([Goods(1, 1, 50_000, 1), Goods(2, 2, 30_000, 1)], offers=on)
    assert found.total == 70_000
    assert [(one.name, one.amount) for one in found.off_goods] == [("Gajian", 8_000), ("Paket", 2_000)]


def test_the_cheapest_of_three_is_free() -> None:
    """Buy two, get one: of six shirts the two cheapest; a seventh changes nothing."""
    on = Offers(gifts=(BuyGet(1, "2+1", 2, 1),))
    asked = [Goods(1, 1, 60_000, 3), Goods(2, 2, 40_000, 1), Goods(3, 3, 50_000, 3)]
    found = shop_quote(asked, offers=on)
    assert [line.discount for line in found.lines] == [0, 40_000, 50_000]
    assert shop_quote(asked[:1], offers=on).discount == 60_000
    assert shop_quote([Goods(1, 1, 60_000, 2)], offers=on).discount == 0


def test_a_gift_of_another_kind() -> None:
    """For each mug a tea at half the price, as many as there are; a piece in a bundle earns no gift."""
    half = BuyGet(1, "Teh", 1, 1, Scope((1,)), Scope((2,)), Cut(percent=50))
    asked = [Goods(1, 1, 50_000, 3), Goods(2, 2, 30_000, 2)]
    assert shop_quote(asked, offers=Offers(gifts=(half,))).discount == 30_000
    in_sets = Offers(bundles=(Bundle(2, "Paket", 70_000, (1, 2)),), gifts=(half,))
    found = shop_quote(asked, offers=in_sets)
    assert [(one.reason, one.amount) for one in found.off_goods] == [(Reason.BUNDLE, 20_000)]


def test_a_piece_that_earned_a_gift_earns_no_second_one() -> None:
    """The dearest pieces count as bought: of two shirts and a cap, one shirt earns the tea, the cap is free."""
    tea = BuyGet(1, "Teh", 1, 1, Scope((1, 2)), Scope((3,)))
    pair = BuyGet(2, "1+1", 1, 1, Scope((1, 2)))
    asked = [Goods(1, 1, 60_000, 2), Goods(2, 2, 40_000, 1), Goods(3, 3, 10_000, 1)]
    found = shop_quote(asked, offers=Offers(gifts=(tea, pair)))
    assert [line.discount for line in found.lines] == [0, 40_000, 10_000]


def test_free_shipping_is_not_lost_by_a_code_and_no_code_is_spent_on_it() -> None:
    """From Rp100.000 shipping is free, counted before the voucher; a shipping code then takes nothing off."""
    on = Offers(free_shipping_from=100_000)
    asked = [Goods(1, 1, 50_000, 2)]
    hemat, ongkir = VoucherTerms(1, "HEMAT", Cut(percent=10)), VoucherTerms(2, "ONGKIR", None, most=8_000)
    found = shop_quote(asked, offers=on, voucher=hemat, shipping=10_000)
    assert (found.total, [one.reason for one in found.shipping_discounts]) == (90_000, [Reason.FREE_SHIPPING])
    assert shop_quote(asked, offers=on, voucher=ongkir, shipping=10_000).voucher_discount == 0
    assert shop_quote(asked, voucher=ongkir, shipping=10_000).total == 102_000


def test_a_voucher_says_why_it_does_not_fit() -> None:
    """Too little bought, nothing it is for, or nothing left to pay for."""
    asked = [Goods(1, 1, 50_000, 1)]
    free = Offers(sales=(Sale(1, "Gratis", Cut(percent=100)),))
    for voucher, on, problem in (
        (VoucherTerms(1, "A", Cut(percent=10), minimum=50_001), Offers(), "minimum"),
        (VoucherTerms(1, "A", Cut(percent=10), Scope((2,))), Offers(), "not-for-these"),
        (VoucherTerms(1, "A", Cut(percent=10)), free, "nothing-left"),
        (VoucherTerms(1, "A", Cut(percent=10), minimum=50_000), Offers(), ""),
        (VoucherTerms(1, "A", None), free, ""),
    ):
        assert voucher_problem(voucher, asked, on) == problem
        if problem:
            assert shop_quote(asked, offers=on, voucher=voucher).voucher_discount == 0


@pytest.mark.parametrize(
    ("price", "mode", "tax"),
    [
        (100_000, "added", 11_000), (111_000, "included", 11_000), (100_000, "off", 0), (0, "added", 0),
        (100_000, "included", 9_910), (50, "added", 6), (45, "added", 5), (10**12, "included", 99_099_099_099),
    ],
)  # fmt: skip
def test_ppn_is_twelve_percent_of_eleven_twelfths(price: int, mode: str, tax: int) -> None:
    """Eleven percent on top, or the part of the price that is tax; rounded once, to the whole rupiah."""
    assert tax_on(price, mode) == tax


def test_tax_is_asked_of_what_is_paid() -> None:
    """Of goods and shipping, less everything taken off; included tax changes no total."""
    asked = [Goods(1, 1, 100_000, 1)]
    code = VoucherTerms(1, "HEMAT", Cut(amount=20_000))
    added = shop_quote(asked, voucher=code, shipping=10_000, tax="added")
    included = shop_quote(asked, voucher=code, shipping=10_000, tax="included")
    assert (added.tax, added.total) == (9_900, 99_900)
    assert (included.tax, included.total) == (8_919, 90_000)
