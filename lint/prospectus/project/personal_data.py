"""Personal data: which words name it, what is no longer linked to a person, and how long it has been kept."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from prospectus.reading.front_matter.node import Node

_PEOPLE = (
    r"(?:customers|patients|users|employees|workers|visitors|passengers|pedestrians|students|pupils|children|people|persons"
    r"|residents|citizens|callers|applicants|members|guests|drivers|riders|players|shoppers|faces)"
)
_PICTURES = r"(?:photos?|photographs?|pictures?|images?|videos?|footage|scans?|crops?|recordings?|clips?)"
_PERSONAL = Pattern(
    r"(?<![a-z])(?:"
    r"e-?mails?(?:[ _-]?address(?:es)?)?(?![ _-]?(?:templates?|servers?|gateways?|campaigns?|domains?|clients?|volumes?|counts?|layouts?))"
    r"|(?:tele|mobile[ _-]?|cell[ _-]?)?phone(?:[ _-]?(?:numbers?|nos?)|(?=\s*(?:[,;)\]]|]|$)))|msisdn"
    r"|(?:first|last|full|family|customer|patient|user|employee)[ _-]?names?|surnames?"
    r"|dob|date[ _-]of[ _-]birth|birth[ _-]?(?:date|day)"
    r"|(?:home|street|postal|billing|delivery|ip)[ _-]?address(?:es)?"
    r"|ssn|social[ _-]security(?:[ _-](?:number|no))?|national[ _-]id|resident[ _-]registration|passport(?:[ _-](?:number|no))?"
    r"|iban|(?:credit|debit)[ _-]?cards?(?:[ _-](?:number|no))?|(?:bank[ _-])?account[ _-]numbers?"
    r"|licen[cs]e[ _-]plates?|number[ _-]plates?"
    # what a body gives away
    rf"|(?<!weld )(?<!rock )(?<!coal )(?<!end )(?<!clock )(?<!work )(?<!seal )face[ _-]?{_PICTURES}|facial[ _-](?:{_PICTURES}|features?|recognition)"
    rf"|{_PEOPLE}'? faces|faces? of (?:the )?{_PEOPLE}|(?<!rock )(?<!cliff )(?<!weld )(?<!end )(?<!work )(?<!coal )faces? (?:(?:is|are|may be|can be|is also|are also) )?(?:visible|seen|shown|in (?:the )?(?:frame|view|picture))"
    rf"|{_PICTURES} of (?:the )?(?:[a-z-]+ )?{_PEOPLE}(?!')|(?:patient|employee|passenger|student|visitor|selfie)[ _-]{_PICTURES}|selfies?|portraits?"
    r"|voice[ _-]?(?:recordings?|samples?|clips?|prints?|messages?)|voiceprints?|voices|(?:call|phone|speech)[ _-]recordings?"
    r"|gait[ _-](?:videos?|recordings?|sequences?|data|analysis)"
    r"|(?<!device )(?<!browser )(?<!audio )(?<!file )(?<!acoustic )(?<!molecular )(?<!rf )fingerprints?|iris[ _-](?:scans?|images?)|retina[ _-]scans?"
    r"|(?:medical|health|patient)[ _-]records?"
    r")(?![a-z])"
    r"|이메일|전자우편|전화번호|휴대폰|휴대전화|연락처|주민등록|여권번호|면허번호|생년월일|계좌번호|카드번호|차량 ?번호|번호판|집 ?주소|자택"
    r"|얼굴 ?(?:사진|영상|이미지|데이터|특징)|(?<!점검 )얼굴[이가도과을까지]{0,3} ?(?:함께 |같이 |그대로 |일부 )?(?:찍|나오|나온|보이|담[긴기겨]|드러|노출)|안면|(?:환자|직원|승객|학생|보행자|방문자)(?:의)? ?(?:사진|영상)|(?:고객|환자|직원|승객|학생|사용자)(?:의)? ?(?:음성|목소리)|셀카|(?:통화|음성|상담) ?(?:녹음|녹취)"
    r"|목소리|성문|걸음걸이|보행 ?영상|지문 ?(?:이미지|인식|스캔|센서|정보|특징)|홍채|(?:의무|진료) ?기록",
    re.IGNORECASE,
)
"""Words that name personal data nearly everywhere."""

_TAKEN_OUT = Pattern(
    r"\b(?:no|not|without|never|free of|minus|except|excluding|synthetic|generated|simulated|artificial|anonymi[sz]ed|hashed|masked|blurred)\b[^.;]*$"
    r"|(?:가상|합성|익명|가명)[^.;]*$"
    r"|^.{0,2}지 ?(?:않|못)"
    r"|^,? ?(?:all |were |are )*(?:anonymi[sz]ed|masked|blurred|redacted|hashed|removed)\b"
    r"|^[^.;,]*(?:\b(?:removed|masked|hashed|excluded|dropped|deleted|stripped|pseudonymi[sz]ed|anonymi[sz]ed|blurred|redacted|pixelated|truncated"
    r"|aggregated|cut out)\b|제외|삭제|제거|마스킹|가명|해시|없|지[운움웠]|비식별|익명|블러|모자이크|가림|가린|흐리)",
    re.IGNORECASE,
)
"""What stands before or after the name of what the data do not hold."""

_TECHNICAL = Pattern(
    r"\b(?:machines?|servers?|robots?|hosts?|devices?|sensors?|plcs?|cameras?|routers?|gateways?|switch(?:es)?|controllers?|equipment|nodes?|clusters?"
    r"|containers?|pods?|vms?|endpoints?|firewalls?|service[ _-](?:users?|accounts?)|service|system|technical|bots?|batch|db|database|daemons?|root"
    r"|line|plant|printers?|internal network)\b|설비|장비|서버|기계|로봇|센서|카메라|라우터|게이트웨이|호스트|단말|컨테이너|서비스 ?계정|시스템 ?계정|배치",
    re.IGNORECASE,
)
"""What has an address or a user name, and is nobody."""

_OF_MACHINES = Pattern(r"(?:ip|user)[ _-]?(?:address|name)", re.IGNORECASE)

_UNLINKED = Pattern(
    r"(?<!pseudo)(?:anonymi[sz]|anonymous)|\baggregat|\bcounted per\b|\bcounts? (?:per|only)\b|\btotals? (?:per|only)\b|\bsummed\b|k-anonym|\bk ?[<≥>]=? ?\d"
    r"|differential(?:ly)? priva|synthetic|집계|익명|합산|통계 ?처리|차등 ?정보|재현 ?데이터",
    re.IGNORECASE,
)
"""How data are handled that lead back to nobody."""

_LATER = Pattern(
    r"\b(?:after|from|since|following) (?:the )?(?:end|termination|cancell?ation|closure|expiry|withdrawal|completion|last|contract|account|case|project|model)"
    r"|(?:해지|탈퇴|종료|만료|해약|철회|폐기|퇴사|졸업) ?(?:후|뒤|시점|일)",
    re.IGNORECASE,
)
"""A time for which data are kept that does not begin when they arise."""

_MONTH = Pattern(r"((?:19|20)\d{2})-(\d{2})(?:-(\d{2}))?")


def personal_word(text: str) -> str | None:
    """The first word of a text that names personal data, unless the text says that it is taken out, or a machine's."""
    for match in _PERSONAL.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _TAKEN_OUT.search(before) or _TAKEN_OUT.match(after):
            continue
        if _OF_MACHINES.match(match[0]) and _TECHNICAL.search(text):
            continue
        return match[0]
    return None


def is_unlinked(holder: Node) -> bool:
    """Whether a privacy block, or a data set, says that nothing in the data leads back to a person any more."""
    if holder.at("personal_data").flag() is False:
        return True
    handling = [*holder.at("handling").texts(), holder.at("handling").text() or "", holder.at("slice").text() or ""]
    return any(_UNLINKED.search(text) for text in (*handling, holder.at("source").text() or ""))


def starts_later(privacy: Node) -> bool:
    """Whether the time for which data are kept begins later than the data: with the end of a contract."""
    keys = ("storage", "legal_basis", "external_processing")
    texts = [*(privacy.at(key).text() or "" for key in keys), *privacy.at("handling").texts()]
    return any(_LATER.search(text) for text in texts)


def days_held(dataset: Node, updated: date | None) -> int | None:
    """How old the oldest record of a data set is at its version, where that is a date, or when the document was last updated.

    None for data that is not there yet, and where a date is missing.
    """
    first = dataset.at("period.from").date()
    seen = _dated(dataset.at("version").text() or "") or updated
    if first is None or seen is None or dataset.at("state").text() not in {"exists", "purchase", None}:
        return None
    return (seen - first).days


def _dated(version: str) -> date | None:
    """The date that a version names; the first of a month where it names a month."""
    match = _MONTH.fullmatch(version.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return None
