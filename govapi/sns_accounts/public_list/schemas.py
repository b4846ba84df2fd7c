"""What everybody may see of the official accounts. Nothing may be added here that is not meant for everybody."""

from datetime import date

from pydantic import Field

from govapi.edge.shapes import Output
from govapi.sns_accounts.public_list.rules import Shown, Verdict


class OfficialAccountOut(Output):
    """公式アカウント。公開する項目は、ここに掲げるものに限る。"""

    platform: str = Field(description="サービスの key", examples=["x"])
    platform_label: str = Field(description="サービスの名称", examples=["X（旧Twitter）"])
    name: str = Field(description="アカウントの名称", examples=["架空市健康推進課"])
    handle: str = Field(description="アカウントID", examples=["@kakuu_kenkou"])
    url: str = Field(description="アカウントのアドレス", examples=["https://x.com/kakuu_kenkou"])
    section: str = Field(description="運用する課", examples=["健康推進課"])
    purpose: str = Field(description="目的", examples=["健診及び健康づくりの催しを知らせるため"])
    opened_on: date | None = Field(description="開設した日")
    status: Shown = Field(description="状態")
    status_label: str = Field(description="状態の表示", examples=["運用中"])
    policy_url: str = Field(
        default="", description="運用方針を掲載しているアドレス（ないときは空）", examples=["https://kakuu.example/policy"]
    )
    policy_edition: str = Field(default="", description="運用方針の版（ないときは空）", examples=["第１版"])
    policy_effective_on: date | None = Field(default=None, description="運用方針を施行した日")


class OfficialAccountsOut(Output):
    """公式アカウントの一覧。"""

    municipality: str = Field(description="市町村の名称", examples=["架空市"])
    items: list[OfficialAccountOut]


class OfficialCheckOut(Output):
    """このアドレスは公式アカウントのものか。"""

    answer: Verdict = Field(description="yes：公式アカウント　no：公式アカウントではない　once：以前の公式アカウント")
    answer_label: str = Field(examples=["公式アカウントです"])
    advice: str = Field(description="どうすればよいか")
    account: OfficialAccountOut | None = Field(default=None, description="一覧にあるアカウント（answer が yes のとき）")
