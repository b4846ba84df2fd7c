"""What govapi has learned since a town stored its policy set: the version is read with the shipped sections it does not have.

The stored content and its hash stay as they are. What is added stands as 初期値（要確認） until the town confirms it, which
stores it in the town's next version. A town with classes, questions or methods of its own gets the shipped rules fitted to them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came together with a section: decision kinds, kinds of duties, nouns of the read rules, templates, duties of posts
    (roles) and kinds of regulations."""

    kinds: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()


_WATCHED = Arrival(
    kinds=(
        "check_sheet.decide_section",
        "check_sheet.decide_security",
        "assessment_exception.grant",
        "subcontract.consent",
        "measure.decide",
    ),
    nouns=("assessment_exceptions", "site_visits", "rosters"),
    templates=(
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
    ),
)
ARRIVED: Mapping[str, Arrival] = {
    "assessing": _WATCHED,
    "monitoring": _WATCHED,
    "cloud": Arrival(
        kinds=("cloud_use.permit_light", "cloud_use.permit", "cloud_use.permit_exception"),
        duties=(
            "cloud.confirmation",
            "cloud.condition",
            "cloud.registration",
            "cloud.event",
            "cloud.judgement",
            "cloud.manager",
            "cloud.end",
            "cloud.removal",
            "cloud.unapproved",
        ),
        nouns=("cloud_services", "cloud_uses", "registrations", "unapproved_uses"),
        templates=("cloud_use_application", "cloud_use_notice", "cloud_manager_list"),
    ),
    "regulating": Arrival(duties=("regulation.review",), nouns=("regulations",), templates=("regulation_annex",)),
    "sns": Arrival(
        kinds=("sns_account.open", "sns_change.approve"),
        duties=(
            "sns.officer",
            "sns.pause",
            "sns.review",
            "sns.dormant",
            "sns.text",
            "sns.check",
            "sns.link",
            "sns.terms",
            "sns.closing",
            "incident.playbook",
        ),
        nouns=("sns_accounts", "sns_changes"),
        templates=("sns_opening", "sns_officer_list", "sns_policy", "sns_procedure", "sns_publication_table", "sns_closing"),
        roles=("public_relations",),
        regulations=("sns_account_procedure", "sns_account_policy"),
    ),
    "personnel": Arrival(duties=("handover.confirm",), nouns=("personnel_changes", "handovers"), templates=("handover_record",)),
}
"""Sections that came after the first stored versions. What the town struck from a section it has stays struck."""


def grown(content: Mapping[str, Any], shipped: Callable[[], Content]) -> Mapping[str, Any]:
    """The content as it is when nothing is missing, or a copy with the shipped parts added. `shipped` is asked only then."""
    missing = [name for name in ARRIVED if name not in content]
    if not missing:
        return content
    initial = shipped()
    arrived = [ARRIVED[name] for name in missing]
    whole = {**content, **{name: initial[name] for name in missing}}
    kinds = {kind for one in arrived for kind in one.kinds}
    whole["routes"] = [*content["routes"], *_routes(content, initial["routes"], kinds)]
    rules, nouns = content["reading"]["rules"], {noun for one in arrived for noun in one.nouns}
    whole["reading"] = {**content["reading"], "rules": _with(rules, initial["reading"]["rules"], "noun", nouns)}
    if content.get("manifest", {}).get("templates"):
        rows, keys = content["manifest"]["templates"], {key for one in arrived for key in one.templates}
        whole["manifest"] = {"templates": _with(rows, initial["manifest"]["templates"], "key", keys)}
    if "assessing" in missing:
        whole["assessing"] = _fitted(initial["assessing"], content)
    if "monitoring" in missing:
        whole["monitoring"] = _watching(initial["monitoring"], content)
    else:
        own, duties = content["monitoring"], {key for one in arrived for key in one.duties}
        added = _with(own["duty_kinds"], initial["monitoring"]["duty_kinds"], "key", duties)
        whole["monitoring"] = {**own, "duty_kinds": added}
    if "cloud" in missing:
        whole["cloud"] = _of_the_town(initial["cloud"], _Classes(content, initial))
    if "regulating" not in missing:
        texts, keys = content["regulating"], {key for one in arrived for key in one.regulations}
        whole["regulating"] = {**texts, "kinds": _with(texts["kinds"], initial["regulating"]["kinds"], "key", keys)}
    if "sns" in missing:
        whole["sns"] = _publishing(initial["sns"], whole)
    roles, posts = content["roles"], {key for one in arrived for key in one.roles}
    whole["roles"] = {**roles, "duties": _with(roles["duties"], initial["roles"]["duties"], "key", posts)}
    return whole


def _publishing(sns: Content, whole: Content) -> Content:
    """What may be published, in the town's classes: the heaviest meant for the public, or nothing where it has none."""
    rows = whole["classification"]["confidentiality"]
    public = [row for row in rows if row["info"] == "class1"]
    shipped = next((row for row in public if row["code"] == sns["highest_class"]), None)
    highest = shipped or max(public, key=lambda row: int(row["rank"]), default=None)
    return {**sns, "highest_class": highest and highest["code"]}


def _with(own: list[Content], shipped: list[Content], name: str, added: Collection[str]) -> list[Content]:
    """The town's rows, and behind them the shipped ones that were added and that it does not have."""
    known = {row[name] for row in own}
    return [*own, *(row for row in shipped if row[name] in added and row[name] not in known)]


class _Classes:
    """The town's class for a shipped one it does not have: the next one above the lighter shipped classes it has, or its
    heaviest. Where it has none of ours all stand for its lightest, so that nothing is permitted before the town says so."""

    def __init__(self, content: Mapping[str, Any], initial: Content) -> None:
        self.own = _by_rank(content["classification"]["confidentiality"])
        self.shipped = _by_rank(initial["classification"]["confidentiality"])

    def of(self, code: str) -> str:
        if code in self.own:
            return code
        lighter = [self.own.index(one) for one in self.shipped[: self.shipped.index(code)] if one in self.own]
        return self.own[min(max(lighter, default=-1) + 1, len(self.own) - 1)]


def _by_rank(rows: list[Content]) -> list[str]:
    return [str(row["code"]) for row in sorted(rows, key=lambda row: int(row["rank"]))]


def _of_the_town(node: Any, classes: _Classes) -> Any:
    """The shipped rules with the town's classes wherever a class stands."""
    if isinstance(node, list):
        return [_of_the_town(row, classes) for row in node]
    if not isinstance(node, dict):
        return node
    whole = {name: _of_the_town(child, classes) for name, child in node.items()}
    for name in ("class_at_least", "class_code"):
        if whole.get(name) is not None:
            whole[name] = classes.of(whole[name])
    if "classes" in whole:
        whole["classes"] = list(dict.fromkeys(classes.of(code) for code in whole["classes"]))
    return whole


def _routes(content: Mapping[str, Any], shipped: list[Content], wanted: Collection[str]) -> list[Content]:
    """The shipped routes of the new kinds for which the town has none."""
    own = content["routes"]
    covered, keys = {kind for route in own for kind in route["kinds"]}, {route["key"] for route in own}
    added = []
    for route in shipped:
        kinds = [kind for kind in route["kinds"] if kind in wanted and kind not in covered]
        if kinds:
            key = route["key"] if route["key"] not in keys else f"{route['key']}_initial"
            steps = [_step(step, content) for step in route["steps"]]
            added.append({**route, "key": key, "kinds": kinds, "steps": steps})
    return added


def _step(step: Content, content: Mapping[str, Any]) -> Content:
    when = step.get("when")
    return {**step, "when": {**when, **_class(when, content)}} if when else step


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
