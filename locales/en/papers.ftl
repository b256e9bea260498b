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
