"""In every process room the same file names mean the same things; a room that outgrows them repeats the set in sub-packages."""

from pathlib import Path

from tests.house.tree import python_files, tracked

# The rooms that govern a process; those beneath them (documents, people, web …) are machinery with names of their own.
PROCESS_ROOMS = {
    "approvals",
    "assessments",
    "cloud_services",
    "contractors",
    "contracts",
    "duties",
    "measures",
    "personnel_changes",
    "sns_accounts",
}
STANDARD = {"__init__", "rules", "workflow", "tables", "queries", "schemas", "service", "api", "web"}
PAGES = {".html", ".txt"}

# file → why the nine names were not enough. May only shrink.
OTHERS: dict[str, str] = {}


def in_rooms(paths: tuple[Path, ...]) -> list[Path]:
    """Those of the paths that stand in a process room."""
    return [path for path in paths if path.parts[0] == "govapi" and len(path.parts) > 2 and path.parts[1] in PROCESS_ROOMS]


def test_process_rooms_hold_the_standard_files_only() -> None:
    odd = {str(path) for path in in_rooms(python_files("govapi")) if path.stem not in STANDARD}
    assert sorted(odd - OTHERS.keys()) == [], "Use one of the nine names, or a sub-package that repeats them."
    assert sorted(OTHERS.keys() - odd) == [], "No longer there: strike it from the list."


def test_other_files_of_a_process_room_are_pages() -> None:
    odd = [
        str(path) for path in in_rooms(tracked()) if path.suffix != ".py" and not ("pages" in path.parts and path.suffix in PAGES)
    ]
    assert odd == []


def test_tests_mirror_the_rooms() -> None:
    rooms = {path.parts[1] for path in python_files("govapi") if len(path.parts) > 2}
    tested = {path.parts[1] for path in python_files("tests") if len(path.parts) > 2 and path.name.startswith("test_")}
    assert sorted(rooms - tested) == [], "Each room has its tests in a folder of the same name."
