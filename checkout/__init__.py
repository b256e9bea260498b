"""How it is bought: cart, quote, orders, payments, shipping."""
