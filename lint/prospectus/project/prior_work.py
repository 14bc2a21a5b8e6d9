"""Prior work as a section names it: by a citation, by the name of a system, a model or its makers, or as sought and not found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.folding import words
from prospectus.ground.language import has_hangul
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from prospectus.model.document import SectionText

_CITATION = Pattern(
    r"https?://|\]\(|\]\[|\[\^|\bdoi\b|\barxiv\b|\bet al\b|\[\d+\]|(?<!\d)(?:19|20)\d{2}(?!\d)|<a\s|\b\w+\.(?:com|org|io|ai)\b"
    r"|[『「《〈][^』」》〉\n]{2,200}[』」》〉]",
    re.IGNORECASE,
)
_COINED = Pattern(
    r"(?<![\w@./-])(?:[A-Z]?[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]+\w*|[A-Z][a-z]+-(?:\d\w*|[A-Z]\w+)|[A-Z][A-Za-z]+\d\w*|[A-Z]{2,}-?\d\w*"
    r"|M5|(?:word|doc|node|seq|item)2(?:vec|seq)|two-tower|fasttext)(?![\w@])"
)
"""Words that somebody coined: XGBoost, DeepAR, GPT-4, Two-Tower, word2vec."""

_ACRONYM = Pattern(r"(?<![\w@./-])[A-Z]{3,}(?![\w@])")
_GENERIC = frozenset(
    [
        *(
            "AND",
            "API",
            "APP",
            "AUC",
            "AWS",
            "CEO",
            "CPU",
            "CRM",
            "CSV",
            "CTO",
            "CTR",
            "EDA",
            "ERP",
            "ETA",
            "ETL",
            "EUR",
            "FAQ",
            "GPU",
        ),
        *(
            "GPS",
            "HTML",
            "HTTP",
            "IOT",
            "JSON",
            "KPI",
            "KRW",
            "LLM",
            "LLMS",
            "LTV",
            "MAE",
            "MAPE",
            "MSE",
            "NLP",
            "NONE",
            "NOT",
            "OCR",
        ),
        *(
            "PDF",
            "POC",
            "QPS",
            "RMSE",
            "ROC",
            "ROI",
            "SaaS",
            "SDK",
            "SLA",
            "SQL",
            "TBD",
            "TODO",
            "USD",
            "UX",
            "VOC",
            "XML",
            "YAML",
        ),
    ]
)
"""Acronyms that name no work."""

_NAME = Pattern(r"(?<=[a-z,;)(&\"'“] )[A-Z][a-z]+(?:[-'\u2019][A-Za-z]+)?(?!\w)|(?<=[(“\"])[A-Z][a-z]+\b")
"""Words that begin with a capital amid a sentence."""

_PLAIN = words(
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday"
    " Friday Saturday Sunday English Korean German French Spanish Japanese Chinese Europe Asia America Africa Korea Germany"
    " France Japan China India Internet Section Table Figure Appendix We It The This They"
)

_SUBJECT = Pattern(
    r"(?:^|(?<=[.!?:] )|(?<=[-*+] ))([A-Z][\w'\u2019-]*)"
    r"(?:(?: [\w'\u2019-]+){0,3}? (?:described|published|presented|reported|proposed|introduced|released|open-sourced|wrote|announced"
    r"|launched)\b| (?:describes|uses|used|runs|ran|has an?|had an?|built|showed|shows|solved|solves|offers|sells|shared|does|did)\b"
    r"|: |,? and [A-Z]\w+|,? [A-Z][a-z]\w*|['\u2019]s? )",
    re.MULTILINE,
)
"""The first word of a sentence, and what those do who have done such work."""

_NO_SUBJECT = words(
    "a academic all an another as at before big both classical commercial companies competitors different each earlier early"
    " everybody everyone existing external few he her his i in industry internal it large literature many modern most much my newer"
    " no nobody nothing older on one open other others our papers people previous prior public published recent related research"
    " researchers scientific several she similar since small so some somebody someone studies teams that the their there these they"
    " this those three two until various vendors we what when while who you"
    " approach conclusion findings methods note overview result results status summary"
)

_KO_NAME = Pattern(
    r"네이버|카카오|쿠팡|토스|배달의민족|배민|우아한형제들|당근마켓|당근|삼성|엘지|현대|기아|포스코|하이닉스|구글|우버|아마존|넷플릭스|페이스북|마이크로소프트|애플|오픈AI"
    r"|허깅페이스|야놀자|무신사|컬리|쏘카|티맵|스포티파이|에어비앤비|고젝|그랩|카이스트|서울대|포항공대"
    r"|[가-힣]{2,8}(?:대학교|연구소|진흥원|공사|전자|텔레콤|은행|모빌리티|통신연구원|기술연구원)"
    r"|(?<![가-힣])[김이박최정강조윤장임한오서신권황안송전홍유][가-힣]{2}\s?(?:등|외)(?:\s|[은이의(])"
)
_LATIN = Pattern(r"(?<![\w@./-])[A-Z][a-z]{2,}(?!\w)")

_SEARCH = Pattern(
    r"\b(?:looked|searched|reviewed|checked|surveyed|screened|scanned|went|asked)\s(?:\w+\s){0,3}?"
    r"(?:in|on|at|through|across|among|over|the|our|both|all|two|three|\w+ers)\b[^\n]{0,160}?"
    r"\b(?:none|nothing|no|nobody|not|without|neither|never)\b"
    r"|\bno(?:ne|thing)?\b[^.\n]{0,60}\b(?:found|exists?|came up|turned up)\b[^\n]{0,20}\b(?:in|on|at|among|across|through)\b"
    r"|(?:에서|에게|까지|등에)[^.\n]{0,40}(?:찾|검색|조사|살펴|검토|훑|뒤[져졌]|문의|물[어었])[^\n]{0,60}(?:없|못|않)",
    re.IGNORECASE,
)
"""Where somebody looked, and that nothing was there."""


def names_prior_work(text: SectionText) -> bool:
    """Whether a section names prior work, or says where it was looked for in vain."""
    if _CITATION.search(text.text):
        return True
    prose = text.prose
    return (
        _COINED.search(prose) is not None
        or any(match[0] not in _GENERIC for match in _ACRONYM.finditer(prose))
        or any(match[0] not in _PLAIN for match in _NAME.finditer(prose))
        or any(match[1].casefold() not in _NO_SUBJECT for match in _SUBJECT.finditer(prose))
        or _names_in_korean(prose)
        or _SEARCH.search(prose) is not None
    )


def _names_in_korean(prose: str) -> bool:
    if prose.isascii():
        return False
    return _KO_NAME.search(prose) is not None or (
        has_hangul(prose[:200]) and any(match[0] not in _PLAIN for match in _LATIN.finditer(prose))
    )
