"""Whether a licence forbids commercial use, and whether a project is commercial, as far as their words plainly tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.numbers import positive
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

LONGEST_TEXT = 500
"""What is longer is read to here."""

_FORBIDDEN = Pattern(
    r"\bby[ _-]+nc\b|\bnon[ -]?commercial|\bnot for commercial|\bno commercial (?:use|application|purpose)|\bnot (?:be )?(?:used )?commercially|\bnc licen[cs]e"
    r"|\bcommercial (?:use|exploitation|purposes?|re-?use|redistribution) (?:(?:is|are|strictly|expressly) ){0,2}"
    r"(?:prohibited|forbidden|excluded|restricted|disallowed|not (?:allowed|permitted|granted|included))"
    r"|\bnon-?profit (?:use|research|purposes?)"
    r"|\b(?:research|academic|education(?:al)?|personal|evaluation)(?: use| purposes?)? only\b"
    r"|\b(?:research|academic|educational)[ -](?:licen[cs]e|only)\b|\bonly for (?:research|academic|education(?:al)?|personal|evaluation)\b"
    r"|비[ ]?상업|(?:상업|(?<!비)영리)(?:적|용)?[ ]?(?:목적|용도)?(?:으로|의)?[ ]?(?:이용|사용|활용)?(?:은|을|이)?[ ]?(?:금지(?!되지|하지)|불가(?!능하지)|불허|제한(?![이은을]? ?(?:없|안|두지|하지|되지))|할 수 없|안 됨)"
    r"|비영리[ ]?(?:목적|이용|사용|용도|연구|교육|학술|기관|단체|법인)"
    r"|(?:연구|학술|교육|평가)(?:용|[ ]?목적|[ ]?용도)?(?:으로|로|에)?[ ]?(?:만|한해|한하|에[ ]?한|한정|전용|라이선스|라이센스)"
    r"|공공누리[ ]?제?[ ]?[24][ ]?유형",
    re.IGNORECASE,
)
_GRANTED = Pattern(
    r"\bcommercial (?:licen[cs]e|use|rights?|terms)\b(?! (?:prohibited|forbidden|not|excluded|restricted))"
    r"|\b(?:bought|purchased|separate|paid|signed|dual)\b[^.;]{0,60}\b(?:licen[cs]e|licen[cs]ed|agreement|contract)"
    r"|\bpermission\b|\bconsent of\b|\bagreement (?:of|with)\b"
    r"|상업적?[ ]?(?:이용|사용)[ ]?(?:허락|허가|허용|가능|계약|권)|별도[ ]?(?:계약|허락|허가|합의)|이용[ ]?(?:허락|계약)"
    r"|\b(?:parts?|records?|images?|files?|rows?|subset|portion|texts?|data|items?) (?:\w{1,12} ){0,4}(?:removed|left out|excluded|filtered|dropped)\b"
    r"|(?:데이터|자료|부분|파일|이미지|항목|것)[은는을를]? ?(?:모두 ?)?(?:제외|뺐|빼고|뺌|삭제)",
    re.IGNORECASE,
)
_NO_COMMERCE = Pattern(
    r"\bnon-?profit|\bnot[ -]for[ -]profit|\bcharit|\bngo\b|\bmunicipal|\bcity council|\bgovernment|\bministry|\buniversit"
    r"|\bpublic (?:service|health|sector|librar|transport|school|administration)|\bresearch (?:project|institute|group|lab)"
    r"|\bopen[ -]source|비영리|공익|공공|정부|시청|도청|구청|군청|지자체|대학교|연구(?:실|소|원|과제)|교육청|도서관|복지",
    re.IGNORECASE,
)
_COMMERCE = Pattern(
    r"\b(?:shop|store|retail|marketplace|e-?commerce|subscription|paid|customers?|sellers?|bank|insurance|advert\w*|hotel|airline)s?\b"
    r"|쇼핑|커머스|판매|구독|마켓|은행|보험|광고|고객|매장|납품|유료",
    re.IGNORECASE,
)


def forbids_commerce(licence: str) -> bool:
    """Whether a licence allows no commercial use, and nothing beside it says who allowed it all the same."""
    text = licence[:LONGEST_TEXT]
    found = _FORBIDDEN.search(text)
    if found is None:
        return False
    return not _GRANTED.search(text[: found.start()]) and not _GRANTED.search(text[found.end() :])


def commerce_of(document: Document) -> Node | None:
    """The fact by which a project is commercial: the money that it is to bring, or the service it is for; None where none is.

    Public bodies and research count money, too, and are none.
    """
    business = document.at("business")
    service, amount = business.at("service"), business.at("value_estimate.amount")
    said = " ".join(fact.text() or "" for fact in (document.at("title"), service, business.at("value")))[:LONGEST_TEXT]
    if _NO_COMMERCE.search(said):
        return None
    if positive(amount) is not None:
        return amount
    return service if _COMMERCE.search(service.text() or "") else None
