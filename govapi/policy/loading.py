"""Policy set ↔ YAML files. Files are a mapping of path → text, so that a folder and a zip are read the same way."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from govapi.policy import yaml_text
from govapi.policy.checks import check
from govapi.policy.faults import FaultyPolicy, PolicyFault, from_validation
from govapi.policy.growth import grown
from govapi.policy.schema.assessing import Assessing, AssessingFrame, EvidenceKind, SheetQuestion
from govapi.policy.schema.clauses import Clause, StandingArticles
from govapi.policy.schema.cloud import Cloud, CloudFrame, CloudLists
from govapi.policy.schema.manifest import Manifest
from govapi.policy.schema.policy_set import PolicySet
from govapi.settings import packed

Files = Mapping[str, str]
T = TypeVar("T")

SECTIONS = (
    "classification",
    "questionnaire",
    "routes",
    "deputising",
    "procurement",
    "erasure",
    "reading",
    "roles",
    "notices",
    "assessing",
    "monitoring",
    "cloud",
    "regulating",
    "sns",
    "personnel",
    "document_settings",
)
"""Each stands in a file of its own, `<section>.yaml`."""

TEMPLATES = "contract_templates"
MANIFEST = f"{TEMPLATES}/documents.yaml"
"""The list of papers; further lists beside it (`documents_cloud.yaml` …) go on where it ends."""
QUESTIONS = "assessing/questions/"
"""The questions of the check sheets, a file for each domain (`a.yaml` …)."""
EVIDENCE = "assessing/evidence_kinds.yaml"
CLOUD = {name: f"cloud/{name}.yaml" for name in CloudLists.model_fields}
"""The lists of the cloud section, each in a file of its own."""
IN_PARTS = ("assessing", "cloud")
MAX_FILES = 500
DEFAULT_NAME = "初期の方針セット"

_DEFAULT = Path(__file__).parent / "default"


def templates_folder() -> Path:
    """contract_templates: packed in the wheel, or at the top of the repository."""
    return packed(TEMPLATES)


@cache
def default_policy() -> PolicySet:
    """The policy set that ships with govapi. Raises FaultyPolicy when a shipped file was damaged."""
    return parse({**_texts(_DEFAULT, ""), **_texts(templates_folder(), f"{TEMPLATES}/")})


def load(folder: Path) -> PolicySet:
    """The policy set of an exported folder. Raises FaultyPolicy with every fault found."""
    if not folder.is_dir():
        raise FaultyPolicy([PolicyFault(str(folder), "", "フォルダが見つかりません。場所を確かめてください。")])
    return parse(_texts(folder, ""))


def parse(files: Files) -> PolicySet:
    """The policy set of these texts, checked as a whole. Raises FaultyPolicy with every fault found."""
    reading = _Reading(files)
    values: dict[str, Any] = {name: reading.section(name) for name in SECTIONS if name not in IN_PARTS}
    values["assessing"] = reading.assessing()
    values["cloud"] = reading.cloud()
    values["name"] = reading.name()
    lists = reading.files_like(MANIFEST.removesuffix(".yaml"), Manifest)
    values["manifest"] = Manifest(templates=tuple(row for one in lists for row in one.templates))
    values["clauses"] = reading.files_like(f"{TEMPLATES}/clauses/", Clause)
    values["articles"] = reading.files_like(f"{TEMPLATES}/articles/", StandingArticles)
    if reading.faults:
        raise FaultyPolicy(reading.faults)
    policy = _whole(values)
    faults = check(policy, template_files())
    if faults:
        raise FaultyPolicy(faults)
    return policy


def from_json(content: object) -> PolicySet:
    """A stored policy set, which was checked when it was imported. What it is too old to have is as shipped."""
    if isinstance(content, dict):
        content = grown(content, lambda: to_json(default_policy()))
    return PolicySet.model_validate(content)


def to_json(policy: PolicySet) -> dict[str, Any]:
    """Everything that differs from the defaults of the shapes, ready for a JSON column."""
    return policy.model_dump(mode="json", exclude_defaults=True)


def digest(policy: PolicySet) -> str:
    """SHA-256 of the whole content; two policy sets with the same digest say the same."""
    return content_digest(to_json(policy))


def content_digest(content: object) -> str:
    """SHA-256 of a stored content, whatever the order of its keys."""
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def dump(policy: PolicySet) -> dict[str, str]:
    """The files that `parse` reads back to an equal policy set."""
    content = to_json(policy)
    assessing = content["assessing"]
    questions, evidence = assessing.pop("questions"), assessing.pop("evidence_kinds")
    lists = {file: content["cloud"].pop(name, []) for name, file in CLOUD.items()}
    files = {f"{name}.yaml": _notes(f"{name}.yaml") + _text(content[name]) for name in SECTIONS}
    files[EVIDENCE] = _notes(EVIDENCE) + _text(evidence)
    files |= {file: _notes(file) + _text(rows) for file, rows in lists.items()}
    for domain in dict.fromkeys(question["id"][0] for question in questions):
        file = f"{QUESTIONS}{domain.lower()}.yaml"
        files[file] = _notes(file) + _text([question for question in questions if question["id"][0] == domain])
    files["policy_set.yaml"] = yaml_text.write({"name": policy.name})
    if "manifest" in content:
        files[MANIFEST] = _text(content["manifest"])
    for order, clause in enumerate(content["clauses"], start=1):
        files[f"{TEMPLATES}/clauses/{order:02d}_{clause['key']}.yaml"] = _text(clause)
    for standing in content.get("articles", []):
        files[f"{TEMPLATES}/articles/{standing['document']}.yaml"] = _text(standing)
    return files


def _notes(file: str) -> str:
    """What the shipped file tells its editor at the top; nothing for a file of the town's own."""
    path = _DEFAULT / file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.is_file() else []
    return "".join(takewhile(lambda line: line.startswith("#"), lines))


def _text(value: object) -> str:
    return yaml_text.write(_ordered(value))


def _ordered(node: Any) -> Any:
    """Names first, provenance last, as the shipped files have it."""
    if isinstance(node, list):
        return [_ordered(row) for row in node]
    if not isinstance(node, dict):
        return node
    names = [name for name in ("key", "id", "code", "noun", "label", "title") if name in node]
    last = [name for name in ("policy", "source") if name in node]
    middle = [name for name in node if name not in names + last]
    return {name: _ordered(node[name]) for name in [*names, *middle, *last]}


def template_files() -> frozenset[str]:
    """Word templates on disk, as `documents/<name>.docx`."""
    folder = templates_folder()
    return frozenset(path.relative_to(folder).as_posix() for path in folder.glob("documents/*.docx"))


class _Reading:
    """Reads the files one by one and gathers the faults, so that all of them are told at once."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.faults: list[PolicyFault] = []
        if len(files) > MAX_FILES:
            raise FaultyPolicy([PolicyFault("", "", f"ファイルが多過ぎます。{MAX_FILES}個以内にしてください。")])

    def section(self, name: str) -> object:
        annotation = PolicySet.model_fields[name].annotation
        assert annotation is not None
        return self.one(f"{name}.yaml", TypeAdapter(annotation))

    def assessing(self) -> Assessing | None:
        frame = self.one("assessing.yaml", TypeAdapter(AssessingFrame))
        evidence = self.one(EVIDENCE, TypeAdapter(tuple[EvidenceKind, ...]))
        lists = self.files_like(QUESTIONS, tuple[SheetQuestion, ...])
        questions = tuple(question for one in lists for question in one)
        if frame is None or evidence is None:
            return None
        return Assessing(**dict(frame), questions=questions, evidence_kinds=evidence)

    def cloud(self) -> Cloud | None:
        frame = self.one("cloud.yaml", TypeAdapter(CloudFrame))
        fields = CloudLists.model_fields.items()
        lists = {name: self.one(CLOUD[name], TypeAdapter(field.rebuild_annotation())) for name, field in fields}
        if frame is None or None in lists.values():
            return None
        return Cloud.model_validate({**dict(frame), **lists})

    def name(self) -> str:
        value = self._value("policy_set.yaml") if "policy_set.yaml" in self.files else {}
        return str(value["name"]) if isinstance(value, dict) and value.get("name") else DEFAULT_NAME

    def files_like(self, prefix: str, shape: type[T]) -> tuple[T, ...]:
        """The files whose paths begin so, in the order of their names."""
        paths = sorted(path for path in self.files if path.startswith(prefix) and path.endswith(".yaml"))
        adapter = TypeAdapter(shape)
        bodies = [self.one(path, adapter) for path in paths]
        return tuple(body for body in bodies if body is not None)

    def one(self, file: str, shape: TypeAdapter[T]) -> T | None:
        if file not in self.files:
            self.faults.append(
                PolicyFault(file, "", "ファイルがありません。書き出した方針セットの全てのファイルを揃えてください。")
            )
            return None
        value = self._value(file)
        if value is None:
            return None
        try:
            return shape.validate_python(value)
        except ValidationError as error:
            self.faults.extend(from_validation(file, error))
            return None

    def _value(self, file: str) -> object:
        try:
            value = yaml_text.read(file, self.files[file])
        except FaultyPolicy as error:
            self.faults.extend(error.faults)
            return None
        if value is None:
            self.faults.append(PolicyFault(file, "", "ファイルが空です。初期値の内容を写してから改めてください。"))
        return value


def _whole(values: dict[str, Any]) -> PolicySet:
    try:
        return PolicySet.model_validate(values)
    except ValidationError as error:
        raise FaultyPolicy(from_validation("policy_set.yaml", error)) from error


def _texts(folder: Path, prefix: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = prefix + path.relative_to(folder).as_posix()
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise FaultyPolicy([PolicyFault(name, "", "UTF-8の文字コードで保存してください。")]) from error
    return texts
