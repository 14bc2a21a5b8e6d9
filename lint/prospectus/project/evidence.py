"""What shows that something happens, and how much of it: a number, in digits or in words, or a link."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from prospectus.model.document import SectionText

_LINK = Pattern(r"https?://|\]\(|\]\[|\[\^|<(?:a|img)\s", re.IGNORECASE)

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SMALL = r"two|three|four|five|six|seven|eight|nine"
_LARGE = (
    r"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|hundreds?|thousands?"
    r"|millions?|billions?"
)
_COUNTED = r"(?:명|건|대|번|개|곳|시간|달|주|사람|회|차례|분|초|일|장|마리|채|군데|잔|통|배|할|퍼센트|프로|원|년|개월|량|권|쪽|줄|칸|편|톤|리터|미터|킬로)"
_NATIVE = r"(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|스물|서른|마흔|쉰|예순|일흔|여든|아흔)"

_SURE = Pattern(r"\d\s?%|\d,\d{3}(?!\d)")
"""What no date and no name looks like; most sections have it, and are not looked at more closely."""

_QUANTITY = Pattern(
    r"\d+"
    # "half of the riders", "a third", "three quarters", "twice as often"; but no "third party" and no "second half of May"
    r"|(?<!first )(?<!second )(?<!other )\bhalf\b(?!-)|\b(?:a|one|two|nearly a|about a)[ -]thirds?\b|\bthirds of\b|\b(?:a|one|three) quarters?\b"
    r"|\b(?:a|one|two|three|four) (?:fifth|sixth|seventh|eighth|ninth|tenth|hundredth)s?\b|\bevery (?:second|other|third|fourth|fifth|tenth)\b"
    r"|\b(?:twice|thrice|doubled?|doubles|doubling(?!-)|tripled?|triples|quadrupled?|halved|(?:two|three|four|five|ten|hundred)-?fold)\b(?!-)"
    rf"|\bdozens?\b|\b(?:{_LARGE})\b"
    rf"|\b(?:one|{_SMALL}) (?:in|out of|of|of every|in every) (?:every |the )?(?:{_SMALL}|ten|twelve|twenty|hundred|\d)"
    rf"|\b(?:one|{_SMALL}) (?:percent|per ?cent|times|hours?|minutes?|seconds?|days?|weeks?|months?|euros?|dollars?|points?)\b(?! ago| later| earlier| before| after)"
    rf"|\b(?:one|{_SMALL}) [a-z]+ (?:a|an|per|each|every) [a-z]+"
    rf"|\b(?:{_SMALL}) (?:customers?|users?|riders?|calls|orders?|complaints?|tickets|errors|failures?|defects?|accidents?|incidents?|cases|people|patients"
    r"|employees|agents|machines|stations|shops|vans|requests|returns|claims)\b"
    # "수십 대", "절반", "두 배", "열 명 중 일곱", "사십 퍼센트", "이틀이 걸린다"
    r"|(?:수|몇)\s?(?:십|백|천|만|억)|절반|과반|반수|반\s?이상|반\s?이하|갑절|곱절|십중팔구"
    rf"|{_NATIVE}\s?(?:배|명|건|대|번|곳|시간|달|사람|분|마리|채|군데|잔|통|개(?!월 전)|장\s)(?!\s?(?:전|뒤|후)(?![가-힣]))"
    rf"|(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열|명|건|대|개|번|곳)\s?(?:중|가운데)\s?(?:에\s?)?(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|한|두|세|네)"
    r"|열에\s?(?:한|두|일곱|여덟|아홉)|[삼사오육칠팔구십]\s?분의\s?[일이삼사오육칠팔구]"
    rf"|(?<![가-힣])[일이삼사오육칠팔구]?[십백천][일이삼사오육칠팔구십백천만억]*\s?(?:여\s?)?{_COUNTED}"
    r"|(?<![가-힣])[일이삼사오육칠팔구십]+\s?(?:퍼센트|프로(?![가-힣]))"
    r"|(?:이틀|사흘|나흘|닷새|열흘|보름|반나절|한\s?(?:시간|달))(?!\s?(?:전|뒤|후)(?![가-힣]))",
    re.IGNORECASE,
)

_THINGS = (
    r"(?:section|sections|chapter|figure|fig\.|table|page|appendix|annex|article|paragraph|step|phase|stage|version|release|level|tier|type|class"
    r"|line|lines|shift|shifts|plant|hall|building|gate|terminal|route|bus|tram|room|floor|zone|team|group|unit|cell|bay|warehouse|factory|ward|lane"
    r"|track|platform|district|robot|press|oven|furnace|pump|reactor|store|site|no\.|number|nr\.|option|sprint|milestone|rule|question|ticket|issue"
    r"|windows|python|java|iphone|galaxy|android|ios|gpt|llama|claude|gemini|iso|iec|din|rtx|office|industry|web|covid|formula|generation|gen)"
)
_NAME = Pattern(
    r"(?<!\d)\d{4}-\d{2}(?:-\d{2})?(?!\d)|(?<!\d)\d{1,4}[./]\d{1,2}[./]\d{1,4}(?!\d)"
    rf"|\b(?:in|since|until|during|early|late|mid|summer|winter|spring|autumn|fall|q[1-4]|{_MONTHS})[\s-]+(?:19|20)\d{{2}}\b(?!\s?%)"
    rf"|\bq[1-4]\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b|\b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?(?:%|per))"
    # a year by itself: what it counts would follow it
    r"|(?<![\d.,])(?:19|20)\d{2}s?(?![\d%.,]{0,9}\d)(?!\s?(?:%|percent|per cent|[a-z]+s\b(?<!\bwas)(?<!\bis)(?<!\bhas)|[건명회대개원배곳]|km|kg|ms|eur|usd|krw))"
    r"|\d{4}\s?년|(?<!\d)\d{1,2}\s?월(?![간])(?:\s?\d{1,2}\s?일)?|\d\s?/\s?4\s?분기|[1-4]\s?분기|[12]\s?반기"
    r"|^[ \t]*\d{1,3}[.)][ \t]"
    # names: GPT-4, H100, B2B, 3D, 2FA, ISO 9001, section 3.2, Line 4, the 3rd floor, no. 7
    r"|(?<![a-z0-9])(?!(?:eur|usd|krw|gbp|chf|jpy|cny|inr|rs|ca|approx)\.?\d)[a-z]{1,20}[-_]?\d[\d.]{0,9}[a-z]{0,9}(?![\d%])|\b[a-z]{1,9}\d{1,9}[a-z]{1,9}\d{0,9}\b"
    r"|(?<![\d.,])(?:[2-6]\s?[dgk]\b|2fa\b|24/7\b|\d{1,3}(?:st|nd|rd|th)\b(?!\s?percentile))"
    rf"|(?<!each )(?<!every )(?<!per )(?<!\ba )(?<!the )\b{_THINGS}\s?#?\d{{1,9}}(?:\.\d{{1,9}}){{0,4}}(?:\s?(?:,|and|or|to|&|-)\s?\d{{1,9}}(?:\.\d{{1,9}}){{0,4}}){{0,4}}(?![\d%])(?!,\d)|#\d{{1,9}}|코로나\s?19"
    # no measure of what happens, but of the talk about it
    r"|\b(?:had|held|after|in|over|during|attended|had only)\s\d{1,2}\s(?:[a-z-]+\s)?(?:meetings?|workshops?|discussions?|sessions?|kick-?offs?)\b"
    r"(?!\s(?:a|per|each|every)\b)|회의(?:를|가)?\s?\d{1,2}\s?(?:번|차례|회)|\d{1,2}\s?(?:번|차례|회)의?\s?회의"
    # 4차 산업혁명, 3호선, 1호 라인, 2공장, 제3조, 3장, 5세대, 7번 출구
    r"|제\s?\d{1,9}(?:\.\d{1,9}){0,4}\s?(?:조|항|장|절|호|회|차|부)?|(?<![\d.,])\d{1,3}\s?(?:호선|호\s?(?:라인|기|차|관|점|공장|설비)|호(?=[\s는은이가를을의에])|공장|라인|차\s?산업|세대|번\s?(?:출구|창구|라인|게이트|국도"
    r"|설비|노선)|팀|조립|본부|지점|호점|층|동(?=[\s은이의에])|호실|반(?=[\s은이의에])|학년|과(?=[\s는가의에])|교대|차(?=[\s는가의에]))|(?<![\d.])\d{1,9}(?:\.\d{1,9}){1,4}\s?(?:절|장|판|버전)|(?:버전|그림|표|부록|별표|라인|공장"
    r"|창고)\s?\d{1,9}(?:\.\d{1,9}){0,4}",
    re.IGNORECASE | re.MULTILINE,
)
"""Digits that measure nothing: dates and years, the numbers of a list, and those that belong to a name."""

MOST_NAMES = 200
"""A text with so many dates and names before its first quantity has none."""

BESIDE = 40
"""In characters: how far from its digits a date or a name may begin or end."""


def has_evidence(text: SectionText) -> bool:
    """Whether a section has a number that measures something, or a link."""
    return _LINK.search(text.text) is not None or has_quantity(text.prose)


def has_quantity(prose: str) -> bool:
    """Whether a text has a number that measures something, in digits or in words."""
    if _SURE.search(prose):
        return True
    found = islice(_QUANTITY.finditer(prose), MOST_NAMES)
    return any(not (match[0].isdigit() and _is_name(prose, match.start())) for match in found)


def _is_name(prose: str, at: int) -> bool:
    """Whether the digits at a place belong to a date or a name; only the words beside it can tell."""
    near = _NAME.finditer(prose, max(0, at - BESIDE), at + BESIDE)
    return any(match.start() <= at < match.end() for match in near)
