"""Korean problem statements: a sentence says at its end whether it is a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from prospectus.project.english_statement import Sort

_MADE = (
    r"(?:모델|모형|(?<![A-Za-z])(?:AI|ML|LLM|RAG|OCR|GPT(?:-\d\w*)?|ChatGPT|CNN|BERT)|인공지능|머신러닝|기계학습|딥러닝|신경망|시스템|챗봇|분류기|탐지기|추천기|알고리즘|플랫폼"
    r"|엔진|솔루션|파이프라인|대시보드|에이전트|어시스턴트|도구|기능|서비스|앱)"
)
_MAKE = r"개발|구축|도입|구현|적용|배포|출시|제작|설계|학습|훈련|활용|고도화|마련|구성"
_STRONG = (
    r"개발|구축|도입|자동화|구현|고도화|최적화|대체|지능화|디지털화|시스템화|전산화|개선|향상|절감|단축|감축|최소화|최대화|극대화|효율화|맞춤화"
    r"|개인화|제안|적용|출시|내재화|배포|해결|달성|투입|추진|모델링"
)
_WEAK = (
    r"예측|예보|탐지|검출|감지|분류|추천|생성|추출|추정|판별|판정|판독|식별|인식|제공|활용|이용|사용|학습|훈련|분석|파악|선별|요약|번역|변환|계산|산출"
    r"|배정|매칭|예방|방지|지원|설계|제작|제어|진단|작성|안내|응대|선정|통합|전환|확보|제시|검색|표시|처리|조정|심사"
    r"|도출|발송|전송|추가|관리|평가|측정|수립|연결|연동|구분|시각화|군집화|필터링|튜닝|재학습|수집|검증|채점|경고|통보"
)
_NAMED = r"예측|탐지|검출|감지|분류|추천|생성|추출|요약|번역|판독|식별|인식|제어|진단"
_NATIVE_STRONG = (
    r"줄(?:인다|입니다|임|이기|이자)|높(?:인다|입니다|임|이기|이자)|낮(?:춘다|춥니다|춤|추기|추자)|늘(?:린다|립니다|림|리기|리자)"
    r"|(?<![가-힣])올(?:린다|립니다|림|리기)|앞당(?:긴다|깁니다|김|기기)|끌어올(?:린다|립니다|림|리기)|없(?:앤다|앱니다|앰|애기)|만(?:든다|듭니다|듦|들기|들자)|바꾼다|바꿉니다|바꾸기"
)
_NATIVE_WEAK = (
    r"찾(?:는다|습니다|기)|찾아\s?(?:낸다|냅니다|내기|준다|줍니다)|(?:걸러|가려|골라|알아)\s?(?:낸다|냅니다|내기)|알(?:려\s?준다|려\s?줍니다|린다|립니다)"
    r"|맞(?:힌다|힙니다|히기)|보여\s?(?:준다|줍니다|주기)|세(?:운다|웁니다|우기)|보(?:낸다|냅니다|내기)|붙(?:인다|입니다|이기)|돕(?:는다|습니다|기)|쓴다|씁니다"
)
_DOES = r"(?:\s?(?:한다|합니다|함|하기|하자|시킨다|시킵니다|해\s?준다|해\s?줍니다))"
_END = r"\Z"
_WILL = (
    r"(?:할\s?(?:것|계획|예정|방침|생각)(?:이다|임|입니다|이에요)?|하겠다|하겠습니다|하려(?:고)?\s?(?:한다|합니다|함)|하기로\s?(?:한다|했다|하였다|합니다|했습니다|함)"
    r"|하고\s?싶(?:다|습니다|음)|하면\s?좋겠(?:다|습니다)|하도록\s?(?:한다|합니다|함)|하는\s?(?:것|프로젝트|과제)(?:이다|임|입니다))"
)

_LABEL = Pattern(r"(?:프로젝트\s?|과제\s?)?(?:목표|목적|과제|계획|해결책|해결 방안|제안|방안|솔루션)\s*[::]")
_GOAL = Pattern(
    rf"고자\s?(?:한다|합니다|함|하는\s?것이다|했다|하였다)?{_END}"
    rf"|(?:을|를|이|가)\s+(?:\S+\s+){{0,3}}?(?:목표|목적)(?:이다|다|임|입니다|로\s?(?:한다|합니다|함|삼는다|삼음|하고\s?있다))?{_END}"
    rf"|수\s?있도록\s?(?:한다|합니다|함|돕는다|지원한다|만든다|하는\s?것이다)?{_END}"
)
_GOAL_IS = Pattern(r"(?:목표|목적|과제)(?:는|은)\s")
_IS_TO = Pattern(rf"(?:것(?:이다|임|입니다)?|기(?:이다|다|임)?|(?:{_STRONG})(?:이다|임|입니다)?){_END}")
_INTENT = Pattern(
    rf"(?:{_STRONG}|{_WEAK}){_WILL}{_END}"
    rf"|(?:만들|줄이|높이|낮추|늘리|찾|알아내|찾아내|바꾸|앞당기)(?:려(?:고)?\s?(?:한다|합니다|함)|고\s?싶(?:다|습니다|음)|겠(?:다|습니다)|기로\s?(?:한다|했다|합니다|했습니다))"
    rf"{_END}|(?:만들|줄일|높일|낮출|늘릴|찾을|알아낼|찾아낼|바꿀|앞당길)\s?(?:것|계획|예정|생각)(?:이다|임|입니다)?{_END}"
)
"""Ends that tell of something still to be done, whoever does it."""

_MAKES = Pattern(
    rf"{_MADE}(?:을|를|이|의)?\s*(?:신규\s|새로\s|직접\s|자체\s)?(?:(?:{_MAKE})(?:{_DOES}|{_WILL}|해야\s?(?:한다|합니다|함)|(?=\s*필요))?"
    rf"|(?:만(?:든다|듭니다|듦|들기|들자|들어야\s?(?:한다|합니다|함)))|있(?:으면|었으면)\s?좋겠(?:다|습니다))\s*(?:이\s?필요(?:하다|합니다|함)?|필요(?:하다|합니다|함)?)?{_END}"
    rf"|(?:{_MADE}|(?:{_MAKE}|자동화))(?:이|가)?\s*필요(?:하다|합니다|함)?{_END}"
)
"""A model, a system or the like is made, brought in or needed."""

_HAS_MADE = Pattern(
    rf"{_MADE}(?:을|를)\s*(?:신규\s|새로\s|직접\s|자체\s|설계\s및\s)?(?:{_MAKE})(?:했다|하였다|했습니다|하였습니다)|{_MADE}을\s(?:설계|개발)\s및\s(?:{_MAKE}){_DOES}{_END}"
)
_BY_MEANS = Pattern(
    rf"{_MADE}(?:으)?로\s|{_MADE}(?:을|를)\s*(?:(?:{_MAKE}|통|이용|사용|투입)(?:하여|해서|해|함으로써)|만들어)\s"
)
_STATES = Pattern(
    r"(?:[가-힣](?:한다|합니다|함)|는다|[린긴친킨춘운낸준든진쓴온간본단킨]다|(?:립|깁|칩|킵|춥|웁|냅|줍|듭|씁)니다)\Z"
)
_BAD_END = Pattern(
    r"(?:걸린|든|늘어난|줄어든|떨어진|놓친|틀린|못한|않는|모른|난|생긴|발생한|멈춘|남는|몰린|쌓인|길어진|커진|부족한|잃는|밀린|헤맨|반복한|포기한|그친)다\Z"
    r"|(?:부족|증가|감소|저하|지연|오류|누락|과다|미흡|불만|불편|문제|어려움|이탈|오탐|실패|손실|낭비|과부하|악화|정체|미비|하락|상승|초과|미달|한계|부재|혼란|적체)\Z"
)
_THROUGH = Pattern(
    rf"(?:{_MADE}|{_MAKE}|자동화|고도화|지능화)(?:을|를)?\s*(?:통한|통해|활용한|이용한)\s+(?:\S+\s+){{0,5}}?\S{{0,12}}"
    rf"(?:감소|절감|저감|개선|향상|단축|예방|방지|확보|강화|제고|증대|최소화|최적화|효율화|해소|달성){_END}"
)
"""A heading that names a means and what it is to bring: "판정 시스템 구축을 통한 유출 불량 감소"."""

_IF_SO = Pattern(rf"[가-힣]면\s+(?:\S+\s+){{0,2}}?(?:{_MADE})(?:이|가)\s")
"""A condition, behind which it is a system that acts: "사진만 찍으면 AI가 수식을 바꾸어 준다"."""

_GIVES_WRONG = Pattern(
    r"(?:틀린|엉뚱한|잘못된|엉터리|품절된|지나간)\s+(?:\S+\s+){0,3}?\S{0,12}?(?:추천|안내|표시|제시|배정|발송|전송|응답|보여|보[내낸냅]|알[려린립])\S{0,8}\Z"
)
"""What goes wrong today: "앱이 틀린 매장을 추천한다"; to detect wrong payments is a plan."""

_WITH_AI = Pattern(rf"{_MADE}(?:을|를)?\s*(?:기반|활용한|이용한|통한|활용|적용한|이용)\s")
_PREDICATE = Pattern(r"(?:다|음|임|됨|함|요|까)\Z")
_DONE = Pattern(rf"(?:(?:{_STRONG}){_DOES}|{_NATIVE_STRONG}){_END}")
_DOES_NOW = Pattern(rf"(?:(?:{_WEAK}){_DOES}|{_NATIVE_WEAK}){_END}")
_TITLE = Pattern(rf"(?:{_STRONG}|{_NAMED}|{_MADE}){_END}")

_REASON = Pattern(
    r"(?:때문|탓)(?:에|이다|임)|[가-힣](?:므로|느라)(?=[\s,])|(?:몰라|달라|걸려|밀려|놓쳐|느려|틀려|쌓여|막혀|끊겨|떨어져)(?=[\s,])|(?:늘(?![리려릴린])|줄(?![이여일인])|떨어[지져]|부족|못[하해]|않(?!고)|없(?![이애앤])|어렵|어려[우워]|느[리려]|늦(?![추춰])|걸[리려]"
    r"|놓[치쳐]|밀[리려]|쌓[이여]|몰[리려]|달라|다르|높(?![이여일인])|낮(?![추춰출춘])|많|힘들|불편|비싸|틀[리려]|빗나가|모르|몰라|끊[기겨])[가-힣]{0,3}?"
    r"(?:어서|아서|여서|해서|고|며|는데|은데|운데|지만|으나|나|므로|니|기에|어|아|워|해|져|려|라)(?=[\s,])"
)
"""A clause before the plan that says what goes wrong."""

_BY_HAND = Pattern(
    r"(?:손으로|수작업으로|수기로|일일이|감으로|경험으로|눈으로|육안으로|엑셀로|현재|지금|매번)(?!\s*(?:하던|하는|되던|되는|해\s?온|적던|쓰던|이뤄지|이루어지|진행))"
)
_SUBJECT = Pattern(r"(?<![가-힣A-Za-z0-9·])([가-힣A-Za-z0-9·]{1,30}?)(?:들)?(이|가|은|는|께서|에서는|마다)\s")
_NO_PARTICLE = Pattern(
    r"(?:하|되|주|오|보|쓰|나|드|지|내|두|키|치|추|르|있|없|않|맞|찾|같|받|얻|읽|잡|적|갖|남|넘|많|높|낮|좋|작|넓|깊|늦|짧|새로|아닌|이)(?:은|는)"
    r"|(?:많|높|같|없|깊|굳|길)이|(?:추|평|허|증|국|단|원|물|인)가|이|은|는|가"
)
"""Words that end like a subject and are none: 들어오는, 많은, 같이, 추가."""

_OURS = Pattern(rf"우리|저희|당사|본\s?\w*|\w*(?:프로젝트|과제|사업|문서|제안|연구|{_MADE})|AI|LLM|카메라|\w*비전")
_IN_USE = Pattern(r"기존|현재|지금|현행|이미|쓰던")
_WORKERS = Pattern(
    r"\w*(?:담당자|책임자|관리자|운영자|직원|사원|상담원|상담사|기사|검사원|작업자|의사|간호사|약사|교사|강사|심사역|심사원|연구원|엔지니어|개발자|분석가"
    r"|편집자|매니저|점주|점장|팀장|팀|부서|센터|본부|회사|업체|공장|매장|지점|은행|병원|학교|기관|농가|판매자|공급사|협력사|운전자|조종사|기관사|승무원"
    r"|사람|전문가|감독관|조사원|배송원|기획자|디자이너|변호사|회계사|플래너|우리 회사|현장|본사|조직)"
)
_UNDECIDED = Pattern(
    r"(?:[할될갈올볼쓸줄릴킬낼뀔]|[해어아빠커워려켜여]질|(?:떠|끝|일어|나타|달아|고장\s?)날|(?:[는은을인]|[할될갈올볼쓸줄릴킬낼뀔질날한된])지(?:를)?)\s"
)
"""A clause about what is not known yet: "어떤 고객이 해지할지", "고장 날 시점"."""

_DESCRIBES = Pattern(
    r"(?:[한된간온난든진린친킨낸본쓴던]|[있없하되오가나드지리치]는|[높많낮좋작넓깊늦짧같남않받읽]은)\s"
)
"""A clause that describes a noun."""


_ASIDE = Pattern(r"[((][^()()]*[))]?\Z")


LONGEST_END = 48
"""In characters: where a sentence tells whether it is a plan."""


def sort(sentence: str) -> Sort:
    """What a Korean sentence is: a plan, a plan that names the trouble first, or something else."""
    sentence = _ASIDE.sub("", sentence).rstrip()
    ends_as_plan = _ends_as_plan(sentence)
    if ends_as_plan and _REASON.search(sentence):
        return "trouble"
    return "plan" if ends_as_plan or _LABEL.match(sentence) else "other"


def _ends_as_plan(sentence: str) -> bool:
    end = sentence[-LONGEST_END:]
    is_goal = _IS_TO.search(end) is not None and _GOAL_IS.search(sentence) is not None
    if is_goal or any(pattern.search(end) for pattern in (_GOAL, _INTENT, _MAKES, _HAS_MADE)):
        return True
    if _DONE.search(end):
        return not _has_agent(sentence)
    if _DOES_NOW.search(end):
        return not (_has_agent(sentence) or _BY_HAND.search(sentence) or _GIVES_WRONG.search(end))
    if _THROUGH.search(end) or _BAD_END.search(end):
        return _THROUGH.search(end) is not None
    if _STATES.search(end):
        return _BY_MEANS.search(sentence) is not None and not _has_agent(sentence)
    is_title = " " in sentence and not _PREDICATE.search(end)
    names_it = is_title and (_TITLE.search(end) or _WITH_AI.search(sentence))
    return bool(names_it) and not _has_agent(sentence) and not _BY_HAND.search(sentence)


def _has_agent(sentence: str) -> bool:
    """Whether somebody does it already: a subject of the sentence itself, and not of a clause within it."""
    for match in _SUBJECT.finditer(sentence):
        words = match[0].strip()
        if _NO_PARTICLE.fullmatch(words) or _NO_PARTICLE.fullmatch(words[-2:]):
            continue
        if _OURS.fullmatch(match[1]) and not _IN_USE.search(sentence, 0, match.start(1)):
            continue
        rest = match.end()
        if _IF_SO.search(sentence, rest):
            continue
        if _UNDECIDED.search(sentence, rest) or (
            _DESCRIBES.search(sentence, rest) and not _WORKERS.fullmatch(match[1])
        ):
            continue
        return True
    return False
