"""What every room stands on: settings, database, money, clock, errors, inbox, outbox, audit, log."""
