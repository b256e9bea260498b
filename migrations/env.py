"""Alembic's environment: it runs on the connection that ``foundation.migrate`` gives it."""

from alembic import context

import foundation.audit
import foundation.inbox
import foundation.outbox
import foundation.sending
import foundation.shop  # noqa: F401 - every table must be known to compare against
from foundation.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
