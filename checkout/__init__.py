"""How it is bought: cart, quote, promotions, orders, payments, refunds, papers, shipping."""
