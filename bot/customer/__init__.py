"""Handlers for shoppers: read the tap, ask a room, return a Screen."""
