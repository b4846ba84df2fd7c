"""From what a town knows of a running contract to answers of its questionnaire. Pure.

The columns name facts; the policy set says which question raises a fact. So the answers fit whatever questions a town asks, class
and clauses follow from them as for every contract, and what nobody knows stays unanswered.
"""

from collections.abc import Iterable, Mapping

from govapi.policy.rules import Answer
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.questions import AnswerKind, Derivation, Match, Question, Questionnaire


def answers_for(policy: PolicySet, facts: Mapping[str, bool], handles: bool | None) -> dict[str, Answer]:
    """Answers from the facts that are known (あり true, なし false) and whether any information is handled."""
    questionnaire = policy.questionnaire
    raising = {
        name: [row for row in questionnaire.derivations if name in row.raises.facts and len(row.when) == 1] for name in facts
    }
    light = [_light(questionnaire, raising[name]) for name, there in facts.items() if not there]
    heavy = [_heavy(questionnaire, raising[name]) for name, there in facts.items() if there]
    found: dict[str, Answer] = {}
    for answers in (*light, *heavy):  # あり last: it prevails over the なし of another fact
        found |= answers
    if handles is not None and (question := _information_question(policy)) is not None:
        found[question.key] = handles
    _open_parents(questionnaire, found, [next(iter(answer)) for answer in heavy if answer])
    return found


def _heavy(questionnaire: Questionnaire, rows: Iterable[Derivation]) -> dict[str, Answer]:
    """The answer to the first question that raises the fact."""
    for row in rows:
        return {row.when[0].question: _matching(questionnaire.by_key[row.when[0].question], row.when[0])}
    return {}


def _light(questionnaire: Questionnaire, rows: Iterable[Derivation]) -> dict[str, Answer]:
    """ "No" to every question that would raise the fact; a choice only where nothing but the lightest is left."""
    found: dict[str, Answer] = {}
    for row in rows:
        match = row.when[0]
        question = questionnaire.by_key[match.question]
        if question.kind is AnswerKind.YES_NO:
            found[question.key] = False
        elif question.kind is AnswerKind.CHOICE and question.choice_rank(str(match.at_least)) == 1:
            found[question.key] = question.choices[0].key
    return found


def _matching(question: Question, match: Match) -> Answer:
    if question.kind is AnswerKind.YES_NO or match.at_least is None:
        return True
    return match.at_least


def _information_question(policy: PolicySet) -> Question | None:
    """The question whether any information is handled: the plain one that raises the lowest class."""
    for row in sorted(policy.questionnaire.derivations, key=lambda row: policy.classification.rank(row.raises.class_code)):
        question = policy.questionnaire.by_key[row.when[0].question]
        alone = len(row.when) == 1 and question.kind is AnswerKind.YES_NO and not question.unfolds_when
        if row.raises.class_code is not None and alone:
            return question
    return None


def _open_parents(questionnaire: Questionnaire, found: dict[str, Answer], heavy: list[str]) -> None:
    """A heavy answer counts only when the question above it unfolds it; a light one says nothing about that question."""
    while heavy:
        question = questionnaire.by_key[heavy.pop()]
        above = {match.question for match in question.unfolds_when}
        if question.unfolds_when and not above & found.keys():
            first = question.unfolds_when[0]
            found[first.question] = _matching(questionnaire.by_key[first.question], first)
            heavy.append(first.question)
