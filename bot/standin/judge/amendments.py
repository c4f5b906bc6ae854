"""Changes to Discord's specification before it judges, each with its reason.

Pure functions from schema to schema; the files themselves are never altered.
"""

from typing import Any

from bot.standin.wire import Json

Schema = dict[str, Any]

_BIT_FIELDS = (
    *("ActivityFlags", "ApplicationFlags", "AttachmentFlags", "ChannelFlags", "EmbedFlags"),
    *("EmbedMediaFlags", "GuildMemberFlags", "GuildSystemChannelFlags", "MessageFlags"),
    *("RoleFlags", "ThreadMemberFlags", "UnfurledMediaItemFlags", "UserFlags"),
)


def closed(node: Json, *, part_of_whole: bool = False) -> Json:
    """Return the schema with every object closed and every union open to overlap.

    Closing (``additionalProperties: false``) catches misspelt fields; the members of an ``allOf``
    stay open, since each sees the fields of the others. ``oneOf`` becomes ``anyOf``: an empty list
    of choices is a list of strings and of numbers at once, which Discord accepts.
    """
    if isinstance(node, list):
        return [closed(item, part_of_whole=part_of_whole) for item in node]
    if not isinstance(node, dict):
        return node
    amended = {
        ("anyOf" if key == "oneOf" else key): closed(value, part_of_whole=key == "allOf")
        for key, value in node.items()
    }
    if isinstance(node.get("properties"), dict) and not part_of_whole:
        amended.setdefault("additionalProperties", False)
    return amended


def request_schemas(schemas: Schema) -> Schema:
    """Return the component schemas of the REST specification as requests are judged by them."""
    amended: Schema = closed(schemas)
    # Discord reads ids written as numbers: attachments are counted 0, 1, 2 by every library.
    amended["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"}
    # Documented (Create Global Application Command), though absent from the specification.
    for name in ("ApplicationCommandCreateRequest", "ApplicationCommandUpdateRequest"):
        _allow(amended, name, "nsfw", {"type": ["boolean", "null"]})
    # discord.py sends `tts` with every edit; Discord ignores it there.
    for name in (
        "MessageEditRequestPartial",
        "IncomingWebhookUpdateRequestPartial",
        "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
    ):
        _allow(amended, name, "tts", {"type": ["boolean", "null"]})
    # discord.py sends back the flags it once read with an embed; Discord ignores them.
    _allow(amended, "RichEmbed", "flags", {"type": ["integer", "null"]})
    # discord.py names an attachment to keep by sending back all it knows of it.
    for field in ("url", "proxy_url", "size", "width", "height", "content_type", "spoiler"):
        _allow(amended, "MessageAttachmentRequest", field, {})
    return amended


def answer_schemas(schemas: Schema) -> Schema:
    """Return the component schemas as the stand-in's own answers are judged by them."""
    amended: Schema = closed(schemas)
    # The specification calls the codes of nested errors integers; Discord documents and sends words
    # (BASE_TYPE_REQUIRED): https://discord.com/developers/docs/reference#error-messages
    amended["InnerErrors"]["properties"]["_errors"]["items"] = {
        "type": "object",
        "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        "required": ["code", "message"],
        "additionalProperties": False,
    }
    # Part of an error's body, which is closed as a whole.
    del amended["Error"]["additionalProperties"]
    amended["ErrorResponse"]["unevaluatedProperties"] = False
    return amended


def event_schemas(definitions: Schema) -> Schema:
    """Return the definitions of the gateway schema as the stand-in's events are judged by them."""
    amended: Schema = closed(definitions)
    # Generated from enumerations of single bits; on the wire the bits are added together.
    for name in _BIT_FIELDS:
        if name in amended:
            amended[name] = {"type": "integer", "minimum": 0}
    return amended


def _allow(schemas: Schema, name: str, field: str, schema: Schema) -> None:
    properties = schemas.get(name, {}).get("properties")
    if properties is not None:
        properties.setdefault(field, schema)
