"""Key rotation, the limit on asking again, and what is remembered: with a clock the test moves."""

import threading

import pytest

from govapi.kit.errors import Unauthenticated, Unavailable
from tests.edge.oidc.forge import Publisher, Wall, claims, new_key, sign, verifier


def test_a_new_key_is_fetched_once_and_believed() -> None:
    old, new = new_key("old"), new_key("new")
    publisher = Publisher([old])
    check = verifier(publisher.ring(), Wall())
    check.verify(sign(old, claims()))
    publisher.keys = [new, old]
    assert check.verify(sign(new, claims())).subject == "staff-1"
    assert check.verify(sign(new, claims(sub="staff-2"))).subject == "staff-2"
    assert publisher.fetches == 2


def test_a_retired_key_is_refused_even_for_a_remembered_token() -> None:
    old, new = new_key("old"), new_key("new")
    publisher = Publisher([old])
    check = verifier(publisher.ring(), Wall())
    token = sign(old, claims())
    check.verify(token)
    publisher.keys = [new]
    check.verify(sign(new, claims()))
    with pytest.raises(Unauthenticated):
        check.verify(token)


def test_a_key_retired_quietly_falls_with_its_age() -> None:
    old, wall = new_key("old"), Wall()
    publisher = Publisher([old])
    check = verifier(publisher.ring(), wall)
    check.verify(sign(old, claims()))
    publisher.keys = [new_key("new")]
    publisher.seconds += 601
    wall.seconds += 61
    with pytest.raises(Unauthenticated):
        check.verify(sign(old, claims()))


def test_garbage_keys_cannot_hammer_the_provider() -> None:
    key, stranger = new_key("one"), new_key("x")
    publisher = Publisher([key])
    check = verifier(publisher.ring(), Wall())
    for number in range(50):
        with pytest.raises(Unauthenticated):
            check.verify(sign(stranger, claims(), kid=f"garbage-{number}"))
    assert publisher.fetches == 2  # the first, and one out of turn
    publisher.seconds += 11
    with pytest.raises(Unauthenticated):
        check.verify(sign(stranger, claims(), kid="garbage-again"))
    assert publisher.fetches == 3


def test_a_known_token_survives_a_refetch_that_brought_nothing_new() -> None:
    key = new_key("one")
    publisher = Publisher([key])
    ring = publisher.ring()
    verifier(ring, Wall()).verify(sign(key, claims()))
    before = ring.generation
    assert ring.find("unknown", "ES256") is None
    assert (ring.generation, publisher.fetches) == (before, 2)


def test_a_provider_that_is_down() -> None:
    key = new_key("one")
    publisher = Publisher([key], failure=Unavailable("down"))
    check = verifier(publisher.ring(), Wall())
    with pytest.raises(Unavailable):
        check.verify(sign(key, claims()))
    publisher.failure = None
    check.verify(sign(key, claims()))
    publisher.failure = Unavailable("down")
    publisher.seconds += 700  # old, but still good enough while nobody answers
    check.verify(sign(key, claims(sub="staff-2")))
    tried = publisher.fetches
    check.verify(sign(key, claims(sub="staff-3")))
    assert publisher.fetches == tried  # not asked again at once
    publisher.seconds += 3600
    with pytest.raises(Unavailable):
        check.verify(sign(key, claims(sub="staff-4")))


def test_what_is_remembered_ends_with_the_token() -> None:
    key, wall = new_key("one"), Wall()
    check = verifier(Publisher([key]).ring(), wall)
    token = sign(key, claims(exp=wall.seconds + 20))
    assert check.verify(token) is check.verify(token)  # the second time without a signature check
    wall.seconds += 51  # past the expiry and the tolerated clock difference, not yet past the minute of remembering
    with pytest.raises(Unauthenticated) as refused:
        check.verify(token)
    assert refused.value.code == "token_expired"


def test_what_is_remembered_is_bounded() -> None:
    key = new_key("one")
    check = verifier(Publisher([key]).ring(), Wall(), remember_at_most=2)
    tokens = [sign(key, claims(sub=f"staff-{number}")) for number in range(3)]
    first = [check.verify(token) for token in tokens]
    assert [check.verify(token) is known for token, known in zip(tokens[1:], first[1:], strict=True)] == [True, True]
    assert check.verify(tokens[0]) is not first[0]


def test_many_threads_fetch_the_keys_once() -> None:
    key = new_key("one")
    publisher = Publisher([key])
    check = verifier(publisher.ring(), Wall())
    tokens = [sign(key, claims(sub=f"staff-{number}")) for number in range(16)]
    start, seen = threading.Barrier(16), []

    def work(token: str) -> None:
        start.wait()
        seen.append(check.verify(token).subject)

    threads = [threading.Thread(target=work, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == sorted(f"staff-{number}" for number in range(16))
    assert publisher.fetches == 1


def test_keys_for_other_uses_are_not_believed() -> None:
    key = new_key("one")
    publisher = Publisher([key])
    document = {"keys": [{**entry, "use": "enc"} for entry in publisher.fetch()["keys"]]}  # type: ignore[attr-defined]  # a list
    publisher.fetch = lambda: document  # type: ignore[method-assign]  # the test speaks for the provider
    with pytest.raises(Unauthenticated):
        verifier(publisher.ring(), Wall()).verify(sign(key, claims()))
