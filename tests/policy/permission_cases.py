"""The permission rules of cloud services in cases written by hand, each from the sentences of the rules and not from the code.

A case is one line: class, zone (N マイナンバー利用事務系, L ＬＧＷＡＮ接続系, I インターネット接続系), model (a α, a' α', b β, b' β'),
form (T 約款型, K 個別契約, A ＬＧＷＡＮ－ＡＳＰ, C ガバメントクラウド・閉域), registered (r), learns (l), disclosure (n judged no,
u not judged, y judged yes), personal (p); then the outcome, and what it carries: conditions, and ! where it cannot be submitted.
"""

from govapi.policy.permission import CloudFacts
from govapi.policy.schema.cloud import Form, NetworkModel, Outcome, Zone

ZONES = {"N": Zone.MY_NUMBER, "L": Zone.LGWAN, "I": Zone.INTERNET}
MODELS = {"a": NetworkModel.ALPHA, "a'": NetworkModel.ALPHA_DASH, "b": NetworkModel.BETA, "b'": NetworkModel.BETA_DASH}
FORMS = {"T": Form.STANDARD_TERMS, "K": Form.INDIVIDUAL, "A": Form.LGWAN_ASP, "C": Form.CLOSED}
DISCLOSURE = {"n": "no", "u": "unjudged", "y": "yes"}
CONDITIONS = {
    "terms": "terms_and_risk",
    "judge": "written_judgement",
    "split": "responsibility_split",
    "special": "specific_communication",
    "named": "named_destination",
    "tenant": "tenant_control",
    "clean": "sanitising",
    "audit": "external_audit",
}

PERMITTED = """
1 I a  T - - n - terms
1 I a  K - - n - terms
1 I a  T - l n - terms
1 I a' T r - u - terms
1 I b  T - - n - terms
1 I b' K - - y - terms
1 I a  A - - n - terms
1 I b  C - - u - terms
1 I a  K - - n p terms
1 L a  A - - n -
1 L a  C - - n -
1 L a' A - - n -
1 L b  C r - n -
1 L b' A - l u -
"""
CONDITIONAL = """
1  N a  A - - n - special
2  N a  A r - n - special
3B N a  C - - n p special
3C N b' C - - n p special
2  L a  A - - n - split
3B L a  C - - n p split
3B L a' A - - n p split
3C L b  A - - u p split !
1  L a' K r - n - named tenant clean
2  L a' K r - n - named tenant clean audit
3C L a' K r - n p named tenant clean audit
3B L b' K r - n p named tenant clean audit
2  I a  K r - n - split
2  I a  K - - n - split judge
2  I a  K r - u - split !
2  I b  K r - n - split audit
2  I a' K - - n - split judge audit
3C I b  K r - n - split audit
3C I b' K r - n p split audit
"""
EXCEPTIONAL = """
2  I a  T - - n -
2  I b  T - - n - audit
2  I b' T r - n - audit
2  I a' T - - u - audit !
3C I a  T - - n p
3C I b' T r - n p audit
3C I a  K r - n -
3C I a  K - - n p
3C I a' K r - n p audit
3C I b  K - - n - audit
3C I b' K - - n p audit
3B I b' K r - n p audit
3B I b' T r - n p audit
"""
# Two of these are not what the rules say when they are read one by one: 約款型 from the LGWAN side under α' and β' (class 2 would
# be "exception only" by R4, where class 1 is refused as unspoken), and ＬＧＷＡＮ－ＡＳＰ from the Internet side at 3B under β'
# (R15 would make an exception of what is refused at 2 and 3C). Raising the class would make it easier, so they are refused.
REFUSED = """
3A L a  C - - n p split
3A I b' K r - n - audit
3A N a  C - - n - special
1  N a  T - - n -
2  N a  T - - n -
2  N a' K r - n - audit
2  I a  K r l n - split
1  I a  T - l n p terms
3C L a' A - l n p split
2  I a  K r - y - split
3B N a  A - - y p special
1  L a  K r - n -
2  L b  T - - n - audit
1  L a' K - - n -
2  L a' K - - n - audit
1  L a' T - - n -
2  L b' T r - n - audit
3B I a  K r - n p
3B I b  K r - n p audit
3B I b' K - - n p audit
3B I b' A r - n p
2  I a  A - - n -
3C I b  C - - n p
"""
Case = tuple[str, CloudFacts, Outcome, frozenset[str], bool]

PAIRS = {
    "r1": ("3A L a C - - n p", "3B L a C - - n p"),
    "r2": ("2 N a T - - n -", "2 I a T - - n -"),
    "r3": ("1 N a A - - n -", "1 L a A - - n -"),
    "r4": ("2 I a T - - n -", "1 I a T - - n -"),
    "r5": ("1 I a T - l n p", "1 I a T - l n -"),
    "r6": ("2 I a K r - y -", "2 I a K r - n -"),
    "r7": ("2 I a K r - u -", "2 I a K r - n -"),
    "r8": ("2 L b T - - n -", "2 I b T - - n -"),
    "r9": ("1 L a' K r - n -", "1 L a' K - - n -"),
    "r10": ("1 L a' K - - n -", "1 L a' K r - n -"),
    "r10_terms": ("2 L b' T r - n -", "2 I b' T r - n -"),
    "r11": ("1 L a A - - n -", "2 L a A - - n -"),
    "r11_class2": ("2 L a A - - n -", "1 L a A - - n -"),
    "r12": ("1 I a T - - n -", "2 I a T - - n -"),
    "r13": ("2 I a K r - n -", "2 I a K - - n -"),
    "r13_unregistered": ("2 I a K - - n -", "2 I a K r - n -"),
    "r14": ("3C I b K r - n -", "3C I b K - - n -"),
    "r14_else": ("3C I b K - - n -", "3C I b K r - n -"),
    "r15": ("3B I b' K r - n p", "3B I b' K - - n p"),
    "r15_else": ("3B I b' K - - n p", "3B I b' K r - n p"),
    "r16": ("2 I b K r - n -", "2 I a K r - n -"),
}
"""For each rule a case in which it speaks and one in which it does not, which differ in one axis alone."""


def facts_of(line: str) -> CloudFacts:
    code, zone, model, form, registered, learns, disclosure, personal = line.split()
    return CloudFacts(
        class_code=code,
        zone=ZONES[zone],
        model=MODELS[model],
        form=FORMS[form],
        registered=registered == "r",
        learns=learns == "l",
        disclosure=DISCLOSURE[disclosure],  # type: ignore[arg-type]  # the three words of the table
        personal=personal == "p",
    )


def _case(line: str, outcome: Outcome) -> Case:
    words = line.split()
    carried = [word for word in words[8:] if word != "!"]
    name = f"{outcome.value}: {' '.join(words[:8])}"
    return name, facts_of(" ".join(words[:8])), outcome, frozenset(CONDITIONS[word] for word in carried), "!" in words[8:]


_TABLES = {
    Outcome.PERMITTED: PERMITTED,
    Outcome.CONDITIONS: CONDITIONAL,
    Outcome.EXCEPTION: EXCEPTIONAL,
    Outcome.REFUSED: REFUSED,
}
CASES: list[Case] = [_case(line, outcome) for outcome, table in _TABLES.items() for line in table.strip().splitlines()]
