"""What is sold: products, variants, categories, stock, search, photos."""
