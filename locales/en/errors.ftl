### What went wrong and what to do next. Shown as a dialog (200 characters) or as a message.

error-unknown = That did not work, and nothing was changed. Please try again or talk to a human.
error-ours = Something broke on our side. Nothing was lost: please try again in a moment.
error-old-button = This button belongs to an older message and no longer works. Everything is still here:
error-not-allowed = Only the people who run the shop can do this.
error-gone = This does not exist any more. Look at what is here:
error-claim-spent = This owner link was used before or has expired. Restart the shop to get a new one.
error-amount = “{ $text }” is not an amount I can read. Write it like 85000 or 85.000.
slow-down = One at a time, please 🙂

error-product-gone = This product is not in the shop any more. Look at the others:
error-variant-gone = This variant is not in the shop any more.
error-category-gone = This shelf does not exist any more. Here is the shop:
out-of-stock = { $name }: { $available ->
    [0] sold out just now.
    [one] only one left.
   *[other] only { $available } left.
} You wanted { $wanted }. Nothing was changed.
error-stock-too-low = { $name }: { $allocated } are promised to orders, so the stock cannot go down to { $wanted }.
error-allocation-missing = { $name }: the stock does not match the order. Please run /audit.
error-number-out-of-range = { $number } is not possible here. Choose a number from { $lowest } to { $highest }.
error-variant-unclear = Which one do you mean by “{ $wanted }”? There are: { $choices }
error-variant-mismatch = “{ $label }” does not fit the options. Each variant needs one value of each option.
error-variant-twice = “{ $label }” is there twice. Please write each variant once.
error-too-many-variants = That is too many variants; a product can have { $limit }.
error-too-many-options = That is too many options; a product can have { $limit }.
error-name-missing = The name is missing. Example: Kaos Polos
error-name-too-long = The name is too long ({ $length }); { $limit } characters fit.
error-description-too-long = The description is too long ({ $length }); { $limit } characters fit.
error-price-missing = The price is missing. Example: 85000
error-sku-taken = Another product already has the SKU { $sku }.
error-photo-refused = { $reason ->
    [too-big] This picture is too large. Please send a smaller one (up to 10 MB).
    [too-many] This product already has { $limit } photos. Remove one first.
    [missing] This picture is not here any more. Please send it again.
   *[other] I cannot read this as a picture. Please send a photo (JPG or PNG).
}

error-quantity = { $quantity } is not possible here. Choose a number from 1 to { $largest }.
error-not-on-sale = { $name } is not for sale at the moment.
error-cart-full = Your cart is full ({ $limit } different things). Please check out first or remove something.
error-cart-empty = Your cart is empty. Put something in first.
error-field-empty = Something is missing: { $field }. Please type it in one message.
error-field-too-long = Too long for { $field }: { $length } characters, { $limit } fit. Please make it shorter.
error-district-unknown = I do not know this district. Please choose one from the list.
error-no-courier-there = No courier of ours goes to { $place } yet. Please choose another district or ask us.
error-shipping-gone = This courier is not offered to { $place } any more. Please choose another one.
error-account-gone = This way to pay is not offered any more. Please choose another one.
error-qris-order-too-large = One QRIS payment can carry up to { $limit }. Please choose bank transfer.
error-cod = Cash on delivery is not possible: { $reason ->
    [digital] nothing of this order comes to your door.
    [area] the courier does not take cash at this address.
    [ceiling] it goes up to { $limit }.
    [blocked] an earlier parcel came back to us unpaid.
   *[other] this order has to be paid before it is sent.
} Please choose another way to pay.
error-stars-rate = “{ $text }” is no number of Stars. Write it like 5 or 4.8.
error-bill-over = This bill is no longer valid: order #{ $order_id } has ended or is paid in another way. Nothing was charged.
error-bill-paid = Order #{ $order_id } is paid already. Nothing was charged.
error-bill-under-way = A payment for order #{ $order_id } is being made right now. If it did not work, try again in two minutes. Nothing was charged this time.
error-bill-wrong = This bill does not fit order #{ $order_id } any more. Please open a new one. Nothing was charged.
error-not-at-the-door = Order #{ $order_id } is not waiting to be paid at the door ({ $state }), so it cannot come back this way.
error-area-unknown = I do not know this area. Write a province or a city, for example Jawa Barat or Kota Bandung.
error-service-unreadable = “{ $text }” is too long for { $field }. Write it short, for example jne reg.
error-shipping-rate = { $rate } is not possible as a shipping price. Write it like 12000.
error-zone-gone = This zone does not exist any more.
error-account-number = “{ $number }” is no account number. Write the digits only, for example 1234567890.
error-checkout-stale = This order button has been used or is too old. Open your cart to check out again.
error-quote-changed = Something changed since you looked. Nothing was ordered; please check again.
error-details-missing = One thing is missing: { $first }. Open the checkout again, it will ask you.
error-order-too-large = One order can be up to { $limit }. Please split it.
error-nothing-to-pay = There is nothing to pay for this order. Please talk to a human.
error-amounts-exhausted = Too many orders of this amount are waiting right now. Please choose another way to pay, or try again in a while.
error-order-gone = There is no such order of yours. Here are your ways:
error-payment-gone = This payment does not exist any more.
error-already-done = Done already: order #{ $order_id } — { $state }.
error-too-late-to-cancel = Order #{ $order_id } cannot be canceled any more ({ $state }). Please talk to a human.
error-proof-waiting = We are checking the payment of order #{ $order_id }. Please talk to a human to cancel it.
error-no-proof-waiting = There is no proof waiting for order #{ $order_id }.
error-newer-proof = A newer picture came for order #{ $order_id }. Please look at it first: /order { $order_id }
error-proof-refused-before = This very picture did not prove the payment of order #{ $order_id }. Please send another one, or ask us.
error-too-many-proofs = We have { $limit } pictures for order #{ $order_id } already. Please talk to a human.
error-not-paid-yet = Order #{ $order_id } is not paid yet ({ $state }). Confirm the payment first.
error-not-shipped-yet = Order #{ $order_id } is not on its way yet ({ $state }).
error-phone = I cannot read this as a phone number. Write it like 0812 3456 7890, or with the country code like +65 8123 4567.
error-waybill = “{ $typed }” does not look like a waybill number. It has { $shortest } to { $longest } letters and digits, for example JP1234567890.

error-qris-unreadable = I cannot find a QRIS code in this. Take a straight, bright photo of the whole sticker, or send the code as text.
error-qris-truncated = This QRIS code is cut off. Send the whole text, or a photo of the whole sticker.
error-qris-checksum = This QRIS code is damaged: its check digits do not fit. Please take a new photo of the sticker.
error-qris-foreign = This is not a rupiah QRIS code of Indonesia. Please send the QRIS sticker of your shop.
error-qris-not-static = This QRIS code already carries an amount. Please send the static code from your sticker, without an amount.
error-qris-too-large = One QRIS payment can carry up to { $limit }. Please choose bank transfer.
error-qris-too-small = This amount is too small for a QRIS payment.
error-payment-under-way = We have a payment for order #{ $order_id } already. Please talk to a human to pay in another way.
error-sum = { $amount } cannot have come. Please type the sum as <code>/confirm 1024 50000</code>.
error-currency = Order #{ $order_id } is in { $expected }, but this money is { $currency }. Please settle it by hand.
error-key-reused = This money was told before, but with another sum. Nothing was changed; please look into it.
error-proof-gone = This picture is not here any more.
error-bank-line-gone = This line of the bank statement is not here any more.
error-bank-line-done = These { $amount } were decided already. Nothing was changed.
error-address-gone = This address is not saved any more. Please choose another one.

error-gateway = Paying this way does not work right now, and nothing was charged. Please choose another way to pay.
error-gateway-unreachable = The payment service does not answer right now. Please try again in a moment, or choose another way to pay.
error-gateway-busy = The payment service has a lot to do right now. Please try again in a minute.
error-gateway-unreadable = The payment service answered something unexpected. Please choose another way to pay, or talk to a human.
error-gateway-refused = The payment service refused this payment. Please choose another way to pay.
error-gateway-keys = The payment service does not know this shop’s keys. Please choose another way to pay; the shop has to check its keys.
error-gateway-reference = This payment was begun before. Please look at your order, or choose how to pay once more.
error-gateway-charge-gone = The payment service does not know this payment (any more).
error-gateway-method = This way to pay is not offered here. Please choose another one.
error-gateway-amount-small = This way to pay begins at { $limit }. Please choose another one.
error-gateway-amount-large = One payment of this kind can carry up to { $limit }. Please choose another one.
error-gateway-phone = This wallet is found by its phone number. Please add your phone number first.
error-gateway-refund = { $reason ->
    [no-api] This payment service cannot give money back by itself.
    [method] Payments of this kind cannot be reversed.
    [funds] The balance at the payment service is too low for this refund.
    [amount] That is more than is left to give back.
    [state] This payment is not paid, or was given back already.
   *[other] The payment service refused to give the money back.
} Please send the money by transfer and write it down.
error-gateway-unknown = There is no payment service “{ $provider }”. There are: { $known }
error-gateway-credentials = { $provider }, { $part }: { $problem ->
    [missing] this is missing.
    [unknown] there is no such part.
    [mode] this key belongs to the other mode (test or live).
   *[unreadable] this does not look right. Copy it once more, whole and without spaces.
}
error-notification = This notification is not accepted.
error-notification-forged = This notification does not come from the payment service.
error-notification-unreadable = This notification cannot be read.
error-notification-foreign = This notification is about nothing of ours.
error-statement = I cannot use this bank statement. Please send the CSV file from your internet banking.
error-statement-empty = There is nothing in this statement. Please download it again.
error-statement-too-large = This is too much at once: { $megabytes } MB fit. Please choose a shorter period.
error-statement-too-long = { $lines } transfers at once are too many, { $limit } fit. Please choose a shorter period.
error-statement-not-fetched = The file did not arrive. Please send it once more.
error-statement-not-text = { $kind ->
    [excel] This is an Excel file. Please choose CSV in your internet banking, or save it as CSV.
    [pdf] This is a PDF. Please choose CSV in your internet banking.
    [picture] This is a picture. Please send the CSV file from your internet banking.
    [archive] This is an archive. Please unpack it and send the CSV file in it.
    [page] This is a web page. Please choose CSV in your internet banking.
   *[other] This is no text file. Please send the CSV file from your internet banking.
}
error-statement-unclosed = Line { $line }: a quotation mark opens here and never closes. Please download the file again.
error-statement-no-table = I find no table in this file ({ $lines } lines). Please send the CSV file from your internet banking.
error-statement-foreign = Line { $line }: this is { $code }, the shop takes rupiah.
error-statement-row = Line { $line }: { $problem ->
    [date] I cannot read “{ $text }” as a date.
    [amount] I cannot read “{ $text }” as an amount.
    [direction] “{ $text }”: nothing says whether this money came in or went out.
    [both-sides] Money stands on both sides ({ $text }).
    [too-many-cells] This row has more cells than the table has columns: { $text }
   *[column] There is no such column: { $text }
}
error-notice-unreadable = “{ $text }” — { $problem ->
    [several-amounts] I find several amounts and cannot tell which one is meant. Please send one message at a time.
    [direction] I cannot tell whether this money came in.
   *[amount] I find no amount in this. Please forward the bank's whole message.
}
error-paper-sum = The numbers of { $number } do not add up, so I did not make the paper. Please run /audit.

error-voucher-unknown = The code { $code } is not one of ours, or not any more. Check the spelling, or order without it.
error-voucher-not-yet = The voucher { $code } begins on { $starts_at }. Please come back then, or order without it.
error-voucher-over = The voucher { $code } has expired. You can order without it.
error-voucher-used-up = The voucher { $code } has been used up. You can order without it.
error-voucher-used-by-you = You have used the voucher { $code } already; it works { $limit ->
    [one] once
   *[other] { $limit } times
} for each person.
error-voucher-first-order = The voucher { $code } is for a first order only. You can order without it.
error-voucher-minimum = The voucher { $code } needs an order of { $minimum } or more; { $lacking } is missing.
error-voucher-not-for-these = The voucher { $code } is not for the things you have chosen.
error-voucher-nothing-left = The voucher { $code } would take nothing off this order. Keep it for another one.
error-voucher-code = “{ $text }” cannot be a code. Use 3 to 20 letters and digits, for example HEMAT10.
error-voucher-code-taken = There is a voucher { $code } already. Switch it off first, or choose another code.
error-promotion-cut = How much is taken off? Write a percentage or an amount, for example 10% or 20rb.
error-promotion-percent = { $percent }% is not possible. Write a percentage from 1% to 100%.
error-promotion-count = { $count } is not possible here. Choose a number from 1 to { $largest }.
error-promotion-window = It would end before it begins. Write a later end, for example until 31-12.
error-bundle-size = A bundle has 2 to { $most } products; I read { $count }. Example: #12 #15
error-promotion-product = There is no product number { $product_id }. Look it up with /products.
error-promotion-gone = This promotion has ended already.
