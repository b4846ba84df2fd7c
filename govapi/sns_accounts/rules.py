"""What an account must have before it is applied for, before it runs, and before it runs again. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govapi.kit.errors import FieldFault
from govapi.policy.schema.sns import Sns, SnsCheck
from govapi.sns_accounts.activity.rules import Quiet
from govapi.sns_accounts.closing.rules import Closing

IN_USE = ("active", "paused")
# Of these nobody is left without an officer: also while an account is being closed.
ANSWERED_FOR = (*IN_USE, "closing")
# In these a handle and a URL are taken: nobody else registers them (the index of the table says the same).
LIVE = ("draft", "in_approval", "approved", *ANSWERED_FOR)
# What all staff know of; before the decision it is the application of a section.
KNOWN = ("approved", *ANSWERED_FOR, "closed")

PAUSES: Mapping[str, str] = {
    "own": "所管課による休止",
    "emergency": "緊急停止",
    "vacancy": "責任者の欠員による休止",
    "dormant": "休眠による休止",
}

# What is decided on the application and changed only by a decision; everything else the section keeps up to date itself.
APPROVED: Mapping[str, str] = {
    "name": "アカウントの名称",
    "handle": "アカウントID（ハンドル）",
    "url": "URL",
    "purpose": "目的",
    "audience": "対象とする者",
    "categories": "発信できる情報",
    "takes": "住民等から受け取る情報",
    "takes_note": "受け取る情報の取扱い",
    "reply_policy": "返信等の方針",
    "hours": "対応時間",
    "contact": "問合せ先",
    "outsourced": "運用の委託の有無",
}
KEPT: Mapping[str, str] = {
    "public": "公式アカウントの一覧への掲載",
    "contract_id": "運用の委託契約",
    "cloud_use_id": "クラウドサービスの利用の承認",
    "login_method": "ログインの方法",
    "mfa_kind": "多要素認証の方法",
    "mfa_holder": "多要素認証の機器を保管する職",
    "secrets_kept": "ID及びパスワードの保管場所",
    "recovery_kind": "復旧用の連絡先の種類",
    "recovery_holder": "復旧用の連絡先を管理する課",
    "devices": "発信に使う端末",
    "official_devices_only": "公用端末のみの利用",
    "verified_mark": "認証マーク",
    "followers": "フォロワー数",
    "password_changed_on": "パスワードを変更した日",
    "site_url": "公式サイトの掲載ページ",
    "site_checked_on": "掲載を確かめた日",
}
LABELS: Mapping[str, str] = {"platform": "サービス", **APPROVED, **KEPT}
REQUIRED = ("purpose", "audience", "categories", "reply_policy", "hours", "contact")
PREPARED = ("login_method", "mfa_kind", "mfa_holder", "secrets_kept", "recovery_kind", "recovery_holder", "devices")
FEW = 3  # checks named in one sentence
# Where the secrets are kept: for the section, the public relations section, information security and audit alone.
KEYS = ("mfa_holder", "secrets_kept", "recovery_holder", "devices")


@dataclass(frozen=True)
class AccountFacts:
    """What the guards look at; collected by the queries, never by the rules."""

    missing: Sequence[str] = ()  # labels of fields of the plan without a value
    address_fault: str | None = None
    unknown: Sequence[str] = ()  # choices the policy set of today no longer has
    unprepared: Sequence[str] = ()  # labels of fields about login and devices without a value
    open_checks: Sequence[str] = ()  # labels of checks that are not as they should be
    officer: bool = True
    lacking_texts: Sequence[str] = ()  # labels: 運用手順, 運用方針
    link_faults: Sequence[str] = ()
    stopped: bool = False  # 緊急停止中
    may_lift: bool = False  # the actor may end an emergency stop
    change: str = ""  # the number of a change under way
    quiet: Quiet = field(default_factory=Quiet)
    closing: Closing = field(default_factory=Closing)


def listed(names: Collection[str]) -> str:
    return "、".join(f"「{name}」" for name in names)


def plan_filled(facts: AccountFacts) -> str | None:
    return f"運用計画の次の項目を入力してください。{listed(facts.missing)}" if facts.missing else None


def choices_known(facts: AccountFacts) -> str | None:
    if not facts.unknown:
        return None
    return f"今の方針セットにない選択肢が選ばれています。{listed(facts.unknown)}を選び直してください。"


def address_sound(facts: AccountFacts) -> str | None:
    return facts.address_fault


def login_settled(facts: AccountFacts) -> str | None:
    if not facts.unprepared:
        return None
    return f"認証及び端末についての次の項目を入力してください。{listed(facts.unprepared)}"


def checks_done(facts: AccountFacts) -> str | None:
    if not facts.open_checks:
        return None
    more = len(facts.open_checks) - FEW
    named = listed(facts.open_checks[:FEW]) + (f"ほか{more}項目" if more > 0 else "")
    return f"開設の確認が済んでいません。{named}を整え、確認の結果を記録してください。"


def has_officer(facts: AccountFacts) -> str | None:
    if facts.officer:
        return None
    return "責任者がいません。責任者となる職を指定し、その職に発令された職員がいることを確かめてください。"


def has_texts(facts: AccountFacts) -> str | None:
    if not facts.lacking_texts:
        return None
    return f"このアカウントの{listed(facts.lacking_texts)}が整備されていません。作成して施行の日を登録してください。"


def links_there(facts: AccountFacts) -> str | None:
    return "".join(facts.link_faults) or None


def stop_lifted(facts: AccountFacts) -> str | None:
    if not facts.stopped or facts.may_lift:
        return None
    return "緊急停止中のアカウントを再開できるのは、広報主管課の長だけです。広報主管課に再開を求めてください。"


def not_stopped(facts: AccountFacts) -> str | None:
    return "既に緊急停止中です。" if facts.stopped else None


def no_change_under_way(facts: AccountFacts) -> str | None:
    if not facts.change:
        return None
    return f"変更の申請（{facts.change}）があります。その申請を取り下げるか、決裁を終えてから行ってください。"


FOR_SUBMITTING = (plan_filled, choices_known, address_sound)
FOR_RUNNING = (login_settled, checks_done, has_officer, has_texts, links_there)


def sentences(facts: AccountFacts, *, running: bool) -> list[str]:
    """Everything that stands in the way, for the page: of submitting, or of running."""
    guards = FOR_RUNNING if running else FOR_SUBMITTING
    return [sentence for guard in guards if (sentence := guard(facts)) is not None]


def takes_information(takes: Collection[str]) -> bool:
    """Whether the account takes information from residents: then it is a cloud service the town uses (domain 15.15)."""
    return bool(takes)


@dataclass(frozen=True)
class Links:
    """What an account is tied to on a day. ``use_state``, ``contract_state``: the state in words, None when nothing is linked."""

    use_state: str | None = None
    use_live: bool = False
    contract_state: str | None = None
    contract_runs: bool = False


def link_faults(*, takes: Collection[str], outsourced: bool, links: Links) -> list[str]:
    """Why the account may not run (yet): a sentence for each, saying what to do."""
    found = []
    if takes_information(takes):
        if links.use_state is None:
            found.append(
                "住民等から情報を受け取るアカウントです。クラウドサービスの利用の承認を受け、その利用をこのアカウントに登録してください。"
            )
        elif not links.use_live:
            found.append(
                f"登録されたクラウドサービスの利用は「{links.use_state}」です。今日有効な利用の承認を受け、登録し直してください。"
            )
    if outsourced:
        if links.contract_state is None:
            found.append("運用を委託するアカウントです。運用の委託契約を締結し、その契約をこのアカウントに登録してください。")
        elif not links.contract_runs:
            found.append(f"登録された委託契約は「{links.contract_state}」です。今日有効な契約を登録し直してください。")
    return found


def asked_checks(sns: Sns, at: str, *, takes: Collection[str], outsourced: bool) -> tuple[SnsCheck, ...]:
    """The checks that apply to an account of this kind, at the opening or at the review."""
    return tuple(
        check
        for check in sns.checks
        if at in check.at
        and (check.takes_information is None or takes_information(takes))
        and (check.outsourced is None or outsourced)
    )


def open_checks(checks: Collection[SnsCheck], answers: Mapping[str, Any]) -> list[str]:
    """Labels of the checks the account may not open without and that are not answered as they should be."""
    return [one.label for one in checks if one.required and not is_good(one, answers.get(one.key))]


def is_good(check: SnsCheck, answer: Any) -> bool:
    return isinstance(answer, dict) and answer.get("good") is check.good


def unknown_choices(sns: Sns, values: Mapping[str, Any]) -> list[FieldFault]:
    """Faults of the choices that must be in the policy set, each with its pointer; what is empty is no fault."""
    single: Mapping[str, Collection[str]] = {
        "platform": {one.key for one in sns.platforms},
        "login_method": {one.key for one in sns.login_methods},
        "mfa_kind": {one.key for one in sns.mfa_kinds},
        "recovery_kind": {one.key for one in sns.recovery_kinds},
    }
    many: Mapping[str, Collection[str]] = {
        "categories": {one.key for one in sns.categories},
        "takes": {one.key for one in sns.takes},
    }
    message = "方針セットにない選択肢です。一覧から選んでください。"
    found = [FieldFault(f"/{name}", message) for name, known in single.items() if values.get(name) and values[name] not in known]
    for name, keys in many.items():
        chosen = values.get(name) or []
        found += [FieldFault(f"/{name}/{at}", message) for at, key in enumerate(chosen) if key not in keys]
        if len(set(chosen)) < len(chosen):
            found.append(FieldFault(f"/{name}", "同じものが2回選ばれています。1回にしてください。"))
    return found
