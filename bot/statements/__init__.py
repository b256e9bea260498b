"""Bank statements on their way into the shop: given, kept while their owner is asked, read outside any transaction."""
