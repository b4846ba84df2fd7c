import pytest

from govapi.policy.confirmation import confirm, unconfirmed
from govapi.policy.differences import differences
from govapi.policy.loading import default_policy, dump, parse
from govapi.policy.schema.policy_set import PolicySet

POLICY = default_policy()


def edited(file: str, old: str, new: str) -> PolicySet:
    files = dump(POLICY)
    assert old in files[file]
    return parse({**files, file: files[file].replace(old, new, 1)})


def test_the_shipped_set_shows_what_the_town_has_to_look_at() -> None:
    rows = {row.pointer: row for row in unconfirmed(POLICY)}
    assert rows["/routes/contract_upto_1m"].label == "決裁経路「契約に関する決裁（100万円未満）」"
    assert rows["/procurement/small_sum/own"].basis.endswith("合わせて改める。")
    assert not any(pointer.startswith("/procurement/small_sum/legal") for pointer in rows)
    assert all(row.label and row.basis for row in rows.values())


def test_confirming_makes_a_new_set_and_leaves_the_old_alone() -> None:
    before = unconfirmed(POLICY)
    after = confirm(POLICY, ["/routes/contract_upto_1m", "/notices/leads/contract_end"])
    assert len(unconfirmed(after)) == len(before) - 2
    assert unconfirmed(POLICY) == before
    assert after.routes[0].source.label == "初期値" and POLICY.routes[0].source.label == "初期値（要確認）"


def test_everything_can_be_confirmed() -> None:
    assert unconfirmed(confirm(POLICY, [row.pointer for row in unconfirmed(POLICY)])) == ()


@pytest.mark.parametrize(
    "pointer", ["/routes/no_such_route", "/procurement/small_sum/legal/municipality", "", "/clauses/reporting"]
)
def test_only_an_unconfirmed_initial_value_can_be_confirmed(pointer: str) -> None:
    with pytest.raises(KeyError):
        confirm(POLICY, [pointer])


def test_nothing_changed_says_nothing() -> None:
    assert differences(POLICY, parse(dump(POLICY))) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "notices.yaml",
            "days: 90",
            "days: 60",
            "知らせる時期の期間の「契約期間の満了の知らせ」の日数を「90」から「60」に改めた。",
        ),
        (
            "cloud.yaml",
            "model: alpha\n",
            "model: beta\n",
            "クラウドサービスの利用の三層の対策の構成を「alpha」から「beta」に改めた。",
        ),
        (
            "cloud/registries.yaml",
            "    - 登録の有効期限\n",
            "",
            "クラウドサービスの利用の登録制度の一覧の「ＩＳＭＡＰクラウドサービスリスト」の欄の第5の見出しを「有効期限、登録の有効期限、登録有効期限、有効期間の満了日」から「有効期限、登録有効期限、有効期間の満了日」に改めた。",
        ),
        (
            "contract_templates/clauses/10_reporting.yaml",
            "default: 1\n",
            "default: 2\n",
            "条項の目録の「報告」の値の「事故の第一報の期限（時間）」の初期値を「1」から「2」に改めた。",
        ),
        (
            "contract_templates/clauses/10_reporting.yaml",
            "- security_supervisor\n",
            "- security_supervisor\n- deputy_ciso\n",
            "条項の目録の「報告」の例外措置を認める職務を「security_supervisor、ciso」から「security_supervisor、deputy_ciso、ciso」に改めた。",
        ),
    ],
)
def test_a_change_reads_as_a_sentence(file: str, old: str, new: str, sentence: str) -> None:
    assert differences(POLICY, edited(file, old, new)) == [sentence]


def test_what_is_added_and_removed_is_named() -> None:
    lead = "- key: contract_end_last\n"
    renamed = edited("notices.yaml", lead, "- key: contract_end_final\n")
    assert differences(POLICY, renamed) == [
        "知らせる時期の期間の「契約期間の満了の再度の知らせ」を加えた。",
        "知らせる時期の期間の「契約期間の満了の再度の知らせ」を削除した。",
    ]
