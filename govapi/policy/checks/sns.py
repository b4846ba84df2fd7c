from collections.abc import Iterator, Sequence

from govapi.policy.checks.common import repeated, unknown
from govapi.policy.checks.registries import bounded
from govapi.policy.faults import PolicyFault
from govapi.policy.platforms import platform_of, without_front
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.sns import Platform, Playbook

FILE = "sns.yaml"
HANDLE = "{handle}"
PLAYBOOKS = ("hijack", "impersonation")
ASKED = {"class": "情報の分類（about: class）", "personal": "個人情報（about: personal）"}
"""The prohibitions that the question whether something may be published rests on."""
LISTS = ("platforms", "categories", "prohibitions", "checks", "takes", "mfa_kinds", "login_methods", "recovery_kinds")


def check_sns(policy: PolicySet) -> Iterator[PolicyFault]:
    sns = policy.sns
    for name in LISTS:
        yield from repeated(FILE, name, [row.key for row in getattr(sns, name)])
    yield from _platforms(sns.platforms)
    yield from _publishing(policy)
    for name in ("mfa_kinds", "login_methods", "recovery_kinds"):
        if not any(row.good for row in getattr(sns, name)):
            yield PolicyFault(FILE, name, "適切な設定（good: false としないもの）を一つ以上書いてください。")
    for moment in ("opening", "review"):
        if not any(moment in check.at for check in sns.checks):
            yield PolicyFault(FILE, "checks", f"at に {moment} を含む確認の項目を一つ以上書いてください。")
    if sns.dormancy.idle_after_days <= sns.dormancy.warn_after_days:
        message = "idle_after_days（休止を促すまでの日数）は、warn_after_days（注意を促すまでの日数）より大きくしてください。"
        yield PolicyFault(FILE, "dormancy", message)
    yield from _playbooks(sns.playbooks)
    yield from _regulations(policy)


def _platforms(platforms: Sequence[Platform]) -> Iterator[PolicyFault]:
    hosts = [without_front(host) for platform in platforms for host in {*platform.hosts, *platform.separate_hosts}]
    yield from repeated(FILE, "platforms（hosts、separate_hosts）", hosts)
    for platform in platforms:
        place = f"platforms.{platform.key}"
        if platform.handle_pattern and not bounded(platform.handle_pattern):
            message = (
                "handle_pattern は、^ で始め $ で終わる形で、英数字、記号（- _ / .）、[0-9] 及び回数（{1,15}）だけを使って書いて"
                "ください。幅のある回数は2か所までです。"
            )
            yield PolicyFault(FILE, place, message)
        if platform.address and not _addresses(platform):
            message = "address は、https:// で始まる hosts のアドレスとし、アカウントIDの入る最後の部分に {handle} を一つ書いてください。"
            yield PolicyFault(FILE, place, message)


def _addresses(platform: Platform) -> bool:
    """Whether the address follows from the handle: the handle stands once, in its last part, on a host of the platform."""
    address = platform.address
    return (
        address.startswith("https://")
        and address.count(HANDLE) == 1
        and address.endswith(HANDLE)
        and "?" not in address
        and platform_of([platform], address.replace(HANDLE, "0")) is platform
    )


def _publishing(policy: PolicySet) -> Iterator[PolicyFault]:
    sns, classes = policy.sns, policy.classification.confidentiality
    if sns.highest_class is not None:
        yield from unknown(FILE, "highest_class", [sns.highest_class], [row.code for row in classes], "分類")
        if any(row.code == sns.highest_class and row.info != "class1" for row in classes):
            message = "機密性２以上に当たる分類の情報は、発信できません。公開を前提とする分類に改めるか、highest_class を削除してください。"
            yield PolicyFault(FILE, "highest_class", message)
    for about, words in ASKED.items():
        if not any(row.about == about for row in sns.prohibitions):
            yield PolicyFault(FILE, "prohibitions", f"{words}の禁止事項がありません。初期値の内容を写してください。")


def _playbooks(playbooks: Sequence[Playbook]) -> Iterator[PolicyFault]:
    keys = [playbook.key for playbook in playbooks]
    yield from repeated(FILE, "playbooks", keys)
    for key in (key for key in PLAYBOOKS if key not in keys):
        yield PolicyFault(FILE, "playbooks", f"「{key}」の対応の順がありません。初期値の内容を写してください。")
    for playbook in playbooks:
        place = f"playbooks.{playbook.key}"
        yield from repeated(FILE, place, [step.key for step in playbook.steps])
        hours = [step.within_hours for step in playbook.steps]
        if hours != sorted(hours):
            yield PolicyFault(FILE, place, "within_hours は、対応の順に、同じか大きくなるように書いてください。")


def _regulations(policy: PolicySet) -> Iterator[PolicyFault]:
    """The procedure of an account is not for everybody's eyes; its policy is published."""
    kinds = {kind.key: kind for kind in policy.regulating.kinds}
    for field, usually, words in (
        ("procedure_kind", "restricted", "運用手順は、関係者限り（restricted）"),
        ("policy_kind", "public", "運用方針は、公開（public）"),
    ):
        key = getattr(policy.sns, field)
        yield from unknown(FILE, field, [key], kinds, "規程の種類")
        if key in kinds and kinds[key].usually != usually:
            message = f"{words}の規程とします。regulating.yaml の「{key}」の usually を {usually} に改めてください。"
            yield PolicyFault(FILE, field, message)
