"""What govapi has learned since a town stored its policy set: the version is read with the shipped sections it does not have.

The stored content and its hash stay as they are. What is added stands as 初期値（要確認） until the town confirms it, which
stores it in the town's next version. A town with classes, questions or methods of its own gets the shipped rules fitted to them.
"""

from collections.abc import Callable, Mapping
from typing import Any

Content = dict[str, Any]

SECTIONS = ("assessing", "monitoring")
"""Sections that came after the first stored versions."""
KINDS = (
    "check_sheet.decide_section",
    "check_sheet.decide_security",
    "assessment_exception.grant",
    "subcontract.consent",
    "measure.decide",
)
NOUNS = ("assessment_exceptions",)
TEMPLATES = (
    "check_sheet_request",
    "assessment_result",
    "improvement_request",
    "measure_notice",
    "suspension_proposal",
    "incident_report",
    "subcontract_consent",
    "site_visit_notice",
    "site_visit_result",
    "inspection_certificate",
)


def grown(content: Mapping[str, Any], shipped: Callable[[], Content]) -> Mapping[str, Any]:
    """The content as it is when nothing is missing, or a copy with the shipped parts added. `shipped` is asked only then."""
    missing = [name for name in SECTIONS if name not in content]
    if not missing:
        return content
    initial = shipped()
    whole = {**content, **{name: initial[name] for name in missing}}
    whole["routes"] = [*content["routes"], *_routes(content, initial["routes"])]
    whole["reading"] = {**content["reading"], "rules": _with_nouns(content["reading"]["rules"], initial["reading"]["rules"])}
    if content.get("manifest", {}).get("templates"):
        whole["manifest"] = {"templates": _with_templates(content["manifest"]["templates"], initial["manifest"]["templates"])}
    if "assessing" in missing:
        whole["assessing"] = _fitted(initial["assessing"], content)
    if "monitoring" in missing:
        whole["monitoring"] = _watching(initial["monitoring"], content)
    return whole


def _routes(content: Mapping[str, Any], shipped: list[Content]) -> list[Content]:
    """The shipped routes of the new kinds for which the town has none."""
    own = content["routes"]
    covered, keys = {kind for route in own for kind in route["kinds"]}, {route["key"] for route in own}
    added = []
    for route in shipped:
        kinds = [kind for kind in route["kinds"] if kind in KINDS and kind not in covered]
        if kinds:
            key = route["key"] if route["key"] not in keys else f"{route['key']}_initial"
            steps = [_step(step, content) for step in route["steps"]]
            added.append({**route, "key": key, "kinds": kinds, "steps": steps})
    return added


def _step(step: Content, content: Mapping[str, Any]) -> Content:
    when = step.get("when")
    return {**step, "when": {**when, **_class(when, content)}} if when else step


def _with_nouns(own: list[Content], shipped: list[Content]) -> list[Content]:
    known = {rule["noun"] for rule in own}
    return [*own, *(rule for rule in shipped if rule["noun"] in NOUNS and rule["noun"] not in known)]


def _with_templates(own: list[Content], shipped: list[Content]) -> list[Content]:
    known = {row["key"] for row in own}
    return [*own, *(row for row in shipped if row["key"] in TEMPLATES and row["key"] not in known)]


def _fitted(assessing: Content, content: Mapping[str, Any]) -> Content:
    questions = {row["key"]: row for row in content["questionnaire"]["questions"]}
    tiers = []
    for tier in assessing["tiers"]:
        when = {**tier["when"], **_class(tier["when"], content)}
        when["answers"] = [match for match in when.get("answers", ()) if _answerable(match, questions)]
        tiers.append({**tier, "when": when})
    # Nothing that worked yesterday is blocked by an upgrade: the town says itself from when on it is.
    before = {**assessing["before_contract"], "unassessed": "plan"}
    return {**assessing, "tiers": tiers, "before_contract": before}


def _watching(monitoring: Content, content: Mapping[str, Any]) -> Content:
    rows = {row["method"]: row for row in monitoring["bindingness"]}
    methods = content["procurement"]["methods"]
    binding = [rows.get(method["key"]) or _like(method, rows) for method in methods]
    reports = [{**rule, **_class(rule, content)} for rule in monitoring["report_rules"]]
    return {**monitoring, "bindingness": [row for row in binding if row], "report_rules": reports}


def _like(method: Content, rows: Mapping[str, Content]) -> Content | None:
    """A method of the town's own binds like the shipped one nearest to it."""
    bound = method["competitive"] or method.get("chooses_by_proposal", False)
    nearest = rows.get("open_tender" if method["competitive"] else "proposal_open" if bound else "negotiated")
    return nearest and {**nearest, "method": method["key"], "told_in": method["terms_published_in"]}


def _class(row: Content, content: Mapping[str, Any]) -> Content:
    """A class the town does not have becomes its heaviest one: 機密性３ where 3A, 3B and 3C are not told apart."""
    code, classes = row.get("class_at_least"), content["classification"]["confidentiality"]
    if code is None or code in {one["code"] for one in classes}:
        return {}
    return {"class_at_least": max(classes, key=lambda one: int(one["rank"]))["code"]}


def _answerable(match: Content, questions: Mapping[str, Content]) -> bool:
    question, floor = questions.get(match["question"]), match.get("at_least")
    if question is None:
        return False
    if question["kind"] == "choice":
        return floor in {choice["key"] for choice in question["choices"]}
    return isinstance(floor, int) if question["kind"] == "number" else floor is None
