"""What makes an order cheaper: sales, bundles, buy-X-get-Y, free shipping and vouchers. The rules: docs/promotions.md."""
