"""Where Telegram is spoken: renderer, middlewares, photo cache."""
