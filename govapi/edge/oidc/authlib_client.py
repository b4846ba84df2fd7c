"""Authlib's client, held to httpx.

Authlib prefers httpx2 wherever some dependency brings it in, and then its client silently stops being an httpx client:
certificates, time limits and proxies set for httpx would no longer hold. govapi stays with httpx (authlib is pinned below 2),
and says so at the start rather than at a sign-in.
"""

import warnings

import httpx
from authlib.deprecate import AuthlibDeprecationWarning

with warnings.catch_warnings():
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)  # "use httpx2": see above
    from authlib.integrations.httpx_client import OAuth2Client, OAuthError

if not issubclass(OAuth2Client, httpx.Client):
    raise ImportError("authlib's OAuth2Client is no httpx client: remove httpx2 from the environment")

__all__ = ["OAuth2Client", "OAuthError"]
