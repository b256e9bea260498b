"""A Telegram on your own machine: the Bot API, the people who use it, and a page to watch them."""
