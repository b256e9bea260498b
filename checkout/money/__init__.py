"""The shop's money: what came, what went back, what is owed to whom. Ledgers that are only ever added to."""
