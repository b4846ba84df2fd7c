"""The papers as LibreOffice prints them: every paper opens, nothing is lost between Word and the page."""

from pathlib import Path

import pytest

from tests.support.office import convert, text_of
from tests.support.require import require
from tests.templates import cases, letters
from tests.templates.content import LETTERS, manifest
from tests.templates.test_rendering import lines, ours

KEYS = [template.key for template in manifest().templates]
MUST = {
    "contract": ("業務委託契約書", "履行期間", "契約保証金", "長期継続契約", "架空市長　見本　太郎", "個人情報取扱特記事項"),
    "amendment": ("変更契約書", "（第１回変更）", "変更前", "変更後", "金２，２００，０００円"),
    "acceptance": ("請　　書", "架空市長　見本　太郎　様", "これを受託する。"),
    "security_spec": (
        "情報セキュリティ特記仕様書",
        "自治体機密性３Ｂ",
        "１時間以内に",
        "業務継続計画",
        "サプライチェーン・リスク",
    ),
    "personal_info": ("個人情報取扱特記事項", "（収集の制限）", "（特定個人情報等の安全管理措置）", "第６６条"),
    "nda": ("秘密保持誓約書", "誓約する。", "架空市長　見本　太郎　様"),
    "memorandum": ("覚　　書", "令和９年４月１日付けで締結した", "（原契約との関係）"),
    "erasure_certificate": ("データ消去証明書", "破壊", "除去", "立ち会った職員", "暗号化消去"),
    "check_sheet_request": ("株式会社見本製作所", "例示　花子　様", "令和９年６月１０日", "８０問", "該当なし"),
    "assessment_result": ("条件付適合", "令和９年１２月２０日まで", "多要素認証を", "D3-1"),
    "improvement_request": ("改善要求書", "第１６条（複写及び複製の制限）", "令和９年６月１日"),
    "measure_notice": ("履行の一時中断", "第１３条", "金１，２００，０００円", "別に通知する日まで"),
    "suspension_proposal": ("契約課長　様", "指名停止の検討を要すると考える。", "健康推進課長"),
    "incident_report": ("（速報）", "午後１時", "１２０人", "再発防止のための措置"),
    "subcontract_consent": ("再委託承諾通知書", "有限会社例示運送", "授受の記録を残すこと。", "第１段階"),
    "site_visit_notice": ("実地調査通知書", "令和９年８月３日", "午前１０時", "媒体の保管"),
    "site_visit_result": ("おおむね良好である。", "令和９年９月１日", "立会人"),
    "inspection_certificate": ("検査調書", "合格", "例示　空", "金１，９８０，０００円"),
    "cloud_use_application": ("利用申請書（新規）", "自治体機密性２", "責任分界の取決め", "約款型", "abab"),
    "cloud_use_notice": ("条件付承認通知書", "責任分界表の写し", "令和１０年４月２０日までに"),
    "cloud_manager_list": ("クラウドサービス管理者指定一覧", "（欠員）", "令和９年５月１日現在"),
    "regulation_annex": ("別表第１", "例外措置", "総務省"),
    "sns_opening": ("ソーシャルメディアアカウント開設申請書", "架空市健康だより", "セキュリティキー", "記載しないこと。"),
    "sns_closing": ("ソーシャルメディアアカウント閉鎖届", "事業の終了による。", "凍結"),
    "sns_policy": ("架空市健康だより運用方針", "禁止する事項", "免責", "公式ウェブサイト"),
    "sns_procedure": ("（非公開）", "発信してはならない情報", "乗っ取りへの対応", "１時間以内", "引継書"),
    "sns_publication_table": ("発信可否早見表", "○　発信できる情報", "×　個人情報", "必ず掲載"),
    "sns_officer_list": ("責任者指定一覧", "仮名　健一", "（欠員）", "（指定なし）"),
    "handover_record": ("引　継　書", "令和１０年４月１日付け", "パスワードを変更した。", "該当なし", "申し送る事項"),
}
AT_MOST = {"nda": 1, "amendment": 1, "acceptance": 2, "erasure_certificate": 2, **dict.fromkeys(LETTERS, 1), "incident_report": 2,
           "cloud_use_application": 3, "sns_opening": 2, "sns_policy": 2, "sns_procedure": 2}  # fmt: skip


def bare(text: str) -> str:
    """Without the blanks and breaks that a page adds."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of each paper as printed, by key; pages end with a form feed."""
    require("office")
    folder = tmp_path_factory.mktemp("papers")
    files: list[Path] = []
    for key in KEYS:
        path = folder / f"{key}.docx"
        path.write_bytes(ours(key, cases.paper_facts(key, cases.EVERYTHING)))
        files.append(path)
    return {pdf.stem: text_of(pdf) for pdf in convert(files, folder)}


@pytest.mark.parametrize("key", KEYS)
def test_the_page_says_what_the_paper_must(pages: dict[str, str], key: str) -> None:
    printed = bare(pages[key])
    assert [words for words in MUST[key] if bare(words) not in printed] == []
    assert "{" not in printed and "%}" not in printed


@pytest.mark.parametrize("key", KEYS)
def test_no_mark_of_punctuation_is_lost_on_the_way(pages: dict[str, str], key: str) -> None:
    """LibreOffice drops a 。 that hangs over the margin where full-width characters fill the line exactly."""
    written = "".join(lines(ours(key, cases.paper_facts(key, cases.EVERYTHING))))
    assert {mark: pages[key].count(mark) for mark in "。、）」"} == {mark: written.count(mark) for mark in "。、）」"}


@pytest.mark.parametrize("key", KEYS)
def test_every_page_bears_the_number_of_its_record_and_its_own(pages: dict[str, str], key: str) -> None:
    printed = pages[key].split("\f")[:-1]
    assert len(printed) <= AT_MOST.get(key, 20)
    for number, page in enumerate(printed, start=1):
        assert (letters.NUMBER if key in LETTERS else "契約-2027-0012") in page
        assert f"－{number}－" in bare(page)


@pytest.mark.parametrize("key", KEYS)
def test_no_heading_stands_alone_at_the_foot_of_a_page(pages: dict[str, str], key: str) -> None:
    for page in pages[key].split("\f")[:-1]:
        body = [line.strip() for line in page.splitlines() if line.strip() and "－" not in line]
        last = body[-1]
        assert not (last.startswith("（") and last.endswith("）") and len(last) < 30), last
