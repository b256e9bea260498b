"""The chat: what people type and tap, what they see."""

import bot.lean  # noqa: F401 - before anything imports aiogram
