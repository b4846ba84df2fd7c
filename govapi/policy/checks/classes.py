from collections.abc import Iterator

from govapi.policy.checks.common import repeated, unknown
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.classification import Level
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.questions import AnswerKind, Derivation, Match, Question, Questionnaire

CLASSES, QUESTIONS, ERASURE = "classification.yaml", "questionnaire.yaml", "erasure.yaml"


def check_classification(policy: PolicySet) -> Iterator[PolicyFault]:
    rows = policy.classification.confidentiality
    codes = [row.code for row in rows]
    yield from repeated(CLASSES, "confidentiality", codes)
    if [row.rank for row in rows] != sorted({row.rank for row in rows}):
        yield PolicyFault(CLASSES, "confidentiality", "rank は、軽い分類から順に、重複なく大きくしてください。")
    if [row.info for row in rows] != sorted(row.info for row in rows):
        yield PolicyFault(CLASSES, "confidentiality", "info は、軽い分類から順に class1、class2 としてください。")
    for name, levels in (("integrity", policy.classification.integrity), ("availability", policy.classification.availability)):
        yield from _levels(name, levels)
    for scheme in policy.classification.older_schemes:
        yield from unknown(CLASSES, f"older_schemes.{scheme.key}", scheme.classes.values(), codes, "分類")


def _levels(name: str, levels: tuple[Level, ...]) -> Iterator[PolicyFault]:
    if not levels or [row.level for row in levels] != sorted({row.level for row in levels}):
        yield PolicyFault(CLASSES, name, "level は、小さいものから順に、重複なく一つ以上書いてください。")


def check_questionnaire(policy: PolicySet) -> Iterator[PolicyFault]:
    return check_questions(policy, policy.questionnaire, QUESTIONS)


def check_questions(policy: PolicySet, questionnaire: Questionnaire, file: str) -> Iterator[PolicyFault]:
    """Faults of a questionnaire and of what is derived from it."""
    yield from repeated(file, "questions", [question.key for question in questionnaire.questions])
    earlier: dict[str, Question] = {}
    for question in questionnaire.questions:
        place = f"questions.{question.key}"
        if (question.kind is AnswerKind.CHOICE) != bool(question.choices):
            yield PolicyFault(file, place, "choices（選択肢）は、kind が choice の質問にだけ、必ず書いてください。")
        yield from repeated(file, place, [choice.key for choice in question.choices])
        for match in question.unfolds_when:
            yield from check_match(file, f"{place}.unfolds_when", match, earlier, "先に置いた質問")
        earlier[question.key] = question
    yield from repeated(file, "derivations", [row.key for row in questionnaire.derivations])
    for row in questionnaire.derivations:
        yield from _derivation(policy, row, earlier, file)
    used = {match.question for row in questionnaire.derivations for match in row.when}
    for key in (key for key in earlier if key not in used):
        message = "この質問の答えから何も導かれません。derivations に規則を加えるか、質問を削除してください。"
        yield PolicyFault(file, f"questions.{key}", message)


def _derivation(policy: PolicySet, row: Derivation, questions: dict[str, Question], file: str) -> Iterator[PolicyFault]:
    place = f"derivations.{row.key}"
    for match in row.when:
        yield from check_match(file, place, match, questions, "質問")
    raises, classes = row.raises, policy.classification
    if raises.class_code is not None:
        yield from unknown(file, place, [raises.class_code], [c.code for c in classes.confidentiality], "分類")
    for level, levels, name in (
        (raises.integrity, classes.integrity, "完全性"),
        (raises.availability, classes.availability, "可用性"),
    ):
        if level is not None and level not in [known.level for known in levels]:
            message = f"{name}の段階「{level}」は定められていません。classification.yaml の段階に合わせてください。"
            yield PolicyFault(file, place, message)
    if raises == type(raises)():
        yield PolicyFault(file, place, "raises に、引き上げる分類、段階又は事実を一つ以上書いてください。")


def check_match(file: str, place: str, match: Match, questions: dict[str, Question], what: str) -> Iterator[PolicyFault]:
    """A fault where the match asks for a question or an answer that does not exist."""
    question = questions.get(match.question)
    if question is None:
        yield from unknown(file, place, [match.question], questions, what)
    elif question.kind is AnswerKind.YES_NO and match.at_least is not None:
        yield PolicyFault(file, place, f"「{question.key}」は「はい・いいえ」の質問です。at_least を削除してください。")
    elif question.kind is AnswerKind.NUMBER and not isinstance(match.at_least, int):
        yield PolicyFault(file, place, f"「{question.key}」は数の質問です。at_least に整数を書いてください。")
    elif question.kind is AnswerKind.CHOICE and question.choice_rank(str(match.at_least)) is None:
        keys = "、".join(choice.key for choice in question.choices)
        yield PolicyFault(file, place, f"at_least には、「{question.key}」の選択肢（{keys}）のいずれかを書いてください。")


def check_erasure(policy: PolicySet) -> Iterator[PolicyFault]:
    erasure, codes = policy.erasure, [row.code for row in policy.classification.confidentiality]
    media = [medium.key for medium in erasure.media]
    yield from repeated(ERASURE, "media", media)
    yield from repeated(ERASURE, "methods", [method.key for method in erasure.methods])
    for method in erasure.methods:
        place = f"methods.{method.key}"
        yield from unknown(ERASURE, place, method.media, media, "媒体")
        yield from unknown(ERASURE, place, [method.up_to_class] if method.up_to_class else [], codes, "分類")
    for medium in erasure.media:
        if not any(medium.key in method.media and method.up_to_class is None for method in erasure.methods):
            message = (
                f"「{medium.label}」に、全ての分類で使える方法（up_to_class のないもの）がありません。一つ以上加えてください。"
            )
            yield PolicyFault(ERASURE, f"media.{medium.key}", message)
    yield from unknown(ERASURE, "proofs", [proof.class_at_least for proof in erasure.proofs], codes, "分類")
    yield from repeated(ERASURE, "proofs", [proof.class_at_least for proof in erasure.proofs])
