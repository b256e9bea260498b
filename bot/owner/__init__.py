"""Handlers for the owner: read the command or tap, ask a room, return a Screen."""

OWNER_COMMANDS = (
    "add", "products", "product", "price", "stock", "rename", "describe", "move", "cost", "weight", "photo",
    "hide", "show", "delete", "order", "confirm", "reject", "ship", "deliver", "cancel_order", "refund", "settings",
    "audit", "owner", "statement", "voucher", "sale", "bundle", "buyget",
)  # fmt: skip
"""Commands only the owner may use. ``/orders`` is everybody's: each sees their own side of it."""
