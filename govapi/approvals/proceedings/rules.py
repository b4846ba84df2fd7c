"""The trail in plain words: what was done, and to which state it led. Pure."""

from collections.abc import Mapping


def told(summary: str, from_status: str, to_status: str, labels: Mapping[str, str]) -> str:
    """The sentence of an audit row: 「施行伺を起案する（下書き→…）」 becomes 「施行伺を起案した（施行伺 回議中へ）」."""
    if not to_status:
        return summary
    done = past(summary.split("（")[0])
    return done if from_status == to_status else f"{done}（「{labels.get(to_status, to_status)}」へ）"


def past(verb: str) -> str:
    """The past of a Japanese verb in its dictionary form, as far as the labels of our actions need it."""
    for ending, after in (("する", "した"), ("す", "した"), ("む", "んだ"), ("う", "った"), ("る", "た")):
        if verb.endswith(ending):
            return verb.removesuffix(ending) + after
    return verb
