"""Which verdict may be proposed, on which conditions, and until when it holds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from govapi.assessments.check_sheets.reviewing.rules import KnockedOut
from govapi.kit.japan.era import wareki
from govapi.kit.japan.holidays import period_end_months
from govapi.policy.schema.assessing import Tier

Verdict = Literal["fit", "conditional", "unfit"]
WITHOUT_INTERVAL = 12
"""Months a verdict holds where its tier has no interval (C: looked at again with each new contract). A declaration of a year
ago says little; so a contract of the next fiscal year wants a new one."""


@dataclass(frozen=True)
class Proposal:
    """What the decider is asked for. ``until``: the last day on which it holds; None: as the tier has it."""

    verdict: Verdict
    opinion: str
    conditions: str
    until: date | None


@dataclass(frozen=True)
class ProposalFault:
    """What is wrong with a proposal: its field and a sentence."""

    field: str
    message: str


def default_until(tier: Tier, verdict: Verdict, judged_on: date) -> date | None:
    """The last day on which a verdict holds: the interval of the tier, for 条件付適合 what the tier allows; 不適合 has none."""
    if verdict == "unfit":
        return None
    months = tier.interval_months or WITHOUT_INTERVAL
    if verdict == "conditional":
        months = min(months, tier.conditional_months)
    return period_end_months(judged_on, months)


def proposal_faults(proposal: Proposal, tier: Tier, knocked_out: Sequence[KnockedOut], today: date) -> list[ProposalFault]:
    """Every fault of the proposal, in the order of the form."""
    faults = []
    if proposal.verdict == "fit" and knocked_out:
        names = "、".join(one.question for one in knocked_out)
        faults.append(
            ProposalFault(
                "verdict",
                f"必須の設問（{names}）が基準に達していないため、適合とすることはできません。条件付適合又は不適合を選んでください。",
            )
        )
    if proposal.verdict == "unfit" and not proposal.opinion.strip():
        faults.append(ProposalFault("opinion", "不適合とするときは、その理由を意見に入力してください。"))
    if proposal.verdict == "conditional" and not proposal.conditions.strip():
        faults.append(ProposalFault("conditions", "条件付適合とするときは、付する条件を入力してください。"))
    sentence = _until_fault(proposal, tier, today)
    if sentence is not None:
        faults.append(ProposalFault("until", sentence))
    return faults


def _until_fault(proposal: Proposal, tier: Tier, today: date) -> str | None:
    latest = default_until(tier, proposal.verdict, today)
    if latest is None:
        return "不適合には有効期間がありません。日付を消してください。" if proposal.until else None
    if proposal.verdict == "conditional" and proposal.until is None:
        return f"条件付適合とするときは、いつまで認めるか（{wareki(latest)}まで）を入力してください。"
    if proposal.until is not None and not today <= proposal.until <= latest:
        return f"有効期間の末日は、今日から{wareki(latest)}までの日にしてください。"
    return None
