"""Settings from the environment and `vitrino.toml`; what people change while using Vitrino lives in the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

ROOT = Path(__file__).resolve().parents[2]


class Environment(BaseSettings):
    """Every setting, its default works on a laptop. Names in the environment: VITRINO_ + upper case."""

    model_config = SettingsConfigDict(env_prefix="VITRINO_", toml_file="vitrino.toml", extra="forbid")

    data: Path = Field(default=ROOT / "data", description="Folder for database, keys and pictures")
    url: str = Field(default="", description="Address people use, e.g. https://vitrino.example.com")
    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on")
    database_url: str = Field(default="", alias="DATABASE_URL", description="postgresql://…; empty means SQLite")
    secret_key: str = Field(default="", description="Signs sessions; empty means the key in the data folder")
    tokens_key: str = Field(default="", description="Opens stored sign-ins; empty means the key in the data folder")
    debug: bool = Field(default=False, description="Developers only: full error pages, the component gallery")
    allow_private: bool = Field(default=False, description="Tests only: let Vitrino fetch from private addresses")
    mail_url: str = Field(default="", description="smtp://user:password@host:587; empty writes mail into a folder")
    mail_from: str = Field(default="Vitrino <vitrino@localhost>", description="Sender of e-mails")
    s3_url: str = Field(
        default="", description="https://key:secret@host/bucket?region=… for platforms that fetch pictures; empty: none"
    )
    broker_url: str = Field(default="", description="redis://… or amqp://…: a Celery fleet does the work")
    threads: int = Field(default=8, ge=1, le=64, description="How many jobs run side by side in one process")
    sign_up: Literal["first", "open"] = Field(
        default="first", description="Who may make an account without an invitation: only the first person, or all"
    )

    @field_validator("broker_url")
    @classmethod
    def _is_broker(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("redis", "rediss", "amqp", "amqps"):
            raise ValueError("must begin with redis://, rediss://, amqp:// or amqps://")
        return value

    @field_validator("url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("must begin with http:// or https:// and name a host")
        return value.rstrip("/")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def base_url(self) -> str:
        return self.url or f"http://localhost:{self.port}"


def read() -> Environment:
    """The settings of this process. Raises pydantic's ValidationError, which names each bad setting."""
    return Environment()


def key_file(env: Environment, name: str) -> Path:
    """Where the key called `name` lives: outside the database, readable by the owner only."""
    return env.data / "keys" / f"{name}.key"


def read_key(env: Environment, name: str) -> str:
    """The text of a key, "" while there is none. Raises PermissionError when others could read it."""
    path = key_file(env, name)
    if not path.exists():
        return ""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise PermissionError(f"{path} can be read by others. Run: chmod 600 {path}")
    return path.read_text(encoding="ascii").strip()
