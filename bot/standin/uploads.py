"""Files that come with a message."""

import mimetypes
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.standin.errors import too_large
from bot.standin.payloads import ATTACHMENT_SIZE_LIMIT
from bot.standin.snowflake import Snowflakes
from bot.standin.world import Attachment

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    filename: str
    content: bytes


def stored(
    uploads: Mapping[int, Upload], described: list[dict[str, Any]] | None, snowflakes: Snowflakes
) -> list[Attachment]:
    """Return uploaded files as attachments, in their order.

    ``described`` is the message's ``attachments``: entries whose ``id`` is the number of an upload
    give it a name and a description. Raises ``Refusal`` for a file over the size limit.
    """
    notes = {str(note["id"]): note for note in described or []}
    attachments = []
    for number, upload in sorted(uploads.items()):
        if len(upload.content) > ATTACHMENT_SIZE_LIMIT:
            raise too_large()
        note = notes.get(str(number), {})
        filename = (note.get("filename") or upload.filename).replace(" ", "_")
        attachments.append(
            Attachment(
                id=snowflakes.new(),
                filename=filename,
                content=upload.content,
                content_type=mimetypes.guess_type(filename)[0],
                description=note.get("description"),
                dimensions=_dimensions(upload.content),
            )
        )
    return attachments


def _dimensions(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG picture; of other files nothing is known."""
    if not content.startswith(_PNG) or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height
