"""What breaks Discord's rules, in the shape in which Discord says so.

Source: https://discord.com/developers/docs/reference#error-messages
"""

from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: where in the body, Discord's word for it, and its sentence."""

    path: Path
    code: str
    message: str

    def __str__(self) -> str:
        where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return f"{where.lstrip('.') or 'the body'}: {self.message} ({self.code})"


class Violations:
    """Collects what a request breaks. Values are of the kinds that ``shapes`` has checked."""

    def __init__(self) -> None:
        self.found: list[Violation] = []

    def add(self, path: Path, code: str, message: str) -> None:
        """Note a broken rule."""
        self.found.append(Violation(path, code, message))

    def require(self, path: Path) -> None:
        """Note that something must be there."""
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def text(
        self,
        value: str | None,
        path: Path,
        *,
        longest: int,
        shortest: int = 0,
        needed: bool = False,
    ) -> None:
        """Check the length of a text, in characters. Without it only a ``needed`` one is missed."""
        if needed and not (value or "").strip():
            self.require(path)
        elif value is not None and shortest and not shortest <= len(value) <= longest:
            sentence = f"Must be between {shortest} and {longest} in length."
            self.add(path, "BASE_TYPE_BAD_LENGTH", sentence)
        elif value is not None and len(value) > longest:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {longest} or fewer in length.")

    def items(
        self, value: list[Any] | None, path: Path, *, most: int, least: int = 0
    ) -> list[dict[str, Any]]:
        """Check the length of a list, and return it. Without it only one of ``least`` is missed."""
        if value is None and least:
            self.require(path)
        elif not least <= len(value or []) <= most:
            sentence = f"Must be between {least} and {most} in length."
            self.add(path, "BASE_TYPE_BAD_LENGTH", sentence)
        return value or []

    def nested(self) -> dict[str, Any]:
        """Return the violations as Discord nests them, by field and number."""
        errors: dict[str, Any] = {}
        for violation in self.found:
            place = errors
            for step in violation.path:
                place = place.setdefault(str(step), {})
            error = {"code": violation.code, "message": violation.message}
            place.setdefault("_errors", []).append(error)
        return errors
