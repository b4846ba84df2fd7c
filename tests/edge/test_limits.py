"""A caller who knocks too often is refused until the window is over; others are not, nor can they fill the memory."""

import pytest

from govapi.edge import limits
from govapi.edge.limits import Limiter
from govapi.kit.errors import TooMany


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_window_holds_so_many_calls_of_each() -> None:
    hand = Hand()
    limiter = Limiter(2, 60, monotonic=hand)
    for _ in range(2):
        limiter.take("198.51.100.1", "多すぎます。")
    with pytest.raises(TooMany) as refused:
        limiter.take("198.51.100.1", "多すぎます。")
    assert (refused.value.status, refused.value.detail) == (429, "多すぎます。")
    limiter.take("198.51.100.2", "多すぎます。")
    hand.now = 60.0
    limiter.take("198.51.100.1", "多すぎます。")


def test_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEYS", 3)
    limiter = Limiter(2, 60, monotonic=Hand())
    for number in range(5):
        limiter.take(f"198.51.100.{number}", "多すぎます。")
    with pytest.raises(TooMany):
        limiter.take("198.51.100.99", "多すぎます。")
