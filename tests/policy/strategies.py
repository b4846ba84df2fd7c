"""Facts, conditions and answers for property tests."""

from datetime import date

from hypothesis import strategies as st

from govapi.policy.conditions import FLAGS, Condition, Facts
from govapi.policy.loading import default_policy
from govapi.policy.rules import Answer
from govapi.policy.schema.questions import AnswerKind, Question

DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))

FACTS = st.builds(
    Facts,
    info=st.sampled_from(["none", "class1", "class2"]),
    starts_on=st.none() | DAYS,
    **{name: st.booleans() for name in FLAGS},
)

ATOMS: st.SearchStrategy[Condition] = st.one_of(
    st.just(Condition(always=True)),
    st.sampled_from(FLAGS).map(lambda name: Condition.model_validate({name: True})),
    st.sampled_from(["class1", "class2"]).map(lambda level: Condition.model_validate({"info": level})),
    DAYS.map(lambda day: Condition(starts_on_or_after=day)),
)


def _wider(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return several.map(lambda rows: Condition(any=rows)) | several.map(lambda rows: Condition(all=rows))


CONDITIONS = st.recursive(ATOMS, _wider, max_leaves=8)


def _answers_to(question: Question) -> st.SearchStrategy[Answer]:
    if question.kind is AnswerKind.YES_NO:
        return st.booleans()
    if question.kind is AnswerKind.CHOICE:
        return st.sampled_from([choice.key for choice in question.choices])
    return st.integers(0, 10_000)


ANSWERS: st.SearchStrategy[dict[str, Answer]] = st.fixed_dictionaries(
    {}, optional={question.key: _answers_to(question) for question in default_policy().questionnaire.questions}
)


@st.composite
def heavier_answers(draw: st.DrawFn) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Answers, and answers that are at least as heavy at every question."""
    light, other = draw(ANSWERS), draw(ANSWERS)
    heavy = dict(light)
    for key, answer in other.items():
        question = default_policy().questionnaire.by_key[key]
        if key not in light or _weight(question, answer) >= _weight(question, light[key]):
            heavy[key] = answer
    return light, heavy


def _weight(question: Question, answer: Answer) -> int:
    return int(answer) if isinstance(answer, int) else question.choice_rank(answer) or 0
