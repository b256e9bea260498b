### Money and goods that go back; store credit. HTML markup is allowed in messages, not in buttons.

## What shoppers see

button-use-credit = 🎟 Use store credit · { $amount }
button-return = ↩️ Send something back
button-return-next = Next ›
credit-balance = 🎟 Store credit: <b>{ $amount }</b> — it pays your next order.
credit-used = Store credit used ✓
order-line-refunded = {" "}<i>({ $count } refunded)</i>
order-given-back = ↩️ Refunded: <b>{ $amount }</b>
order-going-back = ⏳ Refund on its way: <b>{ $amount }</b>
timeline-refunded = money refunded
problem-what = 💬 What is wrong with order <b>#{ $order }</b>?
return-choose = ↩️ What do you want to send back of order <b>#{ $order }</b>? Tap it; tap again for fewer.
return-ask-reason = ↩️ What is wrong with it? Type it in one message.
return-asked = ✅ The shop knows that you want to send something back of order <b>#{ $order }</b>. You hear from us here.
field-reason = reason

## The owner: giving money back

owner-section-refunds = Refunds
refund-title = ↩️ <b>Refund · order #{ $order }</b> — { $state }
refund-so-far =
    Received: { $received } · refunded so far: { $refunded }
    Can be refunded: <b>{ $left }</b>
refund-nothing-left = Nothing is left to refund.
refund-button-all = Everything · { $amount }
refund-button-surplus = Paid too much · { $amount }
refund-button-shipping = Shipping · { $amount }
refund-button-lines = Some lines
refund-button-amount = Another amount
refund-button-next = Next · { $amount } ›
refund-button-restock = 📦 Back on the shelf
refund-button-lost = 🗑 Damaged or lost
refund-button-gateway = ⚡ Through { $gateway }
refund-button-manual = 🏦 I transfer it myself
refund-button-credit = 🎟 Store credit
refund-button-sure = ✅ Refund { $amount }
refund-button-sent = ✅ I have transferred it
refund-button-off = ✖️ Do not refund
refund-button-off-yes = Yes, do not refund
refund-button-open = ↩️ Refund
refund-button-open-form = ↩️ Refund
refund-button-exactly = ↩️ Give back { $amount }
refund-button-task = 🏦 Transfer { $amount }
refund-choose-lines = Which lines? Tap one to take all of it; tap again for fewer.
refund-ask-amount = How much? Up to <b>{ $left }</b>. Type it, with a reason if you like: <code>50000 broken</code>
refund-ask-goods = Did the goods come back, and can they be sold again?
refund-ask-goods-unsent = These have not been sent. Can they be sold again?
refund-ask-way = <b>{ $amount }</b> — how shall it go back?
refund-sure = Refund <b>{ $amount }</b>?
refund-how-gateway = ⚡ Through { $gateway }, the way it came.
refund-how-manual = 🏦 You transfer it yourself.
refund-how-credit = 🎟 As store credit, at once.
refund-before-after = Refunded: { $before } → <b>{ $refunded }</b> · left: { $left }
refund-restocked = 📦 For sale again.
refund-lost = 🗑 Not for sale any more.
refund-ends-order = ✖️ Nothing is left to send: the order is canceled.
refund-reason = 📝 { $reason }
refund-ask-reason = Type a reason if you like; the shopper reads it.
refund-way-gateway = by the way it was paid
refund-way-manual = by transfer
refund-way-credit = as store credit
refund-task-to-send = 🏦 <b>Order #{ $order }</b>: please transfer <b>{ $amount }</b> to { $name }, then tap below. { $name } is told when it is done.
refund-task-pending = ⏳ <b>Order #{ $order }</b>: { $amount } goes back to { $name } { $way }. You hear when it is done.
refund-task-settled = ✅ <b>Order #{ $order }</b>: { $amount } went back to { $name } { $way }. { $name } knows.
refund-task-failed = ✖️ <b>Order #{ $order }</b>: { $amount } did not go back to { $name }.
refund-problem = ⚠️ { $problem }
refund-off-sure = Do not refund { $amount } for order <b>#{ $order }</b>? The shopper is told.
refund-sent-toast = Done ✓
refund-over-toast = This refund is decided already
refund-off-toast = Not refunded
refund-usage = In one go: <code>/refund 1024</code> asks step by step, <code>/refund 1024 50000 broken</code> refunds that sum.
owed-title = 💸 <b>Money to give back</b> ({ $count }) — tap one to give back exactly that.
owed-none = 💸 No money waits to be given back.
owed-to-send = to transfer
owed-ended = order ended
owed-over = paid too much
owner-button-owed = 💸 To give back ({ $count })
owner-button-returns = 📦 Returns ({ $count })
owner-desk-owed = 💸 Money to give back: <b>{ $count }</b>
owner-desk-returns = ↩️ Returns: <b>{ $count }</b>

## The owner: goods that come back

returns-title = 📦 <b>Returns</b> ({ $count })
returns-none = 📦 Nothing is on its way back.
return-state-requested = asked for
return-state-received = received
return-state-accepted = accepted
return-state-rejected = rejected
return-title = 📦 <b>Return · order #{ $order }</b> by { $name } — { $state }
return-reason = 📝 { $reason }
return-next-receive = Agree with the shopper how it comes back, and tap when it is here.
return-next-decide = Is it as it should be? Accepting leads to the refund of exactly this.
return-button-receive = 📬 It is here
return-button-accept = ✅ Accept, for sale again
return-button-damaged = ✅ Accept, not for sale
return-button-reject = ✖️ Reject
return-button-open = 📦 Return
return-ask-why = ✖️ Why do you not take the goods of order <b>#{ $order }</b> back? Type it in one message; the shopper reads it.
return-received-toast = The shopper knows

## News

notice-refund-begun = ↩️ We refund <b>{ $amount }</b> of order <b>#{ $order }</b> { $way }.{ $ended ->
    [yes] {" "}The order is canceled.
   *[other] { "" }
} You hear from us here when it is done.
notice-refund-settled-shopper = ✅ <b>{ $amount }</b> of order <b>#{ $order }</b> has been refunded { $way }.
notice-refund-called-off = ✖️ The refund of { $amount } for order <b>#{ $order }</b> is not made after all. Questions? Just ask.
notice-refund-settled = ✅ { $amount } of order <b>#{ $order }</b> went back to { $name } { $way }.
notice-refund-undone = ✖️ The refund of { $amount } for order <b>#{ $order }</b> was not made ({ $problem }). The money is still with you.
notice-refund-to-send = 🏦 Please transfer <b>{ $amount }</b> to { $name } for order <b>#{ $order }</b>, then tap below.
notice-refund-failed = ⚠️ <b>{ $amount }</b> of order <b>#{ $order }</b> could not go back by itself ({ $problem }). Please transfer it to { $name } yourself, then tap below.
notice-refund-slow = ⏳ The gateway has not answered yet about the refund of { $amount } for order <b>#{ $order }</b>. It is asked again until it does.
notice-return-requested = 📦 <b>{ $name }</b> wants to send back of order <b>#{ $order }</b>:
notice-return-received = 📬 What you sent back of order <b>#{ $order }</b> has arrived. We look at it now.
notice-return-accepted = ✅ We take back of order <b>#{ $order }</b>:
notice-return-rejected = ✖️ We cannot take this back of order <b>#{ $order }</b>: { $why }
notice-paid-with-credit = 🎟 { $name } paid order <b>#{ $order }</b> with store credit.

## What went wrong

error-refund-gone = This refund does not exist any more.
error-refund-too-high = Only { $limit } of order #{ $order_id } can still be refunded, not { $amount }. Nothing was changed.
error-refund-nothing = There is nothing to refund here for order #{ $order_id }.
error-refund-quantity = { $name }: { $left } can still be refunded, not { $quantity }. Nothing was changed; please look again.
error-refund-before-payment = Order #{ $order_id } still waits for its payment. End it with /cancel_order { $order_id }, then give back what came.
error-return-gone = This return does not exist any more.
error-return-over = This return of order #{ $order_id } is decided already.
error-return-too-early = Order #{ $order_id } has not been sent yet ({ $state }). Please talk to a human.
error-return-quantity = Order #{ $order_id }: please choose what you want to send back. What is on its way back or refunded cannot be chosen again.
error-credit-too-low = There is { $limit } store credit, { $amount } would be needed. Nothing was changed.
