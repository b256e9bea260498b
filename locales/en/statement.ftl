### What owners read about bank statements. HTML markup is allowed in messages, not in buttons.

statement-section = Bank statement
statement-button-waiting = 🔎 { $account } ({ $count } open)
statement-button-right = ✅ Yes
statement-button-wrong = No, let me say
statement-button-only-in = Only money that came in
statement-button-beside = In and out; another column says which
statement-button-within = In and out; CR/DB or + − beside the amount
statement-button-unmarked = Amounts without a mark came in
statement-button-confirm = ✅ Confirm all ({ $count })
statement-button-aside = ➖ Set aside what fits nothing ({ $count })
statement-button-all = 🔎 Look at all of them
statement-button-more = 🔎 Other lines
statement-button-pays = ✅ It pays #{ $order }
statement-button-not-ours = ✖️ Not ours

statement-ask =
    🏦 <b>Bank statement</b>
    Send the CSV file from your internet banking, or paste (or forward) your bank's message about money that came in. I look for the orders it pays; nothing is confirmed before you tap.
statement-again = Send another file or message, or leave.
statement-ask-account = 🏦 { $count ->
    [one] One transfer came in.
   *[other] { $count } transfers came in.
} On which account?
statement-foreign-account = ⚠️ This statement names account <b>{ $number }</b>, which is none of the shop's as I know them.
statement-unknown-table = 🏦 I do not know this table yet. Tell me once what its columns mean:
statement-again-unclear = 🏦 That is not clear to me yet. These are the columns:
statement-column = { $number }. <b>{ $name }</b> <code>{ $example }</code>
statement-ask-header = Is this right? Date: <b>{ $date }</b> · amount: <b>{ $amount }</b> · description: <b>{ $description }</b>
statement-ask-date = 📅 Which column holds the <b>date</b>?
statement-ask-amount = 💰 Which column holds the <b>money that came in</b>?
statement-ask-sides = ↕️ What stands in the column <b>{ $amount }</b>?
statement-ask-direction = ↕️ Which column says whether money came in or went out?

statement-title = 🏦 <b>{ $account }</b>
statement-counts = New: <b>{ $new }</b> · known before: { $known } · went out: { $out }{ $explained ->
    [0] { "" }
   *[other] {" "}· confirmed by you before: { $explained }
}
statement-certain = ✅ <b>Certain</b> ({ $count }): amount, account and day fit one order
statement-doubtful = 🔎 <b>Please look</b> ({ $count }): tap a line
statement-fits-nothing = ➖ <b>Fits no order</b> ({ $count })
statement-line-certain = • <b>#{ $order }</b> · { $amount } · { $day } · { $who }
statement-line = • <b>{ $amount }</b> · { $day } · { $who }
statement-nothing-open = Nothing is left to decide. 🎉
statement-unreadable = ⚠️ <b>Rows I could not read</b> ({ $count }):
statement-one-line =
    🏦 <b>{ $amount }</b> · { $day } · { $who }
    <i>{ $words }</i>
statement-why = 🔎 { $reason }
statement-would-exact = • <b>#{ $order }</b> asks for exactly this
statement-would-less = • <b>#{ $order }</b> asks for { $asked }: { $off } would be missing
statement-would-more = • <b>#{ $order }</b> asks for { $asked }: { $off } too much
statement-state-open = waiting for payment
statement-state-paid = money has come already
statement-state-expired = expired
statement-state-canceled = canceled
statement-which-order = Which order is it for? Tap it, or type another order's number.
statement-confirmed = ✅ <b>{ $count ->
    [one] One order is paid
   *[other] { $count } orders are paid
}:</b> { $orders }. { $count ->
    [one] Its shopper knows.
   *[other] Their shoppers know.
}
statement-left-out = ⚠️ { $count ->
    [one] One line was left out: something changed since it was shown.
   *[other] { $count } lines were left out: something changed since they were shown.
}
statement-settled = ✅ <b>{ $amount }</b> belongs to order <b>#{ $order }</b> — { $state }
statement-settled-ended = ⚠️ The order had ended and cannot go on. Please agree with the shopper on a refund.
statement-set-aside = { $count ->
    [0] Nothing was left to set aside
    [one] Set aside ✓
   *[other] { $count } set aside ✓
}
