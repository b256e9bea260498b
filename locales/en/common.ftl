### Buttons and words that many screens share. HTML markup is allowed in messages, not in buttons.

button-shop = 🛍 Shop
button-search = 🔎 Search
button-cart = 🛒 Cart
button-cart-count = 🛒 Cart{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
button-orders = 📦 My orders
button-help = ❔ Help
button-home = 🏠 Home
button-back = ‹ Back
button-back-cart = ‹ Back to cart
button-language = Language
button-owner = 🔑 Manage the shop
button-manage = ✏️ Manage product
button-add = 🛒 Add to cart
button-buy = ⚡ Buy now
button-share = 🔗 Copy link
button-ask = 💬 Ask
button-human = 💬 Talk to a human
button-description = 📖 Full description
button-checkout = ✅ Checkout
button-place = ✅ Place order · { $total }
button-pay = 💳 How to pay
button-order = 📦 Order
button-track = 🚚 Track
button-received = 🎉 Received
button-again = 🔁 Buy again
button-problem = 💬 Problem with this order
button-cancel-order = ✖️ Cancel order
button-cancel-yes = Yes, cancel the order
button-leave = ✖️ Leave this question
button-confirm = ✅ Confirm payment
button-reject = ✖️ Reject
button-ship = 🚚 Ship
button-reply = ↩️ Reply
button-copy-number = 📋 Copy account number
button-copy-amount = 📋 Copy amount
button-copy-waybill = 📋 Copy waybill
button-courier-page = 🌐 Courier's page
button-edit-address = 📍 Address
button-edit-shipping = 🚚 Courier
button-edit-payment = 💳 Payment
button-edit-note = 📝 Note
button-edit-recipient = 👤 Recipient
button-edit-phone = 📱 Phone
button-edit-street = 🏠 Street
button-edit-district = 🗺 District
key-share-phone = 📱 Share my phone number

section-shop = Shop
section-search = Search
section-cart = Cart
section-checkout = Checkout
section-payment = Payment
section-orders = My orders
section-help = Help

plain = { $text }
price-from = from { $price }
stock-none = sold out
stock-few = { $count } left
days = { $days } days
method-qris = QRIS
method-bank = Bank transfer

state-pending-payment = waiting for payment
state-review = payment being checked
state-processing = being packed
state-partially-fulfilled = partly shipped
state-fulfilled = on its way
state-completed = received
state-canceled = canceled
state-expired = expired
state-created = waiting for payment
state-pending-review = being checked
state-settled = paid
state-declined = rejected
state-voided = ended

field-recipient = recipient
field-phone = phone number
field-street = street
field-district = district
field-shipping = courier
field-payment = payment
field-note = note
field-name = name
field-bank = bank
field-number = number
field-holder = holder
field-courier = courier
field-service = service

command-shop = Browse the shop
command-search = Search for a product
command-cart = Your cart
command-orders = Orders
command-help = Help
command-language = Language · Bahasa
command-owner = Your desk
command-add = Add a product
command-products = Your products
command-ship = Ship an order
command-settings = Shop settings
command-audit = Check stock and money
