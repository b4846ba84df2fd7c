"""The rules about social media and about personnel changes in words an official can check against the town's own rules."""

from govapi.policy.schema.policy_set import PolicySet

MOMENTS = {"opening": "開設の前", "review": "年次"}
EFFECTS = {
    "move": "本務の職が替わる",
    "hire": "新たに職に就く",
    "leave": "全ての職を離れる",
    "concurrent": "ほかの職を兼ねる",
    "in_charge": "ほかの職の事務を取り扱う",
    "acting": "ほかの職の職務を代理する",
    "release": "一つの職を離れる",
}
FIELDS = {
    "staff_number": "職員番号",
    "name": "氏名",
    "kana": "フリガナ",
    "subject": "利用者識別子",
    "email": "メールアドレス",
    "kind": "異動の種類",
    "effective_on": "発令日",
    "until": "期間の末日",
    "from_department": "異動前の所属",
    "from_post": "異動前の職名",
    "to_department": "異動後の所属",
    "to_post": "異動後の職名",
    "remark": "備考",
}
SIDES = {"giver": "引き継ぐ者", "receiver": "引き受ける者"}


def highest(policy: PolicySet) -> str:
    """The heaviest class that may be published."""
    code = policy.sns.highest_class
    return f"{policy.classification.label(code)}まで" if code is not None else "なし（何も発信できない。）"
