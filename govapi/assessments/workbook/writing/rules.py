"""The sentences of the instructions, and how wide the columns are. Pure."""

from collections.abc import Sequence

from govapi.assessments.check_sheets.rules import TEXT_LIMIT
from govapi.assessments.workbook.rules import SHEET, Round
from govapi.kit.japan.era import wareki

WIDTHS = (8.5, 15.0, 40.0, 31.0, 15.0, 11.5, 33.0, 21.0)
GUIDE_WIDTHS = (4.0, 20.0, 66.0)

CHOOSE = "一覧から「実施済」「一部実施」「未実施」「該当なし」のいずれかを選んでください。"
CHOOSE_HINT = "一覧から選びます。「未実施」「該当なし」のときは、右の欄に理由等を記入します。"
TOO_LONG = f"{TEXT_LIMIT:,}文字以内で記入してください。"

Line = tuple[str, str]


def meanings() -> Sequence[Line]:
    """The four answers and what each of them says."""
    return (
        ("実施済", "設問の対策を、対象となる業務、事業所及び従事者の全てで実施している。"),
        ("一部実施", "一部で実施している、又は実施の途中である。実施していない範囲と、完了の予定を記入する。"),
        ("未実施", "実施していない。対応の予定（時期及び内容）又は実施しない理由を必ず記入する。"),
        ("該当なし", "業務の内容から、設問の対象となるものがない。その理由を必ず記入する。"),
    )


def how_to_answer() -> Sequence[str]:
    return (
        f"シート「{SHEET}」の黄色の欄だけに記入してください。そのほかの欄は保護しており、変更すると受け付けられません。",
        "全ての設問に回答してください。「未実施」「該当なし」は、理由等の記入がないと受け付けられません（記入が必要な欄は桃色になります。）。",
        "前回の回答がある設問は、参考に表示しています。前回から変わった点が分かるように、現在の状況を回答してください。",
        "行の追加、削除及び複写並びに計算式の使用はしないでください。書ききれないときは、別の資料にして備考欄に資料名を記入してください。",
    )


def not_to_write() -> Sequence[str]:
    return (
        "個人番号（マイナンバー）。12桁の個人番号とみられる数字があると、受け付けられません。",
        "パスワード、暗号鍵、サーバのアドレスその他の、知られると攻撃に使われるおそれのある情報。",
        "住民の情報その他の、本市の業務で取り扱っている情報。回答者以外の個人の氏名も、必要がなければ記入しないでください。",
    )


def before_sending_back() -> Sequence[str]:
    return (
        "Excelブック（.xlsx）のまま保存してください。マクロ、ほかのファイルへのリンク及びパスワードは設定しないでください。",
        "記入漏れがないことを確かめ、送付元の担当課へ電子メール等で返送してください。証跡は、この回答票とは別のファイルで送ってください。",
        "返送の後に確認のお問合せをし、又は実施の状況を示す資料の提出をお願いすることがあります。",
    )


def facts_of(asked: Round) -> Sequence[Line]:
    """The lines at the head of the instructions."""
    return (
        ("番号", asked.number),
        ("委託先", asked.contractor),
        ("回答の期限", f"{wareki(asked.deadline)}まで"),
        ("送付元・お問合せ先", f"{asked.city}　{asked.section}（この回答票をお送りした電子メール等の連絡先）"),
        ("設問の数", f"{len(asked.questions):,}問"),
    )
