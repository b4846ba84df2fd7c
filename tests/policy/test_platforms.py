"""The same account is known wherever it is written; an address made to look like another is not taken for it."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.policy.loading import default_policy
from govapi.policy.platforms import address_fault, address_for, normal_handle, normal_url, platform_of
from govapi.policy.schema.sns import Platform

SNS = default_policy().sns
PLATFORMS = SNS.platforms
X, FACEBOOK, YOUTUBE, LINE = (SNS.platform(key) for key in ("x", "facebook", "youtube", "line"))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("https://x.com/Kakuu_City", "x.com/kakuu_city"),
        ("http://mobile.twitter.com/kakuu_city/", "x.com/kakuu_city"),
        ("https://www.x.com:443/kakuu_city?lang=ja&s=20#top", "x.com/kakuu_city"),
        ("  x.com/kakuu_city  ", "x.com/kakuu_city"),
        ("HTTPS://X.COM/KAKUU_CITY", "x.com/kakuu_city"),
        ("ｈｔｔｐｓ：／／ｘ．ｃｏｍ／ｋａｋｕｕ", "x.com/kakuu"),
        ("https://x.com/kakuu%5Fcity", "x.com/kakuu_city"),
        ("https://x.com./kakuu_city", "x.com/kakuu_city"),
        ("https://m.facebook.com/profile.php?ref=1&id=100", "facebook.com/profile.php?id=100"),
        ("https://www.facebook.com/profile.php?id=100&id=200", "facebook.com/profile.php?id=100&id=200"),
        ("https://youtube.com/@架空市", "youtube.com/@%E6%9E%B6%E7%A9%BA%E5%B8%82"),
        ("https://m.youtube.com/@%E6%9E%B6%E7%A9%BA%E5%B8%82/", "youtube.com/@%E6%9E%B6%E7%A9%BA%E5%B8%82"),
        ("https://lin.ee/AbC", "lin.ee/AbC"),
        ("https://lin.ee/abc", "lin.ee/abc"),
        ("https://line.me/R/ti/p/%40123abcde", "line.me/r/ti/p/@123abcde"),
        ("https://www.city.kakuu.example/SNS/", "city.kakuu.example/SNS"),
        ("https://架空市.example/", "xn--7stw9s1vp.example"),
    ],
)
def test_an_address_has_one_form(written: str, key: str) -> None:
    assert normal_url(PLATFORMS, written) == key


@pytest.mark.parametrize(
    "written",
    [
        "",
        "架空市公式",
        "kakuu_city",
        "mailto:kouhou@city.kakuu.example",
        "ftp://x.com/kakuu_city",
        "javascript:alert(1)",
        "https://x.com@example.com/kakuu_city",
        "https://example.com\\@x.com/kakuu_city",
        "https://x.com\t.example/kakuu_city",
        "https://x.com/kakuu\u200b_city",
        "https://x.com/other/../kakuu_city",
        "https://x.com/other%2F..%2Fkakuu_city",
        "https://x.com:8443/kakuu_city",
        "https://x.com:port/kakuu_city",
        "https://[::1/kakuu_city",
        "https://" + "a" * 64 + ".example/",
        "https://x.com/" + "a" * 2000,
    ],
)
def test_what_is_no_address_or_looks_like_another_has_none(written: str) -> None:
    assert normal_url(PLATFORMS, written) is None
    assert platform_of(PLATFORMS, written) is None


@pytest.mark.parametrize(
    "written", ["https://x.com.example/kakuu", "https://xx.com/kakuu", "https://х.com/kakuu", "https://notx.com/kakuu"]
)
def test_a_host_that_only_looks_alike_is_no_platforms(written: str) -> None:
    assert platform_of(PLATFORMS, written) is None
    assert normal_url(PLATFORMS, written) != normal_url(PLATFORMS, "https://x.com/kakuu")


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda one: one.key)
def test_every_platform_knows_the_addresses_it_writes(platform: Platform) -> None:
    for host in (*platform.hosts, *platform.separate_hosts):
        assert platform_of(PLATFORMS, f"https://{host}/kakuu") is platform
    address = address_for(platform, f"{platform.handle_prefix}kakuu")
    assert bool(address) == bool(platform.address)
    assert not address or address_fault(platform, "kakuu", address) is None


@pytest.mark.parametrize(
    ("platform", "handle", "url", "says"),
    [
        (X, "@Kakuu_City", "https://twitter.com/kakuu_city", None),
        (X, "＠ｋａｋｕｕ", "https://x.com/kakuu", None),
        (X, "架空市", "https://x.com/kakuu", "使える文字と長さ"),
        (X, "", "https://x.com/kakuu", "使える文字と長さ"),
        (X, "a" * 16, "https://x.com/kakuu", "使える文字と長さ"),
        (X, "kakuu", "http://x.com/kakuu", "https://で始まる"),
        (X, "kakuu", "x.com/kakuu", "https://で始まる"),
        (X, "kakuu", "https://www.facebook.com/kakuu", "X（旧Twitter）のアドレス（x.com、twitter.com）ではありません"),
        (X, "kakuu", "https://x.com/", "入口ではなく"),
        (X, "kakuu", "https://x.com/kakou", "（kakuu）とURLの示すアカウント（kakou）が違います"),
        (FACEBOOK, "kakuu.city", "https://www.facebook.com/profile.php?id=100", None),
        (FACEBOOK, "kakuu", "https://www.facebook.com/pages/kakuu/100", None),
        (YOUTUBE, "@架空市", "https://www.youtube.com/@架空市", None),
        (YOUTUBE, "@架空市", "https://www.youtube.com/channel/UC0123", None),
        (YOUTUBE, "@架空市", "https://www.youtube.com/@架空町", "が違います"),
        (LINE, "@123abcde", "https://lin.ee/AbC", None),
        (LINE, "@123abcde", "https://line.me/R/ti/p/@999zzzzz", "が違います"),
    ],
)
def test_handle_and_address_fit_the_platform(platform: Platform, handle: str, url: str, says: str | None) -> None:
    found = address_fault(platform, handle, url)
    assert found is None if says is None else found is not None and says in found


@given(st.from_regex(r"[A-Za-z0-9_]{1,15}", fullmatch=True), st.sampled_from(["x.com", "www.twitter.com", "mobile.x.com"]))
def test_however_a_handle_is_written_it_is_one_account(handle: str, host: str) -> None:
    key = normal_url(PLATFORMS, f"https://x.com/{handle}")
    for written in (handle.upper(), handle.lower(), quote(handle), f"{handle}/", f"{handle}?utm_source=koho"):
        assert normal_url(PLATFORMS, f"https://{host}/{written}") == key
    assert normal_handle(X, f"@{handle.upper()}") == normal_handle(X, handle.lower())
    assert normal_url(PLATFORMS, f"https://{key}") == key


@given(st.text(max_size=60))
def test_the_form_is_its_own_form(text: str) -> None:
    key = normal_url(PLATFORMS, text)
    assert key is None or normal_url(PLATFORMS, key) == key
