"""Logging: one line a record on standard error; a bot's token never reaches it."""

import logging
import re
import sys

_TOKEN = re.compile(r"\b(\d{1,20}):[A-Za-z0-9_-]{20,}")


class _HideSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = _TOKEN.sub(r"\1:***", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True


def set_up_log(level: str) -> None:
    """Send records of ``level`` and above to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_HideSecrets())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("aiogram.event").setLevel(max(logging.WARNING, logging.getLogger().level))
    logging.getLogger("alembic").setLevel(logging.WARNING)
