"""How a bot gets its updates: asking for them, or naming a webhook."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urlsplit

from sandbox.errors import ApiError, bad_request
from sandbox.query import Methods, Query, Reply
from sandbox.webhooks import Webhook
from sandbox.wire import Json

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_OTHER_POLL = "other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


def _allow(query: Query) -> None:
    """Remember `allowed_updates`; what cannot be read changes nothing."""
    with suppress(ValueError):
        query.bot.updates.allow(query.params.parsed("allowed_updates"))


async def get_updates(query: Query) -> list[Json]:
    """Updates from `offset` on; waits up to `timeout` seconds (50 at most) for the first."""
    params, updates = query.params, query.bot.updates
    if query.bot.webhook is not None:
        raise ApiError(409, _WEBHOOK_ACTIVE)
    _allow(query)
    limit = params.integer("limit", 100, low=1, high=100)
    timeout = params.integer("timeout", low=0, high=50)
    updates.interrupt(_OTHER_POLL)
    if updates.confirm(params.integer("offset")):
        query.world.touch()
    ready = updates.first(limit)
    if not ready and timeout:
        await updates.wait(timeout)
        ready = updates.first(limit)
    return ready


def set_webhook(query: Query) -> Reply:
    """Deliver updates to an address from now on."""
    params, bot = query.params, query.bot
    url, secret = params.text("url").strip(), params.text("secret_token")
    if not url:
        return delete_webhook(query)
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _check_url(url)
    bot.updates.interrupt("setWebhook request")
    _allow(query)
    if params.flag("drop_pending_updates"):
        bot.updates.clear()
    connections = params.integer("max_connections", 40, low=1, high=100)
    if bot.webhook is not None:
        bot.webhook.stop()
    bot.webhook = Webhook(query.world, bot, url, secret, connections)
    return Reply(True, "Webhook was set")


def _check_url(url: str) -> None:
    """Plain HTTP is fine, as with Telegram's own local server."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and parts.hostname and (parts.port is None or parts.port)
    except ValueError:
        valid = False
    if not valid:
        raise bad_request("bad webhook: invalid URL specified")


def delete_webhook(query: Query) -> Reply:
    """Keep updates for getUpdates again."""
    bot = query.bot
    if query.params.flag("drop_pending_updates"):
        bot.updates.clear()
    if bot.webhook is None:
        return Reply(True, "Webhook is already deleted")
    bot.webhook.stop()
    bot.webhook = None
    return Reply(True, "Webhook was deleted")


def get_webhook_info(query: Query) -> Json:
    """Where updates go and how that is going."""
    bot = query.bot
    info: Json = {
        "url": bot.webhook.url if bot.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.updates),
    }
    if bot.webhook is not None:
        info |= bot.webhook.info()
    if (allowed := bot.updates.allowed_names()) is not None:
        info["allowed_updates"] = allowed
    return info


METHODS: Methods = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
