"""What administrators and members of groups and channels may do, in the Bot API's names."""

from __future__ import annotations

from sandbox.model import ADMIN, OWNER, Place
from sandbox.wire import Json

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
CHANNEL_RIGHTS = (
    *(right for right in ADMIN_RIGHTS if right not in {"can_pin_messages", "can_manage_topics"}),
    "can_post_messages",
    "can_edit_messages",
    "can_manage_direct_messages",
)
GUEST_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
"""What an ordinary member may do, and a restricted one perhaps not."""


def all_rights(place: Place) -> Json:
    """Every right an administrator can have there."""
    return dict.fromkeys(CHANNEL_RIGHTS if place.is_channel else ADMIN_RIGHTS, True)


def held_rights(place: Place, user_id: int) -> list[str]:
    """The administrator's rights someone has there: all for the owner, none for an ordinary member."""
    member = place.members.get(user_id)
    if member is None or member.status not in {OWNER, ADMIN}:
        return []
    return [right for right in all_rights(place) if place.may(user_id, right)]
