"""Facts, conditions and answers for property tests."""

from datetime import date

from hypothesis import strategies as st

from govapi.policy.conditions import FLAGS, Condition, Facts
from govapi.policy.loading import default_policy
from govapi.policy.rules import Answer
from govapi.policy.schema.cloud import CloudRule
from govapi.policy.schema.questions import AnswerKind, Question, Questionnaire

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


def answers_to(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, Answer]]:
    return st.fixed_dictionaries({}, optional={question.key: _answers_to(question) for question in questionnaire.questions})


ANSWERS = answers_to(default_policy().questionnaire)


@st.composite
def _heavier(draw: st.DrawFn, questionnaire: Questionnaire) -> tuple[dict[str, Answer], dict[str, Answer]]:
    answers = answers_to(questionnaire)
    light, other = draw(answers), draw(answers)
    heavy = dict(light)
    for key, answer in other.items():
        question = questionnaire.by_key[key]
        if key not in light or _weight(question, answer) >= _weight(question, light[key]):
            heavy[key] = answer
    return light, heavy


def heavier_answers() -> st.SearchStrategy[tuple[dict[str, Answer], dict[str, Answer]]]:
    """Answers, and answers that are at least as heavy at every question."""
    return _heavier(default_policy().questionnaire)


def heavier_cloud_answers() -> st.SearchStrategy[tuple[dict[str, Answer], dict[str, Answer]]]:
    """The same about what is put into a cloud service."""
    return _heavier(default_policy().cloud.questionnaire)


def _weight(question: Question, answer: Answer) -> int:
    return int(answer) if isinstance(answer, int) else question.choice_rank(answer) or 0


def _some(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


_CODES = [row.code for row in default_policy().classification.confidentiality]
_WHENS = st.fixed_dictionaries(
    {
        "classes": _some(_CODES),
        "class_at_least": st.none() | st.sampled_from(_CODES),
        "personal": st.none() | st.just(True),
        "zones": _some(["internet", "lgwan", "my_number"]),
        "models": _some(["alpha", "alpha_dash", "beta", "beta_dash"]),
        "forms": _some(["standard_terms", "individual", "lgwan_asp", "closed"]),
        "registered": st.none() | st.booleans(),
        "learns": st.none() | st.just(True),
        "disclosure": _some(["no", "yes", "unjudged"]),
    }
)
# Each adds a condition: one that adds nothing is at fault for that already, and is not looked at further.
_ADDING = {"adds": [default_policy().cloud.conditions[0].key]}
_SOURCE = {"label": "規則", "because": "例による。", "policy": ["6(8)"], "source": {"kind": "本市規程", "basis": "例"}}
_RULES = st.fixed_dictionaries(
    {
        "when": st.lists(_WHENS, min_size=1, max_size=2),
        "outcome": st.none() | st.sampled_from(["permitted", "conditions", "exception", "refused"]),
        "blocks": st.booleans(),
    }
)
CLOUD_RULES = st.lists(_RULES, min_size=1, max_size=4).map(
    lambda rows: tuple(
        CloudRule.model_validate({"key": f"r{number}", **_SOURCE, **_ADDING, **row}) for number, row in enumerate(rows)
    )
)
