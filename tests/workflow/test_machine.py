"""The mechanism of every process: who may, where, on which condition; what is shown is what may be done; the picture says the same."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.errors import NotAllowed, NotFound, Refusal, Unmet, WrongState
from govapi.people.relations import Who
from govapi.workflow import T, Workflow
from govapi.workflow.picture import mermaid

STAFF, HEAD = Who.SECTION_STAFF, Who.SECTION_HEAD
LABELS = {"draft": "下書き", "asked": "申請中", "done": "決定済"}
APPLICANT, OTHER = uuid4(), uuid4()


@dataclass(frozen=True)
class Facts:
    whole: bool = True


def whole(facts: Facts) -> str | None:
    return None if facts.whole else "件名を入力してください。"


FLOW = Workflow(
    noun="leave",
    title="申請",
    labels=LABELS,
    initial="draft",
    transitions=(
        T("ask", "申請する", ("draft",), "asked", frozenset({STAFF}), (whole,), stamps="asked"),
        T("grant", "決定する", ("asked",), "done", frozenset({HEAD}), not_by=("asked",)),
        T("expire", "期限により終える", ("draft", "asked"), "done", frozenset({Who.CLOCK})),
    ),
)

REFUSED: list[tuple[str, str, Facts, set[Who], UUID, type[Refusal], str]] = [
    ("fly", "draft", Facts(), {STAFF}, OTHER, NotFound, "この操作はありません"),
    ("ask", "draft", Facts(), {HEAD}, OTHER, NotAllowed, "所管課の職員です"),
    ("ask", "asked", Facts(), {STAFF}, OTHER, WrongState, "「申請中」の間は、「申請する」を行えません"),
    ("ask", "draft", Facts(whole=False), {STAFF}, OTHER, Unmet, "件名を入力してください"),
    ("grant", "asked", Facts(), {HEAD}, APPLICANT, NotAllowed, "ほかの職員が行ってください"),
    ("grant", "draft", Facts(), {HEAD}, OTHER, WrongState, "「下書き」の間は"),
    ("expire", "draft", Facts(), {STAFF, HEAD}, OTHER, NotAllowed, "期日の到来"),
]


def stamped() -> dict[str, UUID | None]:
    return {"asked": APPLICANT}


@pytest.mark.parametrize(("action", "status", "facts", "who", "person", "refusal", "words"), REFUSED)
def test_a_refusal_says_why(
    action: str, status: str, facts: Facts, who: set[Who], person: UUID, refusal: type[Refusal], words: str
) -> None:
    with pytest.raises(refusal) as refused:
        FLOW.step(action, status, facts, frozenset(who), person=person, stamped=stamped())
    assert words in refused.value.detail


def test_a_permitted_step_leads_where_the_table_says() -> None:
    step = FLOW.step("ask", "draft", Facts(), frozenset({STAFF}), person=OTHER, stamped={})
    assert (step.source, step.target, step.stamps) == ("draft", "asked", "asked")
    assert FLOW.step("grant", "asked", Facts(), frozenset({HEAD}), person=OTHER, stamped=stamped()).target == "done"
    assert FLOW.step("expire", "asked", Facts(), frozenset({Who.CLOCK}), person=None, stamped=stamped()).target == "done"


def test_a_system_has_no_second_pair_of_eyes() -> None:
    with pytest.raises(NotAllowed, match="職員だけです") as refused:
        FLOW.step("grant", "asked", Facts(), frozenset({HEAD}), person=None, stamped={"asked": None})
    [shown] = FLOW.available("asked", Facts(), frozenset({HEAD}), person=None, stamped={"asked": None})
    assert (refused.value.code, shown.blocked_because) == ("four_eyes", refused.value.detail)


@given(
    status=st.sampled_from(sorted(LABELS)),
    facts=st.builds(Facts, st.booleans()),
    who=st.frozensets(st.sampled_from([STAFF, HEAD, Who.CLOCK])),
    person=st.sampled_from([APPLICANT, OTHER]),
)
def test_what_is_shown_open_is_what_may_be_done(status: str, facts: Facts, who: frozenset[Who], person: UUID) -> None:
    shown = {one.action: one.blocked_because for one in FLOW.available(status, facts, who, person=person, stamped=stamped())}
    for row in FLOW.transitions:
        if not row.is_for_people:
            assert row.action not in shown  # what the clock or a route does is no button
            continue
        try:
            FLOW.step(row.action, status, facts, who, person=person, stamped=stamped())
        except Refusal as refused:
            assert shown.get(row.action, refused.detail) == refused.detail
        else:
            assert shown[row.action] is None


@pytest.mark.parametrize(
    "rows",
    [
        (T("go", "進む", ("draft",), "nowhere", frozenset({STAFF})),),
        (T("go", "進む", ("nowhere",), "done", frozenset({STAFF})),),
        (T("go", "進む", ("draft",), "done", frozenset({STAFF})), T("go", "戻る", ("done",), "draft", frozenset({STAFF}))),
    ],
)
def test_a_table_that_cannot_be_read_is_no_table(rows: Any) -> None:
    with pytest.raises(ValueError, match="go"):
        Workflow("x", "x", LABELS, "draft", rows)


def test_the_picture_is_drawn_from_the_table() -> None:
    lines = mermaid(FLOW).splitlines()
    assert "    draft: 下書き" in lines and "    [*] --> draft" in lines and "    done --> [*]" in lines
    arrows = [line for line in lines if "-->" in line and "[*]" not in line]
    assert sorted(arrows) == sorted(
        f"    {source} --> {row.target}: {row.label}" for row in FLOW.transitions for source in row.sources
    )
