"""The refusals of OAuth 2.0, which have their own form: RFC 6749 sections 4.1.2.1 and 5.2."""


class OAuthFault(Exception):
    """``error`` is the protocol's word; ``description`` tells the developer in Japanese."""

    def __init__(self, error: str, description: str, *, status: int = 400) -> None:
        super().__init__(error)
        self.error, self.description, self.status = error, description, status


class PageFault(Exception):
    """Shown to the person, because there is no address one may safely send the fault to."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
