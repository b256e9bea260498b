### What owners read: the desk, products, orders, settings. HTML markup is allowed in messages, not in buttons.

owner-section = Your shop
owner-section-products = Products
owner-section-add = New product
owner-section-orders = Orders
owner-section-settings = Settings
owner-section-zones = Shipping

## Buttons

owner-button-review = 🔍 To check{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
owner-button-to-ship = 📦 To pack{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
owner-button-unpaid = ⏳ Unpaid{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
owner-button-low = 📉 Running low{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
owner-button-add = ➕ Add a product
owner-button-products = 🏷 Products
owner-button-orders = 📋 All orders
owner-button-settings = ⚙️ Settings
owner-button-help = ❔ Commands
owner-button-lacks-product = ➕ Add your first product
owner-button-lacks-account = 💳 Add a way to be paid
owner-button-lacks-zone = 🚚 Add a shipping zone
owner-button-publish = ✅ Publish
owner-button-hide = 🙈 Hide
owner-button-delete = 🗑 Delete
owner-button-delete-yes = Yes, delete it
owner-button-see = 👀 As shoppers see it
owner-button-price = 💰 Price
owner-button-stock = 📦 Stock
owner-button-name = ✏️ Name
owner-button-description = 📖 Description
owner-button-category = 🗂 Category
owner-button-weight = ⚖️ Weight
owner-button-photo = 📷 Add photos
owner-button-cost = 🧾 Cost
owner-button-drop-photo = ✖️ Remove last photo
owner-button-no-shelf = No category
owner-button-all = All of them
owner-button-undo = ↩️ Undo
owner-button-done = ✅ Done
owner-button-skip = Skip ›
owner-button-continue = ▶️ Continue
owner-button-over = 🔄 Start over
owner-button-deliver = 📬 Handed over
owner-button-cancel-order = ✖️ Cancel order
owner-button-write = 💬 Write to the shopper
owner-button-write-more = 💬 Write more
owner-button-next-ship = 📦 Next to pack
owner-button-shop-name = ✏️ Shop name
owner-button-zones = 🚚 Shipping zones
owner-button-qris = 📱 Set QRIS
owner-button-bank = 🏦 Add a bank account
owner-button-ways = ➕ More ways to be paid
owner-button-cod = 💵 Cash on delivery
owner-button-cod-on = ✅ Offer cash on delivery
owner-button-cod-off = ✕ Stop offering it
owner-button-cod-ceiling = 🔝 Highest total
owner-button-cod-areas = 🗺 Areas
owner-button-cod-refusals = 🚫 Parcels that came back
owner-button-cod-customer = 💵 May they pay at the door?
owner-button-cod-allow = ✅ Let them pay at the door
owner-button-cod-block = 🚫 No more at the door
owner-button-delivered-paid = 💵 Delivered and paid
owner-button-came-back = ↩️ Came back
owner-button-came-back-yes = Yes, it is back here
owner-button-telegram-on = ➕ Cards, inside Telegram
owner-button-telegram-off = ✅ Cards, inside Telegram
owner-button-stars = ⭐ Telegram Stars
owner-button-stars-off = ✕ No more Stars
owner-button-remove-account = ✕ { $name }
owner-button-papers = 🧾 Invoices and receipts
owner-button-address = 📍 Address
owner-button-npwp = 🔢 NPWP
owner-button-remove-demo = 🧹 Remove demo products
owner-button-remove-yes = Yes, remove
owner-button-qris-yes = ✅ Yes, that is my shop
owner-button-qris-no = No, another one
owner-button-add-zone = ➕ Add or change a zone

## The desk

owner-desk = 🔑 <b>{ $shop }</b> — your desk
owner-desk-clear = Nothing is waiting for you. 🎉
owner-desk-counts =
    🔍 Payments to check: <b>{ $review }</b>
    📦 To pack and ship: <b>{ $ship }</b>
    ⏳ Waiting for payment: <b>{ $unpaid }</b>
    📉 Running low: <b>{ $low }</b>
owner-desk-lacks-product = ⚠️ Shoppers see no product yet.
owner-desk-lacks-account = ⚠️ Nobody can pay yet: set your QRIS or add a bank account.
owner-desk-lacks-zone = ⚠️ Nothing can be shipped yet: add a shipping zone.
owner-left = Left. Nothing was changed.
owner-low = 📉 <b>Running low</b> — tap one to restock it.
owner-low-none = 📦 Nothing is running low.
owner-left-pieces = { $count } left
owner-audit-good = ✅ All sums agree: every piece and every rupiah is accounted for.
owner-audit-bad = ⚠️ <b>{ $count } things do not agree:</b>
owner-audit-line = • { $what } · { $subject }: should be { $expected }, is { $found }
owner-more = … and { $count } more
owner-nothing = nothing
owner-saved = Saved ✓
owner-undone = Undone ✓
owner-help =
    🔑 <b>What you can do</b> — a command alone asks for the rest.

    <b>Products</b>
    <code>/add Kaos Polos | 85000 | S:5 M:10 L:8 | Kaos</code> — also as a photo's caption; further lines are the description
    /products · <code>/products kaos</code> · <code>/product 12</code>
    <code>/price 12 79000</code> · <code>/price 12 L 79000</code>
    <code>/stock 12 L +10</code> · <code>/stock 12 L =3</code>
    /rename /describe /move /cost /weight /photo — then the number
    /show /hide /delete — then the number

    <b>Orders</b>
    /orders · <code>/orders unpaid</code> (review, to-ship, shipped, done)
    <code>/order 1024</code> · <code>/confirm 1024</code> · <code>/reject 1024</code>
    <code>/ship 1024 jne JP1234567890</code> · <code>/deliver 1024</code>
    <code>/cancel_order 1024</code> · /refund · <code>/refund 1024 50000 broken</code>

    <b>Promotions</b> — a command alone lists what is on
    <code>/voucher HEMAT10 10% min 100rb 100x until 31-12</code>
    <code>/sale Payday 10% #12 until 31-12</code> · <code>/bundle Set 75rb #12 #15</code> · <code>/buyget 2+1 #12</code>
    <code>/cancel_order 1024</code>
    /statement — a CSV of your bank, or its message, pays the orders it fits

    <b>Shop</b>
    /owner your desk · /settings name, QRIS, banks, shipping · /audit stock and money
    /cancel leaves any question

## Products

owner-products = 🏷 <b>Your products</b> ({ $count }) — 🟢 on sale, 📝 draft, 🙈 hidden. Price and stock stand behind the name.
owner-products-none = 🏷 No products yet. Send a photo with a caption like this:
    <code>/add Kaos Polos | 85000 | S:5 M:10 L:8</code>
owner-products-found = 🏷 <b>{ $text }</b> — { $count ->
    [one] { $count } product
   *[other] { $count } products
}
owner-products-not-found = 🏷 No product fits <b>{ $text }</b>. Try one word of its name: <code>/products kaos</code>
owner-pick = { $what ->
    [price] 💰 Whose price? Tap it, or type its name or number. In one go: <code>/price 12 79000</code>
    [stock] 📦 Whose stock? Tap it, or type its name or number. In one go: <code>/stock 12 L +10</code>
    [name] ✏️ Which one gets a new name? Tap it, or type its name or number. In one go: <code>/rename 12 Kaos Katun</code>
    [description] 📖 Which one do you want to describe? Tap it, or type its name or number. In one go: <code>/describe 12 Soft cotton</code>
    [category] 🗂 Which one moves? Tap it, or type its name or number. In one go: <code>/move 12 Clothes &gt; Shirts</code>
    [cost] 🧾 Whose cost? Tap it, or type its name or number. In one go: <code>/cost 12 40000</code>
    [weight] ⚖️ Whose weight? Tap it, or type its name or number. In one go: <code>/weight 12 250</code>
    [photo] 📷 Which one gets a photo? Tap it, or type its name or number. Or send a photo with the caption <code>/photo 12</code>
    [hide] 🙈 Which one shall shoppers not see? Tap it, or type its name or number: <code>/hide 12</code>
    [show] ✅ Which one shall shoppers see? Tap it, or type its name or number: <code>/show 12</code>
    [delete] 🗑 Which one shall go? Tap it, or type its name or number: <code>/delete 12</code>
   *[other] 🏷 Which product? Tap it, or type its name or number: <code>/product 12</code>
}
owner-pick-none = No product fits <b>{ $text }</b>.
owner-card = <b>{ $name }</b> · <code>{ $number }</code>
owner-state-draft = 📝 Draft — only you see it
owner-state-published = 🟢 On sale
owner-state-hidden = 🙈 Hidden from shoppers
owner-state-deleted = 🗑 Deleted
owner-card-price = 💰 { $price }
owner-card-stock = 📦 { $count } in stock{ $promised ->
    [0] { "" }
   *[other] {" "}({ $promised } promised to orders)
}
owner-card-stock-all = 📦 { $count } free in all
owner-card-variant = • { $label }: { $count }{ $promised ->
    [0] { "" }
   *[other] {" "}({ $promised } promised)
}{ $price }
owner-card-more = 🗂 { $category } · ⚖️ { $weight } · 📷 { $photos }
owner-card-cost = 🧾 Cost { $cost }
owner-no-category = no category
owner-weightless = nothing to ship
owner-grams = { $grams } g
owner-photos = { $count ->
    [0] no photo
    [one] { $count } photo
   *[other] { $count } photos
}
owner-added = ✨ <b>Saved as a draft.</b> One tap on Publish and shoppers see it.
owner-now-published = It is live 🎉
owner-now-hidden = Hidden from shoppers
owner-delete-sure = 🗑 Delete <b>{ $name }</b> ({ $number }) for good? Old orders keep it. To take it off the shelf for a while, hide it instead.
owner-deleted = 🗑 <b>{ $name }</b> is deleted.
owner-deleted-toast = Deleted

## A new product

owner-add-so-far = 📝 { $known }
owner-add-half-way = You had begun a product. Continue or start over?
owner-add-name = ➕ <b>What is it called?</b>
    Everything in one line is fine, too:
    <code>Kaos Polos | 85000 | S:5 M:10 L:8 | Kaos</code>
owner-add-price = 💰 <b>What does it cost?</b> For example <code>85000</code> or <code>85rb</code>
owner-add-stock = 📦 <b>How many are there?</b> A number like <code>25</code> — or with options: <code>S:5 M:10 L:8</code>, or two of them: <code>Black/S:5 Black/M:3</code>
owner-add-category = 🗂 <b>Which category?</b> Tap one or type a new one, like <code>Clothes &gt; Shirts</code>
owner-add-photo = 📷 <b>Send a photo</b> — or several as an album.
owner-option-size = Size
owner-option-colour = Colour
owner-option-choice = Choice

## Changing a product

owner-edit-now = <b>{ $name }</b> — now: { $value }
owner-edit-price = 💰 Type the new price, like <code>79000</code> or <code>79rb</code>
owner-edit-stock = 📦 Type how many there are: <code>12</code>. Or add and take away: <code>+10</code>, <code>-2</code>
owner-edit-name = ✏️ Type the new name.
owner-edit-description = 📖 Type the new description in one message, or <code>-</code> for none.
owner-edit-category = 🗂 Tap a category or type one, like <code>Clothes &gt; Shirts</code>
owner-edit-cost = 🧾 What does one cost you? Like <code>40000</code>. Shoppers never see it.
owner-edit-weight = ⚖️ Type the weight of one in grams: <code>250</code> or <code>1.2 kg</code>. <code>0</code> means nothing is shipped.
owner-edit-photo = 📷 Send a photo — or several as an album.
owner-pick-variant = { $what ->
    [price] 💰 Which price of <b>{ $name }</b>? Or type it: <code>{ $label } 79000</code>
    [stock] 📦 Which stock of <b>{ $name }</b>? Or type it: <code>{ $label } +10</code>
    [cost] 🧾 Which cost of <b>{ $name }</b>? Or type it: <code>{ $label } 40000</code>
   *[other] ⚖️ Which weight of <b>{ $name }</b>? Or type it: <code>{ $label } 250</code>
}
owner-changed = ✅ <b>{ $name }</b>
    { $what ->
    [price] 💰 Price
    [stock] 📦 Stock
    [name] ✏️ Name
    [description] 📖 Description
    [category] 🗂 Category
    [cost] 🧾 Cost
   *[other] ⚖️ Weight
}: { $before } → <b>{ $after }</b>
owner-unchanged = <b>{ $name }</b>: nothing to change, it is { $after } already.
owner-photo-added = 📷 Added to <b>{ $name }</b> ({ $count }). Send another one, or tap Done.
owner-photos-album = 📷 The album is being added to <b>{ $name }</b>. Send more, or tap Done.
owner-photo-dropped = The last photo is removed
owner-photo-none = There is no photo

## Orders

owner-kind-review = 🔍 To check
owner-kind-to-ship = 📦 To pack
owner-kind-unpaid = ⏳ Unpaid
owner-kind-shipped = 🚚 Shipped
owner-kind-done = ☑️ Done
owner-orders-all = 📋 <b>All orders</b> ({ $count })
owner-orders-review = 🔍 <b>Payments to check</b> ({ $count })
owner-orders-to-ship = 📦 <b>To pack and ship</b> ({ $count })
owner-orders-unpaid = ⏳ <b>Waiting for payment</b> ({ $count })
owner-orders-shipped = 🚚 <b>On their way</b> ({ $count })
owner-orders-done = ☑️ <b>Received or ended</b> ({ $count })
owner-orders-none = 📋 No orders here at the moment.
owner-usage-order = Tap an order, or type its number: <code>/order 1024</code>
owner-usage-confirm = Tap the order whose money arrived, or type: <code>/confirm 1024</code> Another sum came? <code>/confirm 1024 50000</code>
owner-usage-reject = Tap the order whose proof is wrong, or type: <code>/reject 1024</code>
owner-usage-cancel-order = Tap the order to cancel, or type: <code>/cancel_order 1024</code>
owner-usage-ship = Tap the order, or in one go: <code>/ship 1024 jne JP1234567890</code>
owner-usage-deliver = Tap the order that was handed over, or type: <code>/deliver 1024</code>
owner-order-who = 👤 { $name } { $contact }
owner-confirmed = ✅ <b>Order #{ $order } is paid</b> — { $amount }, confirmed by { $by }. { $name } knows.
owner-confirmed-late = ⚠️ <b>Order #{ $order }:</b> { $amount } noted by { $by }, but the order had ended and cannot go on. Please agree with { $name } on a refund.
owner-confirmed-toast = Confirmed ✓
owner-pack-line = 📦 { $quantity } × { $name }
owner-rejected = ✖️ <b>Order #{ $order }:</b> the proof was rejected by { $by }. { $name } was asked for a better one.
owner-rejected-toast = Rejected
owner-ask-waybill = 🚚 <b>Order #{ $order }</b> to { $recipient }, { $place }
    Courier: <b>{ $courier }</b>

    Type the waybill number. Another courier? Write it first: <code>jnt JP1234567890</code>
owner-ask-rider = 🛵 <b>Order #{ $order }</b> to { $recipient }, { $place }
    Courier: <b>{ $courier }</b>

    Type <code>ok</code> when the rider leaves. Another courier? Write it with the number: <code>jne JP1234567890</code>
owner-no-courier = none chosen
owner-shipped = 🚚 <b>Order #{ $order }</b> is on its way with { $courier }, waybill <code>{ $waybill }</code>. { $name } knows.
owner-shipped-rider = 🛵 <b>Order #{ $order }</b> is on its way with { $courier }. { $name } knows.
owner-delivered = Handed over ✓
owner-canceled = Canceled
owner-cancel-sure = Cancel order <b>#{ $order }</b> of { $name }? The stock becomes free again and { $name } is told.
owner-reply-ask = 💬 What shall I tell <b>{ $name }</b>? Type it in one message.
owner-replied = ✅ <b>{ $name }</b> gets your answer now.

## Settings

owner-settings = ⚙️ <b>{ $shop }</b>
owner-settings-qris = 📱 QRIS: <b>{ $merchant }</b>
owner-settings-gateway = 💳 { $way } by { $gateway }
owner-button-gateways = 💳 Payment gateways ({ $names })
owner-gateways = 💳 <b>Ways to pay by a gateway.</b> They confirm themselves: no proofs to look at. Tap one to offer it (➕), or to stop offering it (✅).
owner-settings-bank = 🏦 { $bank } <code>{ $number }</code> · { $holder }
owner-settings-no-account = ⚠️ No QRIS and no bank account yet: nobody can pay.
owner-settings-way = 💳 { $way }
owner-ways = ➕ <b>More ways to be paid</b>
owner-ways-cod = 💵 Cash on delivery: { $on ->
    [yes] <b>offered</b>
   *[no] not offered
}
owner-ways-telegram = 💳 Cards, inside Telegram: { $on ->
    [yes] <b>offered</b>
   *[no] not offered
}
owner-ways-telegram-no = 💳 Cards, inside Telegram: { $on ->
    [yes] <b>not possible now</b>, the payment provider’s token is missing
   *[no] get a payment provider’s token from @BotFather and set PAYMENT_PROVIDER_TOKEN
}
owner-ways-stars = ⭐ Telegram Stars, for digital goods only: { $on ->
    [yes] <b>offered</b>, { $rate } Stars for 1,000
   *[no] not offered
}
owner-set-stars = ⭐ How many Stars are 1,000 of your currency? For example <code>5</code> or <code>4.8</code>. Part of a Star is rounded up.
owner-set-cod-ceiling = 🔝 Up to which total may be paid at the door? For example <code>500000</code>; <code>-</code> for any.
owner-set-cod-areas = 🗺 Where does the courier take cash? Type provinces, cities or districts, one on each line; <code>*</code> is everywhere.
owner-set-cod-refusals = 🚫 After how many parcels that came back may a customer no longer pay at the door? <code>0</code> is never; you can also decide on the order’s card.
owner-cod = 💵 <b>Cash on delivery</b>: { $on ->
    [yes] offered
   *[no] not offered
}
owner-cod-any = any
owner-cod-ceiling = Highest total: <b>{ $ceiling }</b>
owner-cod-areas = Areas: <b>{ $areas }</b>
owner-cod-refusals = { $count ->
    [0] Nobody is blocked by itself when parcels come back.
    [one] A customer is blocked after { $count } parcel that came back.
   *[other] A customer is blocked after { $count } parcels that came back.
}
owner-cod-customer = 💵 <b>{ $name }</b>: { $refused ->
    [one] { $refused } parcel came back
   *[other] { $refused } parcels came back
}. { $blocked ->
    [yes] May <b>not</b> pay at the door.
   *[no] May pay at the door.
}
owner-came-back = The goods are on the shelf again
owner-came-back-blocked = The goods are on the shelf again; no more cash on delivery for this customer
owner-came-back-sure = ↩️ Is the parcel of order <b>#{ $order }</b> really back? The order ends unpaid, the goods are on the shelf again, and it counts against { $name }.
owner-settings-zones = 🚚 Shipping zones: { $count }
owner-set-name = ✏️ The shop is called <b>{ $now }</b>. Type its new name.
owner-set-bank = 🏦 Type bank, number and name in one line:
    <code>BCA | 1234567890 | Melati Putri</code>
owner-set-qris = 📱 Send a photo of your QRIS sticker, straight and bright — or the code as text.
owner-set-zone = 🚚 Type area, courier, price per kilogram and days:
    <code>Jawa Barat | jne reg | 12000 | 2-3</code>
    A city works, too, and <code>*</code> is everywhere. Several lines at once are fine.
owner-papers =
    🧾 <b>Invoices and receipts</b>
    Besides your shop's name they say:

    📍 { $address }
    NPWP { $npwp }
owner-set-address = 📍 Type the address that stands on your invoices, or <code>-</code> for none. Now: <b>{ $now }</b>
owner-set-npwp = 🔢 Type your NPWP, 15 or 16 digits, or <code>-</code> for none. Now: <b>{ $now }</b>
owner-qris-found = 📱 This code pays <b>{ $merchant }</b>, { $city }. Is that your shop?
owner-qris-saved = QRIS saved ✓
owner-removed = Removed
owner-removed-before = Already removed
owner-remove-account-sure = Take no more money on <b>{ $name }</b>? Orders that were placed already still wait for it.
owner-remove-demo-sure = 🧹 Remove all demo products? Your own products stay.
owner-demo-removed = { $count ->
    [0] No demo products were left
    [one] { $count } demo product removed
   *[other] { $count } demo products removed
}
owner-zones = 🚚 <b>Shipping zones</b> ({ $count }) — for one courier the smallest area counts. Tap one to remove it.
owner-zones-none = 🚚 No shipping zones yet: nothing can be shipped. Add the first one.
owner-everywhere = Everywhere
owner-remove-zone-sure = Remove <b>{ $zone }</b>?
owner-which-area = Which <b>{ $text }</b>?
owner-zone-line = • { $zone }
owner-zones-saved = ✅ <b>Saved.</b> Type the next zone, or tap Done.

## What went wrong

owner-number-unreadable = “{ $text }” is not a number I can use here. Write it like 12.
owner-number-missing = “{ $text }” is not a number of a product or an order. Write it like 12 or 1024.
owner-product-unknown = There is no product { $number }. /products shows all of them with their numbers.
owner-order-unknown = There is no order { $number }. /orders shows all of them.
owner-name-unreadable = “{ $text }” is not a name people can search for. It needs letters or digits, like Kaos Polos.
owner-price-zero = The price is zero. Write what it costs, like 85000.
owner-weight-unreadable = “{ $text }” is not a weight. Write grams like 250, or 1.2 kg.
owner-stock-unreadable = Stock: I cannot read “{ $text }”. Write a number like 25, or options like S:5 M:10 L:8.
owner-stock-change-unreadable = Stock: I cannot read “{ $text }”. Write 12 to set it, or +10 and -2 to change it. With an option: L +10.
owner-stock-below-nothing = Stock of { $name }: there are only { $count }, so I cannot take away more. Write =0 if nothing is left.
owner-options-uneven = Options: “{ $label }” does not fit “{ $example }”. Write every variant with the same options, like Black/S:5 Black/M:3.
owner-too-many-parts = That is { $parts } parts, { $limit } fit: name | price | stock | category | weight. Example: Kaos Polos | 85000 | S:5 M:10 | Kaos | 250
owner-which-variant = Which one? There are: { $choices }. Write it before the number: { $example }
owner-changed-since = It was changed again since then, so nothing was undone.
owner-form-over = This question is answered already.
owner-bank-line-unreadable = Bank account: I need three parts in one line. Example: BCA | 1234567890 | Melati Putri
owner-npwp-wrong = “{ $text }” is no NPWP. It has 15 or 16 digits, like 01.234.567.8-901.000, or - for none.
owner-zone-line-unreadable = Shipping zone: I cannot read “{ $text }”. Example: Jawa Barat | jne reg | 12000 | 2-3
owner-courier-unknown = Courier: I do not know “{ $text }”. Known are { $choices }.
owner-area-not-found = Area: I do not know “{ $text }”. Write a province or a city, like Jawa Barat or Kota Bandung, or * for everywhere.
owner-area-unclear = Area: “{ $text }” could be { $choices }. Please write the full name.
owner-answer-too-long = The answer is too long: { $length } characters, { $limit } fit. Please make it shorter.
owner-order-kind-unknown = I do not know the list “{ $text }”. There are: unpaid, review, to-ship, shipped, done.
owner-waybill-missing = The waybill number is missing for { $courier }. Example: /ship { $order } { $code } JP1234567890
owner-no-account-for-statement = There is no account of yours yet. Add one under /settings, then send the statement again.

statement-reason-several-orders = fits more than one order
statement-reason-already-paid = money for the order has come already
statement-reason-twice = the same amount came twice
statement-reason-late = the order had ended
statement-reason-canceled = the order was canceled
statement-reason-older-than-order = older than the order
statement-reason-other-order-named = names another order
statement-reason-partial = less than the order it names
statement-reason-over = more than the order it names
statement-reason-without-code = without the unique code
statement-reason-other-account = awaited on another account
statement-reason-slip = a digit is different
statement-reason-near = almost the amount
statement-reason-nothing-fits = fits no order

## Promotions

owner-section-promos = Promotions
owner-button-promos = 🎁 Promotions
owner-button-promo-voucher = 🎟 Vouchers
owner-button-promo-sale = 🏷 Sales
owner-button-promo-bundle = 🧺 Bundles
owner-button-promo-buyget = 🎁 Buy and get
owner-button-promo-add = ➕ Add one
owner-button-promo-end-yes = Yes, end it
owner-button-free-shipping = 🚚 Free shipping
owner-button-tax = 🧾 PPN
owner-promos = 🎁 <b>Promotions</b> — what shall be cheaper?
owner-promo-voucher = 🎟 <b>Vouchers</b> ({ $count }) — codes your shoppers type at checkout
owner-promo-sale = 🏷 <b>Sales</b> ({ $count }) — products or shelves that cost less for a while
owner-promo-bundle = 🧺 <b>Bundles</b> ({ $count }) — bought together for one price
owner-promo-buyget = 🎁 <b>Buy and get</b> ({ $count }) — buy some, get more
owner-promo-line = • <b>{ $name }</b> — { $text }
owner-promo-line-unnamed = • { $text }
owner-voucher-uses = used { $uses }×
owner-voucher-uses-of = used { $uses } of { $limit }
owner-voucher-link = With this link it is taken off by itself: { $link }
owner-voucher-not-on = There is no voucher <b>{ $code }</b> that is on.
owner-promo-created = ✅ <b>It is set.</b>
owner-promo-ended = Ended ✓
owner-promo-end-sure = End <b>{ $promotion }</b>? Orders that have it keep it.
owner-usage-voucher = In one line: <code>/voucher HEMAT10 10% min 100rb max 20rb 100x 1/person until 31-12</code>
    Also <code>20rb</code> or <code>free shipping</code> instead of a percentage, <code>#12 #15</code> for products, <code>first order</code>, <code>category Kaos</code> at the end. <code>/voucher HEMAT10 off</code> ends it.
owner-usage-sale = In one line: <code>/sale Payday 10% #12 #15 until 31-12 21:00</code> — or <code>category Kaos</code> at the end; without goods everything is cheaper.
owner-usage-bundle = In one line: <code>/bundle Coffee set 75rb #12 #15</code>
owner-usage-buyget = In one line: <code>/buyget 2+1 #12</code> (buy 2, get 1) — or <code>/buyget 1+1 50% #12 &gt; #15</code>: with each 12 a 15 at half the price.
owner-ask-promo-code = 🎟 <b>Which code shall shoppers type?</b> For example <code>HEMAT10</code>
owner-ask-promo-cut = 💸 <b>How much is taken off?</b> <code>10%</code>, or <code>20rb</code>; for a voucher also <code>free shipping</code>
owner-ask-promo-terms = 📋 <b>Any conditions?</b> In one message, for example
    <code>min 100rb max 20rb 100x 1/person until 31-12</code>
    Also <code>#12</code> for a product, <code>first order</code>, <code>category Kaos</code>. Or skip.
owner-ask-promo-goods = 🏷 <b>Which goods?</b> Product numbers like <code>#12 #15</code>, or <code>category Kaos</code>. Skip for everything.
owner-ask-promo-products = 🧺 <b>Which products belong together?</b> Their numbers, like <code>#12 #15</code>; the same one twice means two pieces.
owner-ask-promo-price = 💰 <b>What do they cost together?</b> For example <code>75rb</code>
owner-ask-promo-counts = 🎁 <b>Buy how many, get how many?</b> <code>2+1</code> is buy two, get one.
owner-ask-promo-until = ⏰ <b>Until when?</b> For example <code>until 31-12</code> or <code>until 21:00</code>; also <code>from 1-12 until 5-12</code>. Skip for no end.
owner-ask-promo-name = ✏️ <b>What shall shoppers read?</b> For example <i>Payday sale</i>
owner-settings-free-shipping = 🚚 Free shipping from <b>{ $amount }</b>
owner-settings-tax-included = 🧾 Prices include PPN
owner-settings-tax-added = 🧾 PPN is added to prices
owner-set-free-shipping = 🚚 From which amount on is shipping free? For example <code>200rb</code>, or <code>-</code> for never.
owner-set-tax = 🧾 <b>PPN</b> — for shops registered for it: effectively 11% (12% of 11/12 of the price) on goods and shipping, after discounts.
owner-tax-off = No PPN
owner-tax-included = My prices include it
owner-tax-added = Add it to my prices
owner-term-unreadable = I do not understand “{ $text }”. Example: /voucher HEMAT10 10% min 100rb 100x until 31-12
owner-date-unreadable = Date: I cannot read “{ $text }”. Write it like 31-12, 2026-12-31, tomorrow or 21:00.
owner-category-unknown = Category: I do not know “{ $text }”. There are: { $choices }
owner-category-unclear = Category: “{ $text }” could be { $choices }. Please write the whole path.
owner-bundle-price = What does the bundle cost? Write one price. Example: /bundle 75rb #12 #15
owner-counts-missing = Buy how many, get how many? Write it like 2+1. Example: /buyget 2+1 #12
owner-cannot-cancel = Order #{ $order } is paid already ({ $state }), so it cannot simply be canceled. Give the money back with /refund { $order }; when all its goods are refunded, the order is canceled.
