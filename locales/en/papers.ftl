### Words on invoices, receipts and credit notes. Plain text, no markup.

paper-invoice = INVOICE
paper-receipt = RECEIPT
paper-credit-note = CREDIT NOTE
paper-number = No.
paper-date = Date
paper-buyer = To
paper-npwp = NPWP
paper-item = Item
paper-quantity = Qty
paper-price = Unit price
paper-amount = Amount
paper-line-discount = Discount { $amount }
paper-subtotal = Subtotal
paper-tax = PPN (VAT) { $rate }
paper-tax-included = of which PPN (VAT) { $rate }
paper-total = Total
paper-paid = Paid
paper-refunded = Refunded
paper-due = Amount due
paper-instructions = How to pay
paper-notes = Notes
paper-page = Page { $page } of { $pages }
paper-shipping = Shipping { $service }
paper-unique-code = Unique code
paper-pay-bank = Transfer exactly { $amount } to { $bank } { $number } in the name of { $holder }.
paper-pay-chat = Pay { $amount } in the chat: My orders, then How to pay.
paper-pay-until = Please pay before { $until }.
paper-thanks = Thank you!

## Beside the paper, in the chat

paper-sent-invoice = 🧾 Invoice for order <b>#{ $order }</b>
paper-sent-receipt = 🧾 Receipt for order <b>#{ $order }</b>
paper-none = Order #{ $order } ended without a payment: there is nothing to pay and no receipt.
