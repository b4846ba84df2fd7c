"""Letters against a real mail server: what they say, that none is lost, none said twice, none smuggled in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote

import pytest

from govapi.cli.smtp import SmtpMailer
from govapi.duties.mail.service import send
from govapi.edge.transaction import writing
from govapi.kit.errors import Invalid
from tests.duties.support import Desk, runtime
from tests.support.app import CODE
from tests.support.mail import PASSWORD, SENDER, USER, LetterBox, mail_server

REVIEW_DAY = date(2027, 3, 31)


@pytest.fixture
def box() -> Iterator[LetterBox]:
    with mail_server() as found:
        yield found


@pytest.fixture
def posted(hall_desk: Desk, box: LetterBox) -> Desk:
    """The desk with a mail server."""
    mailer = SmtpMailer.from_url(box.url, SENDER)
    return replace(hall_desk, runtime=runtime(hall_desk.database, hall_desk.clock, mailer))


def write(desk: Desk, key: str, address: str = "misaki@example.jp", subject: str = "お知らせ", name: str = "架空　美咲") -> bool:
    """Queues a letter; whether it was queued now."""
    with writing(desk.database, CODE, desk.clock) as session:
        now = desk.clock.now()
        mail = send(session, key=key, to_address=address, to_name=name, subject=subject, body="本文\n.\nおわり", now=now)
        return mail is not None


def test_a_digest_arrives_with_the_words_of_the_day(posted: Desk, box: LetterBox) -> None:
    posted.plan("one", REVIEW_DAY, person_id=posted.town.people["misaki"], cause_label="前回の評価から１年")
    posted.plan("two", date(2027, 2, 3), person_id=posted.town.people["misaki"], kind="evidence.expiry")
    posted.go_to(date(2027, 2, 1))
    posted.run()
    posted.run("send-mail")
    assert len(box.letters) == 1
    letter = box.letters[0]
    text = letter.get_content()
    assert letter["Subject"] == "【govapi】期限のある仕事のお知らせ（期限間近1件、新規1件）"
    assert letter["To"].addresses[0].display_name == "架空　美咲"
    assert (letter["From"], letter["Auto-Submitted"]) == (SENDER, "auto-generated")
    assert text.startswith("架空　美咲　様\n\n令和9年2月1日現在の")
    assert (
        "・令和9年3月31日まで　委託先の再評価\n　　株式会社見本製作所（one）の再評価（評価-one）\n　　前回の評価から１年" in text
    )
    assert f"http://govapi.example.jp/duties/{posted.duty('two').id}" in text
    assert [mail.status for mail in posted.mails()] == ["sent"]


def test_a_letter_is_queued_once_by_its_key_and_not_without_a_commit(posted: Desk) -> None:
    assert [write(posted, "one"), write(posted, "one"), write(posted, "two")] == [True, False, True]
    with pytest.raises(RuntimeError), writing(posted.database, CODE, posted.clock) as session:
        send(session, key="three", to_address="a@b.jp", to_name="", subject="", body="", now=posted.clock.now())
        raise RuntimeError
    assert [mail.key for mail in posted.mails()] == ["one", "two"]


@pytest.mark.parametrize("word", ["=?utf-8?q?x=0D=0ABcc=3Av=40e.example?=", "=?utf-8?b?eA0KQmNjOiB2QGUuanA=?="])
def test_what_is_decoded_in_a_header_is_no_way_in_either(posted: Desk, box: LetterBox, word: str) -> None:
    write(posted, "encoded", subject=f"お知らせ {word}", name=f"架空 {word}")
    posted.run("send-mail")
    letter = box.letters[0]
    assert (letter["Bcc"], len(letter["To"].addresses)) == (None, 1)
    assert [one.addr_spec for one in letter["To"].addresses] == ["misaki@example.jp"]
    assert letter.get_content() == "本文\n.\nおわり\n"
    with pytest.raises(Invalid):
        write(posted, "address", address=f"{word[:60]}@example.jp")


def test_headers_cannot_be_smuggled_in(posted: Desk, box: LetterBox) -> None:
    evil = "a\r\nBcc: x@evil.example\r\n\r\n本文"
    write(posted, "subject", subject=evil, name=f"架空{evil}")
    posted.run("send-mail")
    letter = box.letters[0]
    assert letter["Bcc"] is None
    assert letter["Subject"] == "a Bcc: x@evil.example 本文"
    assert len(letter["To"].addresses) == 1
    assert letter.get_content() == "本文\n.\nおわり\n"
    for address in ("a@b.jp\r\nRCPT TO:<x@y.jp>", "a@b.jp,c@d.jp", "架空@example.jp", "a b@c.jp", "", "a@b", "<a@b.jp>"):
        with pytest.raises(Invalid):
            write(posted, "address", address=address)


def test_a_letter_refused_for_good_is_not_tried_again(posted: Desk, box: LetterBox) -> None:
    box.refusals["nobody@example.jp"] = ["550 no such user misaki"] * 5
    write(posted, "one", "nobody@example.jp")
    write(posted, "two")
    posted.run("send-mail")
    assert [(mail.status, mail.error) for mail in posted.mails()] == [("failed", "SMTP 550"), ("sent", "")]
    posted.run("send-mail")
    assert posted.mails()[0].attempts == 1


def test_a_letter_put_off_is_tried_again_later_under_the_same_id(posted: Desk, box: LetterBox) -> None:
    box.refusals["misaki@example.jp"] = ["451 try again", "421 busy"]
    write(posted, "one")
    posted.run("send-mail")
    assert (posted.mails()[0].status, posted.mails()[0].error) == ("waiting", "SMTP 451")
    posted.run("send-mail")
    assert posted.mails()[0].attempts == 1  # not yet
    for _ in range(2):
        posted.clock.go_to(posted.clock.now() + timedelta(minutes=5))
        posted.run("send-mail")
    mail = posted.mails()[0]
    assert (mail.status, mail.attempts, box.ids()) == ("sent", 3, [f"<{mail.id}@city.example.lg.jp>"])


def test_in_doubt_it_goes_again_under_the_same_id(posted: Desk, box: LetterBox) -> None:
    box.drops = 1  # taken, but the answer never came
    write(posted, "one")
    posted.run("send-mail")
    assert posted.mails()[0].status == "waiting"
    posted.clock.go_to(posted.clock.now() + timedelta(hours=1))
    posted.run("send-mail")
    assert posted.mails()[0].status == "sent"
    assert len(box.ids()) == 2 and len(set(box.ids())) == 1


def test_a_server_that_is_away_keeps_nobody_waiting_for_ever(hall_desk: Desk) -> None:
    gone = replace(hall_desk, runtime=runtime(hall_desk.database, hall_desk.clock, SmtpMailer("a@b.jp", "127.0.0.1", 1)))
    write(gone, "one")
    for _ in range(12):
        gone.clock.go_to(gone.clock.now() + timedelta(hours=13))
        assert gone.run("send-mail").status == "done"
    mail = gone.mails()[0]
    assert (mail.status, mail.attempts) == ("failed", 8)


def test_without_a_mail_server_letters_are_marked_and_notices_stay_in_the_app(hall_desk: Desk) -> None:
    hall_desk.plan("one", date(2026, 11, 27))
    hall_desk.run()
    assert hall_desk.run("send-mail").result == {"not_sent": 4}
    assert {mail.status for mail in hall_desk.mails()} == {"not_sent"}
    assert len(hall_desk.told("one")) == 4
    assert hall_desk.run("send-mail").result == {"not_sent": 0}


def test_the_server_may_ask_for_a_password() -> None:
    with mail_server(password=True) as box:
        right = SmtpMailer.from_url(f"smtp://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{box.port}", SENDER)
        with right.connected():
            pass
        wrong = SmtpMailer.from_url(f"smtp://{USER}:wrong@127.0.0.1:{box.port}", SENDER)
        with pytest.raises(OSError, match="535"), wrong.connected():
            pass
        assert PASSWORD not in repr(right)


@pytest.mark.parametrize(
    ("url", "sender"), [("http://mail", SENDER), ("smtp://", SENDER), ("smtp://mail", "govapi"), ("mail:25", SENDER)]
)
def test_an_address_that_cannot_be_is_said(url: str, sender: str) -> None:
    with pytest.raises(ValueError, match="GOVAPI_"):
        SmtpMailer.from_url(url, sender)


def test_a_password_does_not_cross_the_net_in_the_clear() -> None:
    with pytest.raises(ValueError, match="暗号化した通信"):
        SmtpMailer.from_url("smtp://user:secret@mail.example.jp:25", SENDER)
    for url in ("smtps://user:secret@mail.example.jp", "smtp://user:secret@mail.example.jp?starttls", "smtp://mail.example.jp"):
        assert SmtpMailer.from_url(url, SENDER).host == "mail.example.jp"


def test_tls_is_spoken_where_the_address_says_so() -> None:
    assert SmtpMailer.from_url("smtps://mail.example.jp", SENDER).port == 465
    plain = SmtpMailer.from_url("smtp://mail.example.jp:587?starttls", SENDER)
    assert (plain.starttls, plain.tls, plain.port) == (True, False, 587)
