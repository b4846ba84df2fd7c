"""What the permission rules say of information and a zone, for each contract form and for services that are not known yet. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from govapi.policy.permission import CloudFacts, Ruling, ruling
from govapi.policy.schema.cloud import Form, Outcome, Zone
from govapi.policy.schema.policy_set import PolicySet

REGISTERED = "ＩＳＭＡＰ等に登録されたサービスとするとき"
NOT_LEARNING = "入力した情報を学習に利用しないサービス（設定又は契約で利用させない場合を含む。）とするとき"


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same use with one thing changed, and what the rules say then."""

    when: str
    facts: CloudFacts
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class FormRuling:
    """A contract form at its best (registered, not learning, no disclosure to fear), and what makes it worse."""

    facts: CloudFacts
    ruling: Ruling
    harder: tuple[Alternative, ...]


def lightest(policy: PolicySet) -> str:
    """The code of the lightest class: that of information nobody minds, and of none at all."""
    return min(policy.classification.confidentiality, key=lambda one: one.rank).code


def at_least(policy: PolicySet, class_code: str) -> list[str]:
    """The codes of this class and the heavier ones."""
    floor = policy.classification.rank(class_code)
    return [one.code for one in policy.classification.confidentiality if one.rank >= floor]


def at_best(policy: PolicySet, class_code: str, zone: Zone, form: Form, *, personal: bool) -> CloudFacts:
    """The facts of a service of which nothing bad is known."""
    return CloudFacts(
        class_code=class_code,
        zone=zone,
        model=policy.cloud.model,
        form=form,
        registered=True,
        learns=False,
        disclosure="no",
        personal=personal,
    )


def each_form(policy: PolicySet, class_code: str, zone: Zone, *, personal: bool) -> list[FormRuling]:
    """Every contract form, with what a service must be for it: the easiest first."""
    found = (_form(policy, at_best(policy, class_code, zone, form, personal=personal)) for form in Form)
    return sorted(found, key=lambda one: _weight(one.ruling))


def _form(policy: PolicySet, facts: CloudFacts) -> FormRuling:
    best = ruling(policy, facts)
    if best.outcome is Outcome.REFUSED:
        return FormRuling(facts, best, ())
    worse = (Alternative(when, changed, ruling(policy, changed)) for when, changed in _worse(facts))
    return FormRuling(facts, best, tuple(one for one in worse if _is_harder(one.ruling, best)))


def _worse(facts: CloudFacts) -> Iterator[tuple[str, CloudFacts]]:
    yield "ＩＳＭＡＰ等に登録されていないサービスのとき", replace(facts, registered=False)
    yield "入力した情報が学習に利用されるサービスのとき", replace(facts, learns=True)
    yield "外国の法令による開示のおそれがあると判断されたとき", replace(facts, disclosure="yes")
    yield "外国の法令による開示のおそれが判断されていないとき", replace(facts, disclosure="unjudged")


def _weight(said: Ruling) -> tuple[int, bool, int]:
    return said.outcome.rank, said.blocked, len(said.conditions)


def _is_harder(one: Ruling, other: Ruling) -> bool:
    return _weight(one) > _weight(other)


def easier(policy: PolicySet, facts: CloudFacts) -> list[Alternative]:
    """Each single change of the use that gets an easier outcome, or one that can be submitted; the easiest first."""
    now = ruling(policy, facts)
    if now.outcome is Outcome.PERMITTED and not now.blocked:
        return []
    found = (Alternative(when, changed, ruling(policy, changed)) for when, changed in _better(policy, facts))
    better = [one for one in found if (one.ruling.blocked, one.ruling.outcome.rank) < (now.blocked, now.outcome.rank)]
    return sorted((one for one in better if one.ruling.outcome.rank <= now.outcome.rank), key=lambda one: _weight(one.ruling))


def _better(policy: PolicySet, facts: CloudFacts) -> Iterator[tuple[str, CloudFacts]]:
    for form in Form:
        if form is not facts.form:
            yield f"契約形態を「{form.label}」とするとき", replace(facts, form=form)
    for zone in Zone:
        if zone is not facts.zone:
            screen = "（画面転送による利用を含む。）" if zone is Zone.INTERNET else ""
            yield f"接続元を「{zone.label}」{screen}とするとき", replace(facts, zone=zone)
    if not facts.registered:
        yield REGISTERED, replace(facts, registered=True)
    if facts.learns:
        yield NOT_LEARNING, replace(facts, learns=False)
    if facts.disclosure == "unjudged":
        yield "外国の法令による開示のおそれがないと判断されたとき", replace(facts, disclosure="no")
    lower = _lighter(policy, facts)
    if lower is not None:
        yield lower


def _lighter(policy: PolicySet, facts: CloudFacts) -> tuple[str, CloudFacts] | None:
    """Only what may be published, and no personal data: the class below which no information lies."""
    code = lightest(policy)
    if facts.class_code == code and not facts.personal:
        return None
    label = policy.classification.label(code)
    return f"入力する情報を{label}（公表できる情報で、個人情報を含まないもの）に限るとき", replace(
        facts, class_code=code, personal=False
    )


def pairs(text: str) -> dict[str, str]:
    """Answers as an address carries them: ``residents_data:true,already_public:partly``."""
    split = (part.partition(":") for part in text.split(",") if part.strip())
    return {key.strip(): answer.strip() for key, _, answer in split}
