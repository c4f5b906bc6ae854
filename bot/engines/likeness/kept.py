"""Files of what was learned, kept in the cache folder so that a start need not learn it again.

All of it can be made anew, so a file that cannot be read or written costs time and nothing else.
"""

import contextlib
import hashlib
import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

HASH = hashlib.sha256().digest_size


def digest(data: bytes | memoryview) -> bytes:
    """The SHA-256 of ``data``."""
    return hashlib.sha256(data).digest()


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file: a hash of all that follows, and then what is kept."""

    path: Path

    def read(self) -> memoryview | None:
        """What is kept; ``None`` where there is nothing, or it is damaged."""
        try:
            kept = memoryview(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning("what is kept in %s is made anew: %s", self.path.name, error)
            return None
        if digest(kept[HASH:]) != kept[:HASH]:
            log.warning("what is kept in %s is made anew: it is damaged", self.path.name)
            return None
        return kept[HASH:]

    def write(self, data: bytes) -> None:
        """Keeps ``data`` in place of what was there, whole or not at all."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.path.parent, delete=False) as file:
                file.write(digest(data) + data)
            os.replace(file.name, self.path)  # noqa: PTH105 - atomic, also over an existing file
        except OSError as error:
            log.warning("nothing could be kept in %s: %s", self.path.parent, error)
            with contextlib.suppress(OSError, UnboundLocalError):
                Path(file.name).unlink()
