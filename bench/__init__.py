"""How fast the shop is, as ratios against bare ceilings measured in the same run: ``make bench``."""
