"""The people of a project: those who work on it, and those whom it affects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.ground.folding import words
from prospectus.ground.language import has_hangul
from prospectus.ground.numbers import positive
from prospectus.ground.pattern import Pattern
from prospectus.model.document import read_once
from prospectus.project.datasets import datasets
from prospectus.project.models import models

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

CORE_ROLES = ("modeler", "data-curator", "model-quality-manager")
"""The three roles without which nobody answers for the model, its data and its quality (lecture diagram 3)."""

SERVERS = frozenset({"on-prem-cpu", "on-prem-gpu", "cloud-cpu", "cloud-gpu"})

SERVING_ROLES = {
    "mobile": frozenset({"app-developer"}),
    "edge-device": frozenset({"model-engineer", "app-developer", "backend-engineer"}),
    "vendor-api": frozenset({"backend-engineer", "app-developer", "tool-developer"}),
    **dict.fromkeys(sorted(SERVERS), frozenset({"backend-engineer"})),
}
"""The roles of which one builds the model in, by the place where it runs (lecture diagram 4)."""

_THINGS = Pattern(
    r"(?:systems?|services?|servers?|pipelines?|machines?|robots?|databases?|apis?|applications?)$"
    r"|(?:시스템|서비스|서버|설비|장비|로봇|데이터베이스)$",
    re.IGNORECASE,
)
"""How the name of a group ends that has no people in it."""

INITIALS = 2
"""So short an address may be that of a team: `ds@`, `ml@`."""

_WORD = Pattern(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_ADDRESS = Pattern(r"([^\s@<>()\[\],;:]{1,64})@[^\s@<>()\[\],;]+")
_NAMES = Pattern(r"[,;:/()<>\[\]|&+]|\s[-\u2013\u2014]\s|\band\b|\s(?:및|와|과)\s")
"""What stands between the names in an owner."""
_HANDLE = Pattern(r"@[\w.-]+/([\w.-]+)")
"""A team of an organisation, as code hosts write it."""

_GROUP = Pattern(
    r"(?:team|squad|guild|dept|department|division|tribe|chapter|committee|everyone|everybody)s?"
    r"|(?:ml|ai|dev|data|llm|sec|fin|rev|biz|model|people)ops|\w{2,}(?:team|squad|guild)",
    re.IGNORECASE,
)
"""Words that make a team of whatever stands beside them."""

_LAST_GROUP = Pattern(r"(?:group|unit|org|organi[sz]ation|labs?|office)s?", re.IGNORECASE)
"""Words that make a team of what stands before them."""

_KO_GROUP = Pattern(
    r".*(?:팀|본부|부서|그룹|파트|센터|사업부|부문|조직|위원회|연구소|챕터|길드|스쿼드|트라이브|유닛|랩|셀|티에프"
    r"|(?:연구|개발|기획|전략|분석|데이터|운영|품질|경영|정보|전산|기술)실|TFT?)(?:원|들|전체|원\s?전체)?",
    re.IGNORECASE,
)

_KO_PERSON = Pattern(
    r"(?:[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄원천방공현함변염여추도소석선설마길연위표명기반]"
    r"[가-힣]{2}|(?:남궁|황보|선우|제갈|사공|독고|서문)[가-힣]{1,2}|[김박최허][가-힣])"
    r"(?:님|씨|책임|매니저|팀장|수석|선임|대리|과장|부장|차장|이사|박사)?$"
)
"""A Korean name, with a title or without."""


_FIELDS = words(
    "ads ai admin analysis analysts analytics application applications applied app apps automation backend bi billing business chain"
    " churn claims cloud commerce compliance contact content core corporate credit crm channel customer customers computer cs cv cx da data"
    " dataops de demand design detection dev developers development devops digital ds e ecommerce email editorial engagement engineering engineers"
    " enterprise experience feed field finance food forecasting fraud frontend fulfilment fulfillment global group growth hello help"
    " helpdesk home hr identity image info infra infrastructure inference innov innovate innovation insight insights insurance intelligence"
    " inventory it knowledge lab labs language leadership learning legal lifecycle llm logistics loyalty machine maintenance management"
    " manufacturing marketing marketplace media membership mlops ml mobile model modeling modelling models monetization nlp noreply office"
    " online operations ops optimization org organisation organization owner owners partner payments people personalisation"
    " personalization planning platform pm pricing privacy procurement product production products program project qa quality r"
    " ranking recommendation recommendations recommender recsys reliability research researchers retail retention revenue risk"
    " robotics sales science scientists search secops security sales seo serving service services slack shared shop sre staff strategy studio"
    " subscription subscriptions supply support systems tech technology the trust safety ux unit user users vision voice warehouse"
    " web and of for our at in"
)
"""Words of which the names of teams are made; a name of these alone is no person's."""

_KO_FIELDS = words(
    "검색 결제 경영 고객 공동 공통 광고 교육 금융 기술 기획 담당 담당자 데이터 데이터사이언스 디지털 딥러닝 로보틱스 리스크 마케팅 머신러닝 모델 모델링 물류 미디어 배송"
    " 보안 분석 사업 사이언스 상담 생산 서비스 설비 성장 수요 신사업 안전 엔지니어링 연구 영업 예측 운영 인공지능 인사 인프라 재무 전략 전사 전산 전체 정보 제조 제품 지원"
    " 추천 콘텐츠 탐지 품질 프로덕트 플랫폼 혁신 개발 개발자 유관 관련 실무 그로스 비전 이미지 차세대 고객사 전처리 이커머스 유통 정산"
)


@read_once
def roles(document: Document) -> frozenset[str]:
    """The roles that have a name beside them."""
    return frozenset(role for member in document.at("team").each() if (role := member.at("role").text()))


class Need(NamedTuple):
    """One of the ``roles`` has to have a name beside it from the stage ``since`` on.

    ``reason`` says why: it is one of the three of the core, a vendor labels the data, the place where the model runs needs it, or a
    model is to be converted or made smaller.
    """

    roles: frozenset[str]
    reason: Literal["core", "vendor", "place", "conversion"]
    since: str


def needs(document: Document) -> list[Need]:
    """The roles that a project needs, whether they are named or not."""
    has_vendor = labelled_by_vendor(document) is not None
    found = [
        Need(frozenset({role}), "vendor" if has_vendor and role == "data-curator" else "core", "design")
        for role in CORE_ROLES
    ]
    place = document.at("requirements.serving.place").text()
    if place in SERVING_ROLES:
        found.append(Need(SERVING_ROLES[place], "place", "prototype"))
    if planned_conversion(document) is not None:
        found.append(Need(frozenset({"model-engineer"}), "conversion", "prototype"))
    return found


def labelled_by_vendor(document: Document) -> Node | None:
    """What says of the first data set that a vendor labels that it does."""
    for dataset in datasets(document):
        by = dataset.at("annotation.by")
        if by.value == "vendor":
            return by
    return None


def planned_conversion(document: Document) -> Node | None:
    """The fact that says of the first such model that it will be converted or made smaller."""
    return next((plan for model in models(document) if (plan := _conversion(model))), None)


def _conversion(model: Node) -> Node | None:
    conversion, planned = model.at("conversion"), model.at("planned_memory_gb")
    if conversion.stated():
        return conversion
    return planned if (positive(planned) or 0) < (positive(model.at("memory_gb")) or 0) and positive(planned) else None


@read_once
def has_person(document: Document) -> bool:
    """Whether somebody is named among the people of the project."""
    names = (member.at("name").stated() for member in document.at("team").each())
    return any(name is not None and not is_team(name) for name in names)


@read_once
def affected_people(document: Document) -> Node | None:
    """The first group of people who are affected; groups of machines are none."""
    for affected in document.at("constraints.affected").each():
        group = affected.at("group")
        name = group.stated()
        if name is not None and not _THINGS.search(name.strip()):
            return group
    return None


def is_team(name: str) -> bool:
    """Whether a name is a team's, or a team's address, and no person or person's address stands beside it."""
    if name.lstrip().startswith("#"):
        return True  # a channel
    if handle := _HANDLE.fullmatch(name.strip()):
        return _is_group(handle[1])
    locals_ = [match[1] for match in _ADDRESS.finditer(name)]
    parts = [part for part in _NAMES.split(_ADDRESS.sub(" ", name)) if _WORD.search(part)]
    # Beside a team's name, an address of a letter or two is that of the team.
    called = [*parts, *(one for one in locals_ if not parts or len(one) > INITIALS)]
    return bool(called) and all(map(_is_group, called))


def _is_group(name: str) -> bool:
    """Whether a name without its address is a group's: it says so, or is of nothing but the names of fields."""
    words = _WORD.findall(name)
    if any(map(has_hangul, words)):
        is_group = any(_KO_GROUP.fullmatch(word) or word in _KO_FIELDS for word in words)
        return is_group and not any(map(_may_be_person, words))
    if _LAST_GROUP.fullmatch(words[-1]) and len(words) > 1:
        return True
    unknown = [not _is_group_word(word) for word in words]
    if any(_GROUP.fullmatch(word) for word in words):
        return not (unknown[:2] == [True, True] and not all(unknown[2:-1]))  # Dana Kim Data Science Team
    return not any(unknown)


def _is_group_word(word: str) -> bool:
    return word.casefold() in _FIELDS or word.isdigit() or _GROUP.fullmatch(word) is not None


def _may_be_person(word: str) -> bool:
    """Whether a word beside that of a Korean team may be somebody's name."""
    if has_hangul(word):
        is_known = word in _KO_FIELDS or _KO_GROUP.fullmatch(word)
        return not is_known and _KO_PERSON.match(word) is not None
    return word[:1].isupper() and not word.isupper() and not _is_group_word(word)
