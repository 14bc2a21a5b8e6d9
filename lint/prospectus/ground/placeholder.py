"""Texts that state nothing: what a writer puts where a text is due and nothing is known yet.

Two strengths. A *placeholder* promises a text (TBD, 추후 작성 예정, a bracketed prompt, lorem ipsum, letters in a row). An *empty
answer* is an answer in form only (none, unknown, n/a, yes, obvious, 없음); as the name of a kind, or of those who are affected,
the same word says something. With a reason beside it (``none: …``, ``해당 없음: …``) each of them states something.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from prospectus.ground.folding import words
from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REMEMBERED = 4096
"""Of so many texts it is remembered: several rules ask of one fact, and names and licenses come again."""

LONGEST_PROMISE = 200
"""A sentence that only promises a text is shorter than this, in characters."""

_LATER = r"""
    (?-i:TODO|FIXME|TB[ADC]|WIP)\b[^\n]*   # a note to oneself, to the end of its line
    | lorem[ ]ipsum[^\n]*
    | tb[adc]\b[^\n]*
    | (?: 미정 | 미확정 | 미결정 )\s?[(:,-][^\n]*
    | \$[A-Z_]{2,30}\b | %[A-Z_]{2,30}%
    | (?: to[ ]be[ ](?:decided|determined|defined|announced|clarified|agreed|discussed|written|added) )
      (?: [ ](?:later|soon) | [ ](?:after|once|when|until|before)[ ][^\n.;]* )
    | to[ ]be[ ](?: (?:decided|determined|defined|clarified|agreed)[ ](?:with|in|at) | discussed[ ]with )[ ][^\n.;]*
    | (?: todo | to-do | fixme | t\.b\.[adc] | wip | x{2,9} | o{3,9} | placeholder | pending | undecided | ongoing
        | (?:coming|more)[ ]soon | (?:work[ ])?in[ ]progress | under[ ]construction
        | to[ ](?:come|follow|do|discuss) | later(?:[ ]on)? | (?:see|check)[ ]later
        | at[ ]a[ ]later[ ](?:stage|date|point|time) | in[ ](?:the[ ]future|discussion|review) | under[ ](?:review|discussion)
        | needs?[ ]to[ ](?:be[ ]checked|check) | open[ ]question
        | fill[ ](?:me[ ]|this[ ]|it[ ])?in
        | not[ ]yet[ ]available | not[ ](?:yet[ ])?(?:agreed|clear|decided|defined|done|known|set|written) | not[ ]yet
        | (?:none|nothing|no[ ](?:answer|decision|details|fallback|information|mitigation|plan|rollback|solution))[ ](?:as[ ])?yet
        | (?:we[ ]will|we'll|let's|let[ ]us|wait[ ]and|to)[ ]see | time[ ]will[ ]tell
        | to[ ]be[ ](?: added | agreed | announced | clarified | completed | confirmed | continued | decided | defined
            | described | determined | discussed | done | filled(?:[ ](?:in|out))? | finali[sz]ed | provided | specified
            | updated | written )
        | (?: (?:담당자?|책임자|내용|이름|일정|방법|기준)[은는이가]?[ ]? )? (?: 미정 | 미작성 | 미확정 | 미결정 | 미기재 | 미입력 | 미지정 )
        | (?:내용[ ]?)?(?: 작성 | 결정 | 확인 | 협의 | 논의 | 검토 | 준비 | 입력 | 조사 )[ ]?(?: 예정 | 중 | 필요 ) | 내용[ ]?없음
        | (?:so[ ]far|for[ ]now|yet|currently|at[ ](?:present|the[ ]moment)|at[ ]this[ ](?:time|point|stage))
        | 현재(?:로서?는?)? | 아직(?:[ ]없음)? | 지금(?:으로서?)?(?:는|은)?
      )(?: 입니다 | 이다 | 임 | 함 | 합니다 )?(?![^\W_])
"""
_EMPTY = r"""
    (?: n/?a | n\.a\. | none(?:[ ](?:identified|known|found))? | test | foo | abc | lorem | nil | null | nope
        | nothing(?:[ ]to[ ](?:add|report|say))? | (?:(?:i|we)[ ])?(?:do[ ]not|don't)[ ]know
        | no[ ](?:idea|(?:information|info|details?|answer|comment)(?:[ ](?:available|yet|so[ ]far))?) | no | yes | yep | true
        | false | ok(?:ay)? | unknown | unclear
        | unsure | undefined | unspecified | not[ ](?:applicable|available|specified|stated|sure)
        | (?:it[ ]is[ ]|it's[ ]|that[ ]is[ ])?(?:obvious|evident|self-evident|clear|trivial)(?:ly)? | of[ ]course
        | common[ ]sense | 특별히 | 딱히 | (?:해당[ ]?)?(?:사항[ ]?|내용[ ]?)?없(?:음|다|습니다|어요)
        | 모름 | 모릅니다 | (?:잘[ ])?모르겠(?:음|습니다) | 몰라요?
        | 특이[ ]?사항[ ]?없음 | 없슴 | 무 | 빈칸 | 임시 | 테스트
        | 불명 | 미상 | 알[ ]?수[ ]?없(?:음|습니다) | 있(?:음|다|습니다) | 예 | 네 | 응 | 아니(?:오|요) | 맞(?:음|다|습니다) | 상식
        | (?:당연|명백|자명|분명|확실)(?: 함 | 하다 | 합니다 | 히 )?
      )(?: 입니다 | 이다 | 임 | 함 | 합니다 )?(?![^\W_])
"""
_PROMPTS = r"""
    \[ (?!\s{0,9}[\d"'.+-]) [^\[\]{}\"\n]{0,300} \] (?![(\[:]) | \$?\{{1,3} [^{}\":\n]{0,300} \}{1,3}
    | < (?![^<>\n]{0,300}(?:@|://)) [^<>\n]{0,300} >
"""
_MARKS = r"[\s*_`>|:.,;!?()\#}\[\]\\…~/+=·•\u2013\u2014'\"“”\u2018\u2019○●□◯\uff1f-] | \d{1,3}[.)](?=\s)"
_PLACEHOLDER = Pattern(rf"(?> {_PROMPTS} | {_LATER} | {_MARKS} )*+", re.IGNORECASE | re.VERBOSE)
_NOTHING = Pattern(rf"(?> {_PROMPTS} | {_LATER} | {_EMPTY} | {_MARKS} )*+", re.IGNORECASE | re.VERBOSE)
"""What states nothing, from a place on: placeholders, bracketed prompts of a template and marks; with them empty answers."""

_SENTENCE = Pattern(r"[^.!?;。\n]*")
_WORD = Pattern(r"[\w']+")
_HERE = Pattern(
    r"(?:please )?(?:describe|explain|write|insert|enter|add|fill|list|specify|provide|put|type)\b[^.\n]{0,80}\bhere|"
    r"(?:your|some|the) (?:text|content|description|answer)s?(?: goes| comes)? here|please (?:fill|describe|complete|write)\b.*"
    r"|(?:your|insert|enter|example|sample) (?:text|answer|content|description|value|name|reason)s?(?!.)",
    re.IGNORECASE,
)
"""The prompts of templates."""


_ASKING = words("enter example explain insert list put sample type your some")
_UNTIL = words("after before once when until pending as")
"""Words behind which a promise says when it will be kept."""

_FUTURE = words(
    "will shall going be need needs later soon yet still follow follows coming must should ll we'll i'll plan asap"
)
_DENIAL = words("not nothing")
DENIED = 4
"""In so many words a denial only says that nothing is said: "it is not decided"."""
_SAYING = words(
    "add added addressed handled mitigated resolved tackled agreed available clarified clarify come complete completed decide decided define defined describe described"
    " detail detailed determine determined do discuss discussed document documented done elaborate expand expanded fill filled"
    " finalise finalised finalize finalized finish finished fleshed follow follows know knows known provide provided revisit specified"
    " specify update updated work write written"
)
_SMALL = words(
    "a all an and and/or as at author back by can cannot chapter content contents currently date delay description does doc draft blank been but empty far"
    " everything eventually field for from further future get going has have here i i'll in info information is it it'll"
    " iteration moment month more my near next not nothing of on or our out page paragraph part placeholder planned please point"
    " quarter read required rest section sections so sorry somebody someone something sprint stage table team text thank thanks that the these they"
    " they'll this those time to tomorrow us version was we week with year details"
)
_PROMISING = _FUTURE | _SAYING | _SMALL
"""Words of which nothing can be said but that something will be said: "We will fill this in later"."""

_KO_SAY = r"(?:작성|결정|기입|기재|정의|업데이트|추가|협의|논의|확정|확인|보완|검토|공지|정리|입력|안내|수립|마련|선정|조사|공유|반영|기술|보강|파악|지정|채용|충원|배정|선임|채[울움]|정[할함]|적[을음기])"
_KO_END = (
    r"(?:\s?(?:[이가을를]|예정|필요|요망|바람|바랍니다|계획|중|임|요|하겠습니다|드리겠습니다|하겠음|하기로|했습니다|하였음|할게요|할|함|합니다|한다|해야|하도록|됩니다"
    r"|될|하세요|해|주세요|하시오|입니다|이다|있음|있습니다|우겠습니다|것))*+"
)
_KO_ABOUT = (
    r"(?:(?:이|본|해당|아래|나머지|자세한|상세한?|세부|구체적인|관련)\s?)*+(?:섹션|부분|절|장|항목|내용|사항|정보|문서|설명|계획|일정|방안|방법|기준|담당자?|수치)?"
    r"[은는이가을를]?\s?(?:아직|현재|지금은)?\s?"
)
_KO_NEXT = r"(?:다음|이번|오는)\s?(?:주|달|분기|회의|스프린트|버전|개정|단계)(?:에서?|까지|\s?중에?)?"
_KO_PROMISE = Pattern(
    rf"{_KO_ABOUT}(?:"
    rf"(?:(?:\S{{1,10}}\s){{0,2}}\S{{1,10}}[은는]\s)?(?:추후에?|차후에?|나중에|향후|곧|다음에|{_KO_NEXT})\s?(?:\S{{1,10}}[와과]\s)?(?:{_KO_SAY}\s?(?:후에?|하여|해서)\s?)?{_KO_SAY}{_KO_END}|추후에?|나중에"
    rf"|(?:\S{{1,12}}\s){{0,4}}\S{{0,12}}(?:후에?|뒤에?|되면|나면|오면|지면|대로)\s?(?:\S{{0,11}}[^을를\s]\s){{0,3}}"
    rf"(?:(?:작성|기재|기입|보완|업데이트|보강|결정|확정)\s?(?:예정|하겠|할)|(?:채울|채워\s?넣을|정할|적을)\s?(?:예정|계획|것))[가-힣 ]{{0,10}}"
    r"|작성이\s?완료되면[가-힣 ]{0,16}|(?:(?:조금|잠시)만\s?)?기다려\s?주[가-힣]{1,4}(?:\s?감사합니다)?|감사합니다|양해\s?[가-힣 ]{0,12}|가나다라[가-힣 ]{0,60}"
    rf"|(?:\S{{1,10}}[와과]\s)?{_KO_SAY}\s?(?:[이가]\s?)?(?:할\s?|될\s?)?(?:예정|중|필요|요망|바람){_KO_END}"
    r"|(?:정해지|결정되|확정되|작성되|정하|결정하|작성하|알려지|파악되)지\s?(?:않|못)[가-힣]{1,4}"
    r"|(?:정해진|결정된|확정된|알려진|파악된)\s?(?:바|것|내용|사항)[이가은는]?\s?(?:없|아직 없)[가-힣]{1,4}"
    r"|(?:확인|협의|논의|검토)\s?후\s?(?:기재|기입)[가-힣 ]{0,6}"
    r"|(?:여기에?|이곳에|아래에)\s?[가-힣 ]{0,16}?(?:작성|입력|적어|써|기입|기재)[가-힣 ]{0,10}"
    r"|(?:내용|설명|텍스트|글)[을를]?\s?(?:작성|입력|적어|기입|넣어|추가)[가-힣 ]{0,10}"
    r")\s*"
)
"""A Korean sentence that only promises a text, or asks for one."""

_LOREM = words(
    "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua"
    " enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute irure in"
    " reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt"
    " culpa qui officia deserunt mollit anim id est laborum vivamus pellentesque vestibulum curabitur donec maecenas nunc"
    " mauris praesent suspendisse nullam phasellus fusce integer aenean morbi proin cras vel eget at a ac orci justo perspiciatis"
    " unde omnis iste natus error voluptatem accusantium doloremque laudantium totam rem aperiam eaque ipsa quae ab illo inventore"
    " veritatis quasi architecto beatae vitae dicta explicabo nemo ipsam quia voluptas aspernatur aut odit consequuntur magni dolores"
    " eos ratione sequi nesciunt neque porro quisquam dolorem"
)
LATIN = 0.8
"""Which share of the words of filling text is from the usual passage."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
MASHED = 4
"""So many letters in a row of the keyboard, from one to the next, begin no word."""
_RUNS = frozenset(
    row[at : at + MASHED] for line in _ROWS for row in (line, line[::-1]) for at in range(len(row) - MASHED + 1)
)
_JAMO = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]+")
_REPEATED = r"(\w)\1{2,}|(?:bla+h*|ha|foo|bar|baz|qux|test|testing|text|dummy|asd|qwe|zxc)++"
_ODD = re.compile(rf"{_REPEATED}|[asdfghjkl]+|(?!https?\Z)[bcdfghjklmnpqrstvwxz]{{4,}}", re.IGNORECASE)
"""Words of which a row is no sentence: of one letter, from the middle row of the keyboard, or without a vowel."""

_FIRST = re.compile(r"[A-Za-z]+(?![^\W_a-zA-Z])")
_FILLERS = (
    words(
        "tba tbc tbd todo fixme wip placeholder pending undecided ongoing coming more work in under to fill none nil null nothing nope"
        " no yes yep true false ok okay unknown unclear unsure undefined unspecified not na it that obvious obviously evident"
        " evidently self we let let's wait time test foo abc see check open don n t x xx o oo i y clear clearly trivial trivially of common so for yet currently at"
    )
    | _PROMISING
    | _UNTIL
    | _ASKING
    | _LOREM
)
"""The words with which a text begins that may state nothing."""


@lru_cache(REMEMBERED)
def is_placeholder(text: str) -> bool:
    """Whether a text only holds the place of one that is still to be written."""
    return not _surely_states(text) and next(statements(text, _PLACEHOLDER.match), None) is None


@lru_cache(REMEMBERED)
def states_nothing(text: str) -> bool:
    """Whether a text is a placeholder or an empty answer."""
    return not _surely_states(text) and next(statements(text), None) is None


def _surely_states(text: str) -> bool:
    """Whether the first word of a text tells already that it states something, as that of most texts does."""
    first = _FIRST.match(text)
    if first is None:
        return False
    word = first[0].casefold()
    return word not in _FILLERS and word[:MASHED] not in _RUNS and _ODD.fullmatch(word) is None


def statements(text: str, skip: Callable[[str, int], re.Match[str] | None] = _NOTHING.match) -> Iterator[str]:
    """The sentences of a text that state something; the first may begin amid its sentence."""
    at, end = 0, len(text)
    while True:
        skipped = skip(text, at)
        at = skipped.end() if skipped else at
        if at >= end:
            return
        stop = _SENTENCE.match(text, at)
        sentence = text[at : stop.end() if stop else end]
        if not _is_filling(sentence):
            yield sentence
        at += len(sentence)


def _is_filling(sentence: str) -> bool:
    """Whether a sentence promises a text, asks for one, or is there to fill space; its first word rules out most."""
    sentence = sentence.rstrip(" )]}>*_`\"'")
    if "가" <= sentence[:1] <= "힣":
        return len(sentence) <= LONGEST_PROMISE and _KO_PROMISE.fullmatch(sentence) is not None
    first = _WORD.match(sentence)
    word = first[0].casefold() if first else ""
    if word in _LOREM and _is_latin(sentence):
        return True
    if not word or len(sentence) > LONGEST_PROMISE:
        return False
    may_promise, may_be_mashed = word in _FILLERS, _is_mashed_word(word)
    if not may_promise and not may_be_mashed:
        return False
    said = _WORD.findall(sentence.casefold())
    return (may_promise and (_HERE.match(sentence) is not None or _is_promise(said))) or (
        may_be_mashed and _is_mashed(said)
    )


def _is_promise(words: list[str]) -> bool:
    for index, word in enumerate(words):
        if word in _UNTIL and index:
            words = words[:index]
            break
        if word not in _PROMISING:
            return False
    is_later = not _FUTURE.isdisjoint(words) or (len(words) >= DENIED and not _DENIAL.isdisjoint(words))
    return is_later and not _SAYING.isdisjoint(words)


def _is_latin(sentence: str) -> bool:
    words = _WORD.findall(sentence.casefold())
    return len(words) > 2 and sum(word in _LOREM for word in words) >= LATIN * len(words)  # noqa: PLR2004 - more than a name


def _is_mashed(words: list[str]) -> bool:
    """Whether somebody ran over the keyboard. A single word must look more like it: kafka and hdfs are storages."""
    if len(words) == 1:
        return _is_row(words[0]) or (len(words[0]) > MASHED and len({*words[0]}) < 3)  # noqa: PLR2004 - aaaaa, hahaha
    return sum(map(len, words)) > 2 * MASHED and all(map(_is_mashed_word, words))


def _is_mashed_word(word: str) -> bool:
    return len(word) == 1 or _is_row(word) or _ODD.fullmatch(word) is not None


def _is_row(word: str) -> bool:
    """Whether a word runs along a row of the keyboard (asdf, qwerty), or is of Korean letters that make no syllable."""
    return word[:MASHED] in _RUNS or _JAMO.fullmatch(word) is not None
