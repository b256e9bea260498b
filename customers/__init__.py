"""Who buys: people, their addresses, and Indonesian places."""
