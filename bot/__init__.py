"""The chat: what people type and tap, what they see."""
