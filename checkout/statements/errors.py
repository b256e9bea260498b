"""What can be wrong with a bank statement; the words are in the locales under each ``key``."""

from foundation.errors import ShopError


class StatementError(ShopError):
    """A statement that cannot be used."""

    key = "error-statement"


class StatementEmpty(StatementError):
    """There is nothing in it."""

    key = "error-statement-empty"


class StatementTooLarge(StatementError):
    """More than is read at once. Facts: megabytes (the limit)."""

    key = "error-statement-too-large"


class StatementTooLong(StatementError):
    """More money came in than is taken at once. Facts: lines, limit."""

    key = "error-statement-too-long"


class StatementNotFetched(StatementError):
    """The file did not arrive whole; nothing was read."""

    key = "error-statement-not-fetched"


class StatementNotText(StatementError):
    """Another kind of file. Facts: kind (excel, pdf, picture, archive, page, other)."""

    key = "error-statement-not-text"


class StatementUnclosed(StatementError):
    """A quotation mark opens and never closes. Facts: line."""

    key = "error-statement-unclosed"


class StatementNoTable(StatementError):
    """There is text in it, but no table. Facts: lines."""

    key = "error-statement-no-table"


class StatementForeign(StatementError):
    """Money of another currency. Facts: line, code."""

    key = "error-statement-foreign"


class StatementRowWrong(StatementError):
    """A row that cannot be read. Facts: line, column (its name, may be empty), text, problem.

    ``problem`` is one of date, amount, direction, both-sides, too-many-cells, column.
    """

    key = "error-statement-row"


class NoticeUnreadable(StatementError):
    """A message that says nothing of money that moved. Facts: problem (amount, direction, several-amounts), text."""

    key = "error-notice-unreadable"
