"""The settings, frozen; the only place that reads the environment and ``.env``."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import platformdirs
from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from rapidfuzz import process

from bot.errors import SettingsError

PREFIX = "STAGEDOOR_"


class Settings(BaseModel):
    """How this Stage Door is set up. ``.env.example`` describes every one of these."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr | None = None
    pack: str = "camilla-roche"
    data_dir: Path = Path("stagedoor-data")
    cache_dir: Path = Field(default_factory=lambda: platformdirs.user_cache_path("stagedoor"))
    questions: int = Field(default=5, ge=1, le=1000)
    per_seconds: float = Field(default=20.0, gt=0, le=86400)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("data_dir", "cache_dir")
    @classmethod
    def _at_home(cls, folder: Path) -> Path:
        return folder.expanduser()


def read_settings(
    environment: Mapping[str, str] | None = None, env_file: Path = Path(".env")
) -> Settings:
    """The settings from the environment and ``env_file``, the environment first.

    Raises ``SettingsError`` naming every variable that is wrong, and what would be right.
    """
    given = {**_read_env(env_file), **(os.environ if environment is None else environment)}
    known = {PREFIX + name.upper(): name for name in Settings.model_fields}
    wrong = [
        _unknown(name, known)
        for name in given
        if name.upper().startswith(PREFIX) and name not in known
    ]
    values = {field: given[name] for name, field in known.items() if given.get(name)}
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        wrong += [
            f"{PREFIX}{str(detail['loc'][0]).upper()}: {detail['msg']}."
            for detail in error.errors()
        ]
    if wrong:
        raise SettingsError("\n".join(["The settings are not right:", *wrong]))
    return settings


def _read_env(env_file: Path) -> Mapping[str, str | None]:
    if env_file.exists() and not env_file.is_file():
        raise SettingsError(f"{env_file} is no file: it holds a line NAME=value for each setting.")
    try:
        return dotenv_values(env_file)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{env_file} cannot be read: {error}. Save it as UTF-8.") from error


def _unknown(name: str, known: Mapping[str, str]) -> str:
    nearest = process.extractOne(name.upper(), list(known))
    hint = f" Did you mean {nearest[0]}?" if nearest and nearest[1] > 75 else ""
    return f"{name} is no setting of Stage Door.{hint}"
