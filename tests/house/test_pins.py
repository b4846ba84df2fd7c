"""The pins in pyproject.toml, the image's list and what is installed are one and the same set."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires, version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.pins import COMMAND, ROOT

PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]+\])?==([^\s;\\]+)", re.MULTILINE)
HINT = f"Run `{COMMAND}` and commit pyproject.toml and docker/."
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = "\n".join(PROJECT["tool"]["uv"]["constraint-dependencies"])
LISTS = {name: (ROOT / "docker" / name).read_text(encoding="utf-8") for name in ("requirements.txt", "build.txt")}


def pins(text: str) -> set[tuple[str, str]]:
    """The pairs (name, version) a list pins; one name may stand twice, under different markers."""
    return {(canonicalize_name(name), pinned) for name, pinned in PINNED.findall(text)}


def needed(roots: list[Requirement]) -> Iterator[str]:
    """The names of everything the roots bring in on this machine, by the metadata of what is installed."""
    waiting, seen = list(roots), set()
    while waiting:
        wish = waiting.pop()
        name = canonicalize_name(wish.name)
        for extra in {"", *wish.extras}:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            if not extra:
                yield name
            below = [Requirement(line) for line in requires(name) or []]
            waiting += [child for child in below if child.marker is None or child.marker.evaluate({"extra": extra})]


def wished(*, tests: bool) -> list[Requirement]:
    """What the project declares: its dependencies with the postgres extra, and the test group when asked."""
    project = PROJECT["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["postgres"]
    if tests:
        groups = PROJECT["dependency-groups"]
        lines += groups["build"] + [line for line in groups["test"] if isinstance(line, str) and not line.startswith("govapi")]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_of_the_image_stands_in_the_constraints(name: str) -> None:
    strangers = pins(LISTS[name]) - pins(CONSTRAINTS)
    assert pins(LISTS[name]), f"docker/{name} pins nothing. {HINT}"
    assert not strangers, f"docker/{name} pins what pyproject.toml does not: {sorted(strangers)}. {HINT}"


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_of_the_image_has_a_hash_and_no_list_names_an_address(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", LISTS[name].strip())
    bare = [block.split()[0] for block in blocks if "--hash=sha256:" not in block]
    assert not bare, f"docker/{name}: no hash for {bare}. {HINT}"
    assert "://" not in LISTS[name], f"docker/{name} names an address. {HINT}"


def test_what_the_product_needs_is_all_in_the_image() -> None:
    missing = set(needed(wished(tests=False))) - {name for name, _ in pins(LISTS["requirements.txt"])}
    assert not missing, f"docker/requirements.txt lacks {sorted(missing)}. {HINT}"


def test_what_is_installed_is_what_is_pinned() -> None:
    pinned = pins(CONSTRAINTS)
    odd = sorted(f"{name}=={version(name)}" for name in needed(wished(tests=True)) if (name, version(name)) not in pinned)
    assert not odd, f"Installed, but not pinned so: {odd}. {HINT} (Or the environment is old: `uv sync --group test`.)"
