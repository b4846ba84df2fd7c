"""What bars a step of a campaign, and how far it has come. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Progress:
    """How many rounds stand where. ``late`` are those awaited past their deadline, and are among ``awaiting``."""

    unsent: int = 0
    awaiting: int = 0
    late: int = 0
    answered: int = 0
    in_approval: int = 0
    decided: int = 0
    withdrawn: int = 0

    @property
    def total(self) -> int:
        """Withdrawn rounds no longer count."""
        return self.unsent + self.awaiting + self.answered + self.in_approval + self.decided

    @property
    def back(self) -> int:
        """Rounds whose answer has come."""
        return self.answered + self.in_approval + self.decided


@dataclass(frozen=True)
class CampaignFacts:
    """What the guards look at. ``targets`` counts whom the campaign would choose now."""

    targets: int
    deadline: date
    prepared: bool
    sending: bool
    progress: Progress
    nudged_on: date | None
    today: date


def deadline_ahead(facts: CampaignFacts) -> str | None:
    return None if facts.deadline >= facts.today else "回答の期限が過ぎています。今日以後の日に変更してください。"


def somebody_chosen(facts: CampaignFacts) -> str | None:
    if facts.targets == 0:
        return "対象となる委託先がありません。区分、所管課又は次回の評価の期日の条件を見直してください。"
    return None


def all_prepared(facts: CampaignFacts) -> str | None:
    return None if facts.prepared else "チェックシートを準備しています。しばらくしてから、もう一度画面を開いてください。"


def something_unsent(facts: CampaignFacts) -> str | None:
    if facts.sending and facts.progress.unsent:
        return "送付の処理をしています。しばらくしてから、もう一度画面を開いてください。"
    return None if facts.progress.unsent else "送付していないチェックシートはありません。"


def somebody_late(facts: CampaignFacts) -> str | None:
    if facts.progress.late == 0:
        return "期限を過ぎても回答のない委託先はありません。"
    return "今日は既に督促しました。明日以後に、もう一度行ってください。" if facts.nudged_on == facts.today else None


def all_sent(facts: CampaignFacts) -> str | None:
    if facts.progress.unsent:
        return f"送付していないチェックシートが{facts.progress.unsent}件あります。送付するか、取り下げてください。"
    return None


def badges(facts: CampaignFacts, status: str) -> list[str]:
    """準備処理中, 送付処理中, 遅れあり: derived each time."""
    if status != "open":
        return []
    found = []
    if not facts.prepared:
        found.append("準備処理中")
    if facts.sending and facts.progress.unsent:
        found.append("送付処理中")
    if facts.progress.late:
        found.append(f"遅れ{facts.progress.late}件")
    return found
