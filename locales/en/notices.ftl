### News: messages nobody asked for.

## To shoppers

notice-payment-confirmed = ✅ Your payment for order <b>#{ $order }</b> ({ $paid }) is confirmed. We are packing it now!
notice-payment-rejected = ⚠️ We could not find the payment for order <b>#{ $order }</b>. Please check the amount and send a clear photo of the payment before { $until }, or ask us.
notice-order-shipped = 🚚 Order <b>#{ $order }</b> is on its way with { $courier }. Waybill <code>{ $waybill }</code>.
notice-order-delivered = 📬 Order <b>#{ $order }</b> has arrived. Is everything all right?
notice-order-expired = ⏰ Order <b>#{ $order }</b> was not paid in time and has ended. Paid already? Send the proof here, nothing is lost.
notice-order-canceled = ✖️ Order <b>#{ $order }</b> was canceled by { $shop }. Questions? Just ask.
notice-order-returned = ↩️ The parcel of order <b>#{ $order }</b> came back to { $shop }, so the order has ended. Nothing is to be paid. Questions? Just ask.
notice-late-payment-shopper = 💳 We found your payment for order <b>#{ $order }</b>, but it came after the order ended and something is sold out now. A human contacts you about your money.
notice-payment-failed = ⚠️ The payment for order <b>#{ $order }</b> did not work. Nothing is lost: please choose how you would like to pay.
notice-payment-slow = ⏳ The payment service takes longer than usual for order <b>#{ $order }</b>. We keep trying; you may also pay in another way.
notice-payment-partial-shopper = 💳 We received <b>{ $received }</b> for order <b>#{ $order }</b>. <b>{ $missing }</b> is still missing: please send the rest, your order waits for it.
notice-payment-over-shopper = 💳 For order <b>#{ $order }</b> more money came than it costs: <b>{ $over }</b> too much. We give it back; you hear from us here.
notice-answer =
    💬 { $text }

## To the owner

notice-order-placed = 🆕 <b>New order #{ $order }</b> from { $name }
notice-order-placed-cod = 🆕 <b>New order #{ $order }</b> from { $name }, paid at the door: it can be packed and sent now.
notice-order-canceled-by-shopper = ✖️ { $name } canceled order <b>#{ $order }</b>
notice-order-received = 🎉 { $name } received order <b>#{ $order }</b>
notice-late-payment = ⚠️ <b>Money for an order that ended:</b> #{ $order } by { $name }. It cannot be filled from stock: please refund it or agree on something else.
notice-gateway-trouble = ⚠️ <b>A payment needs a look:</b> #{ $order } by { $name }. The payment service says: { $problem }
notice-payment-partial = 💳 <b>Only a part has come</b> for #{ $order } by { $name }: { $received }. { $missing } is missing; the order waits for it.
notice-payment-over = ⚠️ <b>Too much money</b> for #{ $order } by { $name }: { $over } more than asked. Please give it back.
notice-proof-arrived =
    🔍 <b>Order #{ $order }</b> — { $name } says it is paid.
    Expected: <b>{ $amount }</b> · { $account }
proof-doubtful = <b>Careful:</b> this picture (or one like it) was sent before for another order.
notice-stock-low = 📉 <b>{ $name }</b>: { $available ->
    [0] sold out
   *[other] only { $available } left
}
notice-question =
    💬 <b>{ $name }</b>{ $about } asks:

    { $text }
notice-question-order = {" "}about order #{ $order }
