### What shoppers read.

home =
    <b>{ $shop }</b>

    Hi { $name }! Look around, put things into your cart, pay by QRIS or bank transfer and follow your parcel — all right here.
    A human checks every payment and packs every order.
help =
    <b>Help · { $shop }</b>

    🛍 <b>Shopping</b> — tap <i>Shop</i>, or just type what you are looking for, even with typos.
    💳 <b>Paying</b> — after <i>Place order</i> you get a QRIS code or an account number with the exact amount. Then send a photo of the payment here, any time.
    🚚 <b>Shipping</b> — we tell you when the parcel leaves; tap <i>Track</i> under <i>My orders</i>.
    ↩️ <b>Something wrong?</b> — open the order and tap <i>Problem with this order</i>. A human answers.

    Changed your mind while being asked? Type /cancel.
language-ask = Which language shall we speak? · Mau pakai bahasa apa?
human-ask = 💬 Write your question in one message. A human will answer here.
human-ask-order = 💬 What about order <b>#{ $order }</b>? Write it in one message. A human will answer here.
human-ask-product = 💬 What would you like to know about <b>{ $name }</b>? Write it in one message. A human will answer here.
human-told = ✅ Your message is with us. The answer comes right here.
claimed = 🔑 This shop is yours now. Start with /settings for your bank account and QRIS, and /add for your first product.

search-ask = 🔎 What are you looking for? Just type it, for example <i>black shirt</i> or <i>coffee</i>. Typos are fine.
found = 🔎 <b>{ $text }</b> — { $count ->
    [one] { $count } product
   *[other] { $count } products
}
found-nothing =
    🔎 Nothing found for <b>{ $text }</b>.

    Try one word of it, browse the shop, or ask a human.
not-understood = I cannot read this one 🙂 Type what you are looking for in <b>{ $shop }</b>, or choose:
phone-left = All right, nothing was ordered. /shop to look around, /cart for your cart, /menu for the home screen.
wrong-kind = I need that as typed words, please. Your answers so far are kept.

shelf-shop = 🛍 <b>Shop</b> — choose a shelf or a product ({ $count }), or type what you are looking for.
shelf-empty = 🛍 The shelves are still empty. Please come back soon.
shelf = 🛍 <b>{ $title }</b> — { $count ->
    [one] { $count } product
   *[other] { $count } products
}

card-title =
    <b>{ $name }</b>
    <b>{ $price }</b>
card-variant = Chosen: { $label }
card-sold-out = ❌ Sold out
card-few = 🔥 Only { $count } left
card-ready = ✅ In stock
description =
    <b>{ $name }</b>

    { $text }
choose-first = Please choose first: { $options }
combination-sold-out = This combination is sold out. Please choose another one.

cart-empty = 🛒 Your cart is empty. Let's find something nice!
cart-title = 🛒 <b>Cart</b> ({ $count })
cart-line = • { $name } × { $quantity } — { $total }
cart-line-option = • { $name } ({ $label }) × { $quantity } — { $total }
cart-total = <b>Subtotal { $total }</b>
cart-added = In your cart ✓
cart-price-changed = price changed: { $before } → { $now }
cart-gone = not sold any more, please remove it
cart-sold-out = sold out now, please remove it
cart-too-few = only { $available } left, please take fewer

summary-title = ✅ <b>Your order</b>
summary-changed = <b>Something changed since you looked.</b> Nothing was ordered. Please check and place the order again.
summary-more = … and { $count } more
summary-address =
    📍 <b>{ $recipient }</b> · { $phone }
    { $street }, { $place }
summary-shipping = 🚚 { $service } · { $days } days — { $price }
summary-payment = 💳 { $method }
summary-note = 📝 { $note }
summary-total = <b>Total { $total }</b>

ask-recipient = 👤 Who receives the parcel? Type the name.{ $suggestion }
ask-phone = 📱 Which phone number may the courier call? Tap the key below, or type it.{ $suggestion }
ask-phone-typed = 📱 Which phone number may the courier call? Type it, for example <code>0812 3456 7890</code>.{ $suggestion }
ask-now = Now: <b>{ $now }</b>.
ask-note-clear = Type <code>-</code> to remove it.
ask-street = 🏠 Street and house number, RT/RW, landmark? For example <i>Jl. Melati 5, RT 02/03, next to the mosque</i>.{ $suggestion }
ask-district = 🗺 Which district (kecamatan) or city? Type part of the name, for example <i>coblong</i> or <i>kebayoran baru</i>.{ $suggestion }
ask-note = 📝 Anything we should know? Type it in one message.{ $suggestion }
districts = 🗺 Which one is it? (<i>{ $text }</i>) Not there? Type another part of the name.
district-unknown = 🗺 I know no place called <b>{ $text }</b>. Type the name of the district or the city, for example <i>coblong</i>.
addresses = 📍 Where does the parcel go? Choose an address or change a part of it.
shipping-ask = 🚚 Who brings it to { $place }?
shipping-none =
    🚚 No courier of ours goes to { $place } yet.

    Choose another district, or ask us: a human finds a way.
payment-ask = 💳 How would you like to pay?
payment-none = 💳 The shop has not set up a way to pay yet. Please ask us: a human helps.

pay-qris =
    💳 <b>Order #{ $order }</b> · QRIS

    Scan with any banking or wallet app.
    Pay exactly <b>{ $amount }</b>.
    Your app shows <b>{ $merchant }</b>.
pay-bank =
    💳 <b>Order #{ $order }</b> · Bank transfer

    { $bank } <code>{ $number }</code>
    in the name of <b>{ $holder }</b>
    exactly <b>{ $amount }</b>

    Please do not round it: the last digits are your unique code, they tell us the money is yours.
pay-next = ⏰ Pay before <b>{ $until }</b>, then send a photo of the payment right here. A human checks it and we tell you.
pay-in-review = 🔍 We have your proof and are checking it. You hear from us here.
pay-gateway =
    💳 <b>Order #{ $order }</b> · { $method }

    Pay exactly <b>{ $amount }</b>.
pay-gateway-qrcode = Scan with any banking or wallet app.
pay-gateway-qrimage = Open the code below, or scan it from another screen.
pay-gateway-link = Open { $method } with the button below and confirm there.
pay-gateway-phoneprompt = { $method } asks you on your phone: open the app and confirm.
pay-gateway-virtualaccount =
    Transfer to { $bank } Virtual Account
    <code>{ $number }</code>
pay-gateway-biller = <code>{ $biller }</code> (company code)
pay-gateway-next = ⏰ Pay before <b>{ $until }</b>. We see it by ourselves, usually within a minute: no photo is needed.
pay-gateway-preparing =
    💳 <b>Order #{ $order }</b> · { $method } · <b>{ $amount }</b>

    ⏳ Your payment is being prepared. It comes here in a moment.
pay-gateway-failed =
    💳 <b>Order #{ $order }</b> · { $method }

    This payment did not work. Your order is kept: please choose another way to pay, or the same one again.
button-pay-otherwise = Pay in another way
button-open-bill = 💳 Show the bill
button-pay-now = Pay { $amount }
button-pay-stars = Pay { $stars } ⭐
bill-title = Order #{ $order }
bill-goods = Goods
bill-postage = Shipping
pay-telegram =
    💳 <b>Order #{ $order }</b> · Card, inside Telegram

    Pay exactly <b>{ $amount }</b>: the button below shows the bill.
pay-stars =
    ⭐ <b>Order #{ $order }</b> · Telegram Stars

    Pay <b>{ $stars } Stars</b> for { $amount }: the button below shows the bill.
pay-bill-impossible = 💳 Telegram cannot take the payment for order <b>#{ $order }</b> right now. Your order is kept: please choose another way to pay.
cod-due = 💵 Pay <b>{ $amount }</b> in cash when it arrives.
button-refresh = 🔄 Look again
button-copy-biller = Copy company code
button-open-wallet = Open and pay
button-open-qr = Show the code
method-va = { $bank } Virtual Account
method-qris-itself = QRIS, confirmed by itself
method-otherwise = other
qr-caption = Order #{ $order }

orders-none = 📦 No orders yet. Your first one is a few taps away.
orders-title = 📦 <b>My orders</b> ({ $count })
order-title = 📦 <b>Order #{ $order }</b> — { $state }
order-totals = Shipping { $shipping } · <b>Total { $total }</b>
order-courier = 🚚 { $courier }
order-waybill = Waybill <code>{ $waybill }</code>
payment-where = 💳 { $where } — <b>{ $amount }</b>
payment-partial-so-far = Received: <b>{ $received }</b> · still missing: <b>{ $off }</b>
payment-overcharged-so-far = Received: <b>{ $received }</b> · <b>{ $off }</b> too much
timeline-placed = order placed
timeline-proof = proof of payment sent
timeline-paid = payment confirmed
timeline-shipped = handed to the courier
timeline-delivered = delivered
timeline-completed = received, thank you!
timeline-canceled = canceled
timeline-expired = expired, not paid in time
track =
    🚚 <b>Order #{ $order }</b>
    { $courier } · <code>{ $waybill }</code>
    to { $place }
received-thanks = Thank you! Enjoy it 🎉
again-missing = In your cart, except { $count } that cannot be bought now
cancel-sure = Cancel order <b>#{ $order }</b>? If you have paid already, send the proof instead.

proof-received = 🔍 Thank you! We have the proof for order <b>#{ $order }</b>. A human checks it and you hear from us here.
proof-which = Which order is this payment for?
proof-nothing =
    A nice picture! But no order of yours waits for a payment.

    If you mean something else, a human helps.

## Promotions and vouchers

discount-line = 🏷 { $name } −{ $amount }
discount-sale = { $name }
discount-sale-unnamed = Sale
discount-bundle = { $name }
discount-bundle-unnamed = Bundle
discount-buy-get = { $name }
discount-buy-get-unnamed = Free with it
discount-voucher = Voucher { $name }
discount-voucher-unnamed = Voucher
discount-free-shipping = { $name }
discount-free-shipping-unnamed = Free shipping
discount-others = More discounts
tax-added = 🧾 PPN { $amount }
tax-included = 🧾 Includes { $amount } PPN
cart-free-shipping-lacking = 🚚 { $lacking } more and shipping is free
cart-free-shipping = 🚚 Shipping is free for this cart
ask-voucher = 🎟 Do you have a voucher? Type its code, for example <code>HEMAT10</code>.{ $suggestion }
voucher-again = Type another code, or go back and order without one.
voucher-kept =
    🎟 The voucher <b>{ $code }</b> is yours: { $terms }

    It is taken off at your next checkout. Look around:
promo-off = { $cut } off
promo-shipping = free shipping
promo-everything = everything
promo-more = { $names } and { $count } more
promo-from = from { $when }
promo-until = until { $when }
promo-most = up to { $amount }
promo-minimum = for orders of { $amount } or more
promo-first-order = first order only
promo-person-limit = { $count ->
    [one] once
   *[other] { $count } times
} per person
promo-bundle = { $goods } together for { $price }
promo-buy-get = buy { $buy } of { $goods }, get { $get } of { $gifts }
promo-same = the same
