class Refused(Exception):
    """A rule says no. `code` names the rule, `facts` are the values a sentence about it may show."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
