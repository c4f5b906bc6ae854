"""The link that adds the application to a server, asking for exactly what is used."""

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,  # a reply from before a crash is found in the history
)


def invite_link(application_id: int) -> str:
    """The address an owner opens to add the application to a server."""
    return discord.utils.oauth_url(
        application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )
