"""Bank statements: what an owner downloads or forwards becomes lines, and lines find the orders they pay.

``reading.read`` takes a file, ``notifications.read_notification`` a message; ``matching.match`` compares their lines
with the payments the shop awaits. Nothing here touches the database: whatever is found is still to be settled.
"""
