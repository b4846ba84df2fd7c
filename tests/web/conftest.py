"""A small town of three pages that show every component in every state, behind a real Litestar with the real static router."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State
from litestar.di import Provide
from litestar.params import FromPath
from litestar.testing import TestClient
from playwright.sync_api import Page, Route
from pydantic import BaseModel, Field

from govapi.kit.errors import NotFound, Refusal, Stale, Unavailable
from govapi.web.assets import static_router
from govapi.web.forms import Form, shown, submitted_form
from govapi.web.rendering import Pages
from govapi.web.shapes import ActionButton, Flash, Frame, NavLink, RouteStep, StepState, Tab, TimelineEntry

DAY = date(2026, 4, 1)
POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
NAVIGATION = tuple(
    NavLink(key, label, url, count)
    for key, label, url, count in (
        ("home", "ホーム", "/", 3),
        ("contracts", "業務委託契約", "/list", None),
        ("contractors", "委託先", "/list", None),
        ("approvals", "決裁", "/list", 2),
        ("documents", "書類", "/list", None),
        ("admin", "管理", "/list", None),
    )
)
FRAME = Frame(
    town="架空市",
    version="0.1.0",
    csrf_token="token",
    fiscal_year=2026,
    person_name="見本 花子",
    post_title="情報政策課 主事",
    navigation=NAVIGATION,
    flashes=(Flash("下書きを保存しました。"),),
    footer_links=(NavLink("guide", "使い方", "/list"), NavLink("api", "APIの説明", "/list")),
)
ROUTE = (
    RouteStep("合議", "財政課長", "架空 太郎", DAY, "済"),
    RouteStep("合議", "情報政策課長", "例示 一郎", DAY, "代決", note="課長補佐による"),
    RouteStep("合議", "総務課長", "仮名 良子", DAY, "差戻し"),
    RouteStep("合議", "総務部長", None, None, None, current=True),
    RouteStep("決裁", "副市長"),
)
ACTIONS = (
    ActionButton("回議に付す", "/record", tone="primary", hint="財政課長から順に回ります。", confirm="施行伺を回議に付します。"),
    ActionButton("契約締結伺を起案する", "/record", blocked_because="必須の条項が２件不足しています。条項の欄で加えてください。"),
    ActionButton("差し戻す", "/record", needs_reason=True, hint="起案者に伝わります。"),
    ActionButton("相手方を登録する", "/form", asks=True),
    ActionButton("取り下げる", "/record", needs_reason=True, tone="danger", confirm="この契約を取り下げます。"),
)
STEPS = (
    StepState("下書き", "done", DAY),
    StepState("施行伺 回議", "current"),
    *(StepState(label) for label in ("相手方選定中", "契約済", "履行中", "終了")),
)
MOMENT = datetime(2026, 3, 2, 0, 5, tzinfo=UTC)
ENTRIES = (
    TimelineEntry(MOMENT, "差し戻した", "総務課長 仮名良子", "再委託の扱いを\n確かめてください。", "danger"),
    TimelineEntry(MOMENT, "合議した", "財政課長 架空太郎", tone="good"),
    TimelineEntry(MOMENT, "起案した", "主事 見本花子"),
)
TABS = (Tab("概要", "/record", True), Tab("条項", "/record", count=18), Tab("書類", "/record", count=0), Tab("経過", "/record"))


@dataclass(frozen=True)
class Row:
    number: str
    title: str
    section: str
    contractor: str
    status: str
    tone: str
    grade: str
    amount: int | None
    warning: str = ""
    start: date = DAY
    end: date = date(2027, 3, 31)


CONTRACTS = (
    Row(
        "契約-2026-0012",
        "戸籍情報システム運用保守業務委託",
        "情報政策課",
        "株式会社見本髙﨑システム",
        "施行伺 回議",
        "info",
        "３Ａ",
        12980000,
    ),
    Row(
        "契約-2026-0011",
        "戸籍証明書発送業務委託",
        "市民課",
        "見本印刷合同会社",
        "履行中",
        "good",
        "３Ｂ",
        1980000,
        "満了まで30日",
    ),
    Row("契約-2026-0009", "庁舎清掃業務委託", "管財課", "架空ビルサービス株式会社", "下書き", "", "２", None),
    Row(
        "契約-2026-0007",
        "旧戸籍システム撤去業務委託",
        "情報政策課",
        "例示情報機器株式会社",
        "返却・消去確認待ち",
        "warn",
        "３Ａ",
        660000,
    ),
    Row("契約-2026-0003", "広報紙企画制作業務委託", "秘書広報課", "見本印刷合同会社", "解除", "danger", "１", 3300000),
)


class Information(BaseModel):
    personal: bool = Field(title="住民の個人情報")
    people: int | None = Field(None, title="何人分", ge=1)
    places: list[str] = Field(title="処理する場所", min_length=1)
    zone: str | None = None
    enters: bool = False
    my_number: bool | None = None


class Draft(BaseModel):
    kind: str = "contract"
    title: str = Field(title="件名", min_length=1, max_length=200)
    method: str = Field(title="契約の方法")
    starts_on: date = Field(title="履行期間の初日")
    ends_on: date = Field(title="履行期間の末日")
    amount: int | None = Field(None, title="契約金額", ge=1)
    notice_days: int = 30
    number: str = ""
    remarks: str = ""
    information: Information


PAGES = Pages([("guide", Path(__file__).parent / "pages")])


@get("/list", sync_to_thread=False)
def list_page() -> Response[bytes]:
    return PAGES.response("guide/list.html", frame=FRAME, contracts=CONTRACTS * 2, tab_items=TABS)


@get("/record", sync_to_thread=False)
def record_page() -> Response[bytes]:
    return PAGES.response(
        "guide/record.html",
        frame=FRAME,
        tab_items=TABS,
        actions=ACTIONS,
        route_steps=ROUTE,
        steps=STEPS,
        entries=ENTRIES,
        day=DAY,
    )


@get("/form", sync_to_thread=False)
def form_page() -> Response[bytes]:
    filled = shown(
        {"kind": "contract", "title": "戸籍証明書発送業務委託", "starts_on": DAY, "amount": 1980000, "number": "契約-2026-0012"}
        | {"information": {"personal": True, "people": 52000, "places": ["office"], "enters": True}}
    )
    return PAGES.response("guide/form.html", frame=FRAME, form=filled)


@post("/form", sync_to_thread=True)
def send_form(form: Form) -> Response[bytes]:
    bound = form.bind(Draft)
    if bound.value is None:
        return PAGES.response("guide/form.html", status_code=422, frame=FRAME, form=bound)
    return Response(bound.value.model_dump_json().encode(), media_type="application/json")


@get("/error/{status:int}", sync_to_thread=False)
def error_page(status: FromPath[int]) -> Response[bytes]:
    refused = {412: Stale(), 404: NotFound(), 503: Unavailable("データベースに接続できません。")}[status]
    return PAGES.refusal(Frame(town="架空市", version="0.1.0"), refused, back_url="/form", reference="0198-見本")


def refuse(request: Request[object, object, State], refused: Refusal) -> Response[bytes]:
    return PAGES.refusal(FRAME, refused, back_url="/list")


def guide_app() -> Litestar:
    return Litestar(
        [list_page, record_page, form_page, send_form, error_page, static_router(PAGES.assets)],
        dependencies={"form": Provide(submitted_form)},
        response_headers={"Content-Security-Policy": POLICY},
        exception_handlers={Refusal: refuse},
        openapi_config=None,
    )


@pytest.fixture
def client() -> Iterator[TestClient[Litestar]]:
    with TestClient(guide_app()) as opened:
        yield opened


BASE = "http://127.0.0.1:9"  # nobody listens there: the browser's requests are answered by the client below


@pytest.fixture
def serve(client: TestClient[Litestar]) -> Iterator[Callable[[Page], None]]:
    """Answers every request of a browser page from the guide, and fails the test when the security policy was broken."""

    broken: list[str] = []

    def answer(route: Route) -> None:
        asked = route.request
        kept = {name: value for name, value in asked.headers.items() if name == "content-type"}
        got = client.request(asked.method, asked.url.removeprefix(BASE), content=asked.post_data_buffer, headers=kept)
        headers = {name: value for name, value in got.headers.items() if name != "content-length"}
        route.fulfill(status=got.status_code, headers=headers, body=got.content)

    def attach(page: Page) -> None:
        page.route("**/*", answer)
        page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)

    yield attach
    assert not broken, broken
