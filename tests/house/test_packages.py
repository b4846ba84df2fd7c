"""Each package says once what its word means, in Japanese and English, and which sentence of the policy it serves."""

import ast
import re
from pathlib import Path

from tests.house.tree import python_files, read

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
ENGLISH = re.compile(r"[A-Za-z]{3,}")
# Floor 0 knows nothing of towns, hence of no policy; the root speaks for all of it.
NO_POLICY = {Path("govapi/__init__.py"), Path("govapi/kit/__init__.py"), Path("govapi/kit/japan/__init__.py")}


def docstring(path: Path) -> str:
    """The docstring of a file, empty when it has none."""
    return ast.get_docstring(ast.parse(read(path))) or ""


def packages() -> list[Path]:
    """The `__init__.py` of each package of the product."""
    return [path for path in python_files("govapi") if path.name == "__init__.py"]


def test_every_package_says_what_its_word_means() -> None:
    assert packages()
    silent = [str(path) for path in packages() if not (JAPANESE.search(docstring(path)) and ENGLISH.search(docstring(path)))]
    assert not silent, f"Say in the docstring what the word means, in Japanese and English: {silent}"


def test_every_package_names_the_policy_it_serves() -> None:
    silent = [str(path) for path in packages() if path not in NO_POLICY and "polic" not in docstring(path).lower()]
    assert not silent, f"Name the sentence of the policy it serves ('Serves policy section …'): {silent}"


def test_every_folder_of_code_is_a_package() -> None:
    # A folder without it is invisible to import-linter, and with it to the floors.
    folders = {path.parent for path in python_files("govapi")}
    bare = sorted(str(folder) for folder in folders if folder / "__init__.py" not in packages())
    assert not bare, f"Add an __init__.py: {bare}"
