"""設定 (settings): every setting of a running govapi, from environment variables named GOVAPI_…"""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of one process. A fault names the variable and the wanted form."""

    model_config = SettingsConfigDict(env_prefix="GOVAPI_", extra="ignore")

    database_url: str = "sqlite:///data/govapi.sqlite3"
    database_owner_url: str | None = Field(default=None, description="the owner of the tables, for `db upgrade` on PostgreSQL")
    files_url: str = "file:data/files"
    files_endpoint: str | None = Field(default=None, description="S3-compatible endpoint")
    public_url: str = "http://127.0.0.1:8000"
    environment: Literal["production", "demo"] = "production"

    oidc_issuer: str = ""
    oidc_client_id: str = "govapi-web"
    oidc_client_secret: str = ""
    oidc_audience: str = "govapi-api"
    oidc_ca_file: Path | None = None
    oidc_municipality_claim: str = "municipality_code"
    oidc_roles_claim: str = "govapi_roles"
    municipality: str = Field(default="", description="団体コード used when the sign-in names none")

    smtp_url: str = Field(
        default="", description="smtp://user:password@host:port?starttls; empty: no mail, notices in the app only"
    )
    mail_from: str = Field(default="", description="the sender of every mail")
    review_hour: int = Field(default=7, ge=0, le=23, description="the hour of the day (Japan) at which `re-review` runs")

    answer_links: Literal["off", "on", "only"] = Field(
        default="off", description="links by which contractors answer; only: this process serves nothing else (internet side)"
    )
    answer_url: str = Field(default="", description="address of the node on the internet side; empty: GOVAPI_PUBLIC_URL")

    public_list: Literal["off", "on"] = Field(
        default="off",
        description="the official social media accounts of GOVAPI_MUNICIPALITY, for everybody and without a sign-in",
    )

    session_hours: int = Field(default=10, ge=1, le=72)
    max_upload_bytes: int = Field(default=20 * 1024 * 1024, ge=1024)
    max_body_bytes: int = Field(default=1024 * 1024, ge=1024)
    log_level: str = "INFO"

    @property
    def answer_base(self) -> str:
        """What the address of a link begins with."""
        return (self.answer_url or self.public_url).rstrip("/")

    @property
    def secure_cookies(self) -> bool:
        return self.public_url.startswith("https://")


def packed(name: str) -> Path:
    """A folder that ships with govapi (``migrations``, ``contract_templates``): packed in the wheel, or beside the package in a checkout."""
    package = Path(__file__).parent
    inside = package / f"_{name}"
    return inside if inside.is_dir() else package.parent / name
