"""The dev provider alone, as a process of its own: what `govapi demo` mounts beside the rest."""

import os

from litestar import Litestar

from govapi.devprovider import DemoClient, DemoPerson, DevProvider, router_of

PORT = int(os.environ.get("DEV_PROVIDER_PORT", "0"))
ISSUER = f"http://127.0.0.1:{PORT}/dev-provider"
CALLBACK = "http://127.0.0.1:9/callback"
SIGNED_OUT = "http://127.0.0.1:9/signed-out"
SECRET = "a secret: with %+ in it"
AUDIENCE = "govapi-api"
SCOPES = ("contracts:read", "contracts:write")
PEOPLE = (
    DemoPerson("hanako", "見本 花子", "係長", "総務部 情報政策課", "起案します", roles=("administrator",)),
    DemoPerson("taro", "架空 太郎", "主査", "福祉部 架空課"),
    DemoPerson("jiro", "<b>次郎</b>", "課長", "総務部 情報政策課"),
)
CLIENTS = (
    DemoClient("web", SECRET, (CALLBACK,), (SIGNED_OUT,), SCOPES),
    DemoClient("public", None, (CALLBACK,), (SIGNED_OUT,)),
    DemoClient("machine", SECRET, scopes=SCOPES, machine=True),
)


def create_app() -> Litestar:
    provider = DevProvider(PEOPLE, ISSUER, CLIENTS, audience=AUDIENCE, municipality_code="990001")
    return Litestar([router_of(provider)], openapi_config=None, logging_config=None)
