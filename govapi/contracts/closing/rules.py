"""What an inspection, a handing over and a proof of return or erasure must satisfy. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from govapi.kit.errors import FieldFault
from govapi.policy.rules import erasure_methods, erasure_proof
from govapi.policy.schema.erasure import ErasureKind, ErasureMethod, ErasureProof
from govapi.policy.schema.policy_set import PolicySet

InspectionKind = Literal["partial", "final"]

INSPECTIONS: dict[str, str] = {"partial": "既済部分検査", "final": "完了検査"}
PARTIAL_STATES = frozenset({"active", "suspended", "amending", "terminating", "completed"})
FINAL_STATES = frozenset({"completed", "closing", "terminated"})
HANDING_STATES = frozenset({"concluded", "active", "suspended", "amending", "terminating", "completed", "closing", "terminated"})


@dataclass(frozen=True)
class Proof:
    """What is said about the end of one handed item."""

    method: str
    done_on: date
    done_by: str
    attended_by: str
    certificate_sha256: str
    log_sha256: str


def inspection_faults(
    *, inspected_on: date, starts_on: date | None, passed: bool, security_kept: bool, remark: str, today: date
) -> list[FieldFault]:
    """What is wrong with an inspection report."""
    faults = []
    if inspected_on > today:
        faults.append(FieldFault("/inspected_on", "検査日には、今日以前の日を入力してください。"))
    if starts_on is not None and inspected_on < starts_on:
        faults.append(FieldFault("/inspected_on", "検査日は、履行期間の始期以後の日にしてください。"))
    if not (passed and security_kept) and not remark.strip():
        faults.append(
            FieldFault("/remark", "不合格のとき、又は情報セキュリティ要件が守られていないときは、その内容を入力してください。")
        )
    return faults


def methods_for(policy: PolicySet, medium: str, class_code: str) -> tuple[ErasureMethod, ...]:
    """The methods that prove the end of this item."""
    return erasure_methods(policy, medium, class_code)


def needed(policy: PolicySet, class_code: str, kind: ErasureKind) -> ErasureProof | None:
    """The proof the class needs. What came back to the city needs the paper of its return only: there is nothing to film."""
    proof = erasure_proof(policy, class_code)
    if proof is None or kind is not ErasureKind.RETURN:
        return proof
    return proof.model_copy(update={"log_or_photo": False, "staff_attends": False})


def proof_faults(
    policy: PolicySet, medium: str, class_code: str, handed_on: date | None, proof: Proof, today: date
) -> list[FieldFault]:
    """What is missing or wrong in a proof of return or erasure."""
    faults = []
    if proof.done_on > today:
        faults.append(FieldFault("/done_on", "返却又は消去の日には、今日以前の日を入力してください。"))
    if handed_on is not None and proof.done_on < handed_on:
        faults.append(FieldFault("/done_on", "返却又は消去の日は、渡した日以後の日にしてください。"))
    allowed = {method.key: method for method in methods_for(policy, medium, class_code)}
    chosen = allowed.get(proof.method)
    if chosen is None:
        labels = "、".join(f"「{method.label}」" for method in allowed.values()) or "なし"
        faults.append(FieldFault("/method", f"この媒体と分類に使えない方法です。使える方法は、{labels}です。"))
        return faults
    return faults + _papers(needed(policy, class_code, chosen.kind), proof)


def _papers(wanted: ErasureProof | None, proof: Proof) -> list[FieldFault]:
    if wanted is None:
        return []
    faults = []
    if wanted.certificate and not proof.certificate_sha256:
        faults.append(FieldFault("/certificate_sha256", f"{wanted.text}証明書又は返却書を添付してください。"))
    if wanted.log_or_photo and not proof.log_sha256:
        faults.append(FieldFault("/log_sha256", f"{wanted.text}消去の記録又は写真を添付してください。"))
    if wanted.staff_attends and not proof.attended_by.strip():
        faults.append(FieldFault("/attended_by", f"{wanted.text}立ち会った職員の氏名を入力してください。"))
    return faults


def nothing_handed_fault(*, items: int, unanswered: int, class_code: str | None, leaves_premises: bool) -> str | None:
    """Why it cannot be said that nothing was handed over, in Japanese, or None."""
    if items:
        return "渡した情報が登録されています。それぞれについて、返却又は消去の証明を登録してください。"
    if unanswered:
        return "取り扱う情報についての質問に答えが残っています。全てに答えてから、もう一度操作してください。"
    if class_code is not None and leaves_premises:
        return (
            "質問の答えでは、情報を庁外で取り扱うこととなっています。渡した情報を登録し、返却又は消去の証明を登録してください。"
            "実際には渡していないときは、変更契約の手続で答えを直してください。"
        )
    return None
