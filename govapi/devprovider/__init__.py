"""試用環境の利用者選択 (development provider): a small OpenID provider for ``govapi demo``, a page of named people to sign in as.

It serves no policy sentence: it only lets the demo be tried without the organisation's own provider, by the very same sign-in.
It asks for no password, and therefore refuses to exist anywhere but on a loopback address.
"""

from govapi.devprovider.provider import DemoClient, DemoPerson, DevProvider
from govapi.devprovider.routes import create_dev_provider, router_of

__all__ = ["DemoClient", "DemoPerson", "DevProvider", "create_dev_provider", "router_of"]
