"""What the accounts of social media may publish, as the tables of the regulation on their use."""

from collections.abc import Iterator

from govapi.admin.regulations.annexes.rows import NONE, Annex, Row
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.sns import Category

JUDGED = {"class": "情報の分類による", "personal": "個人情報の有無による", "other": "承認する者が確かめる"}


def annexes(policy: PolicySet) -> Iterator[Annex]:
    """What may be published and who approves it; what may never be; what is done when an account is taken."""
    sns = policy.sns
    code, floor = sns.highest_class, sns.on_site.availability_at_least
    limit = f"{policy.classification.label(code)}の情報に限る。" if code is not None else "発信できる分類は、定められていない。"
    intro = f"{limit}自治体可用性{floor}以上の情報は、区分にかかわらず、本市の公式サイトにも掲載する。"
    categories = tuple(Row.of(one, one.label, one.examples, _approver(one), _site(one)) for one in sns.categories)
    yield Annex(
        "sns", "ソーシャルメディアサービスで発信できる情報", ("区分", "例", "承認する者", "公式サイトへの掲載"), categories, intro
    )
    forbidden = tuple(Row.of(one, one.label, one.because, JUDGED[one.about], "、".join(one.policy)) for one in sns.prohibitions)
    yield Annex(
        "sns", "ソーシャルメディアサービスで発信してはならない情報", ("情報", "理由", "確かめ方", "対応する方針の規定"), forbidden
    )
    for playbook in sns.playbooks:
        steps = tuple(
            Row.of(one, f"{number}　{one.label}", one.help or NONE, _within(one.within_hours), "残す" if one.evidence else NONE)
            for number, one in enumerate(playbook.steps, start=1)
        )
        yield Annex("sns", playbook.label, ("すること", "留意する事項", "期限（知った時から）", "証跡"), steps)


def _approver(category: Category) -> str:
    beforehand = "（緊急のときは、運用担当者の判断で発信し、事後に責任者へ報告する。）" if category.emergency else ""
    return category.approved_by.label + beforehand


def _site(category: Category) -> str:
    return "掲載する" if category.also_on_site else NONE


def _within(hours: int) -> str:
    return f"{hours}時間以内" if hours else "直ちに"
