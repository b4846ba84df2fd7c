"""The ways of being told, and their words. Pure."""

from typing import Literal

Delivery = Literal["digest", "each", "none"]

DELIVERIES: dict[Delivery, tuple[str, str]] = {
    "digest": ("１日１通にまとめる", "新しく着手するもの、期限が近いもの、期限を過ぎたものを、開庁日の朝に１通で受け取ります。"),
    "each": ("１件ごとに受け取る", "仕事ごとに１通ずつ受け取ります。"),
    "none": ("メールを受け取らない", "この画面とホームにだけ表示します。期限を過ぎた部下の仕事の通知は、届きます。"),
}
