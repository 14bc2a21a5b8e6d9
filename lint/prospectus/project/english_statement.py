"""English problem statements: a sentence says at its opening whether it is a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

Sort = Literal["plan", "trouble", "other"]

MOST_LEAD_INS = 3
LONGEST_CLAUSE = 300
"""In characters: a clause that has told nothing by then is none that can be judged."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REASON = Pattern(
    r"\bbecause\b|\bgiven that\b|\b(?:due|owing) to\b|(?<!only) but\b|, (?:yet|although|though|whereas)\b|\bhowever\b|\b(?:cannot|can't|unable to)\b"
    r"|\btoo (?:few|many|much|late|slow|slowly|long|often|little|high|low|expensive)\b|\b(?:rose|fell|grew|dropped) (?:from|by|to)\b"
    r"|\bsince (?:the|our|we|they|it|its|agents|users|customers|people|most|many|[a-z]+s) [a-z]"
    r"|, which (?:now |currently |today )?(?:is|are|takes?|costs?|has|have|loses?|fails?)\b"
    r"|\b(?:that|which) (?:now|currently|today) ",
    re.IGNORECASE,
)
"""What says within a plan why it is needed: then the problem is stated."""

_LABEL = Pattern(
    r"(?:(?:our|the|project|main|business) )?(?:goal|aim|objective|task|plan|purpose|solution|idea|proposal|mission|target)s?\s*[:\N{EN DASH}—]",
    re.IGNORECASE,
)
_LEAD_IN = Pattern(
    r"(?:(?:in|for|by|with|using|through|within|during|to|on|as part of|based on|this year|next year|therefore|hence|thus|so|first"
    r"|finally|here|automatically|reliably|accurately|continuously)\b[^,]{0,90},\s*"
    r"|(?:automatically|reliably|accurately|continuously|correctly|quickly|therefore|so|please|in this (?:project|work|document|pilot))\s+)",
    re.IGNORECASE,
)
"""What may stand before the opening proper: "To reduce churn, train a model", "In this project, …"."""

_STRONG = (
    r"(?:build|develop|create|predict|detect|classify|automate|introduce|implement|deploy|adopt|apply|recommend|forecast|optimi[sz]e"
    r"|personali[sz]e|replace|identify|generate|improve|increase|reduce|decrease|minimi[sz]e|maximi[sz]e|lower|raise|cut|fine-tune|train"
    r"|use|leverage|utili[sz]e|employ|design|estimate|rank|score|segment|prioriti[sz]e|summari[sz]e|translate|transcribe|extract|recogni[sz]e"
    r"|integrate|launch|set up|establish|speed up|accelerate|streamline|digiti[sz]e|anticipate|provide|enable|deliver|offer|support|help"
    r"|assist|suggest|flag|label|tag|route|assign|match|monitor|answer|prevent|eliminate|make|find|give|save|shorten|enhance|boost)"
)
_ML_VERBS = (
    r"(?:build|develop|create|predict|detect|classify|automate|introduce|implement|deploy|adopt|forecast|optimi[sz]e|personali[sz]e|fine-tune"
    r"|train|leverage|digiti[sz]e|use (?:an? |the )?(?:[\w-]+ ){0,2}?(?:ai|ml|llms?|machine learning|model|chatbot))"
)
"""What people want to do who want machine learning: riders who want to find a taxi do not."""

_STRONG_FORMS = (
    r"(?:building|developing|creating|predicting|detecting|classifying|automating|introducing|implementing|deploying|adopting|applying"
    r"|recommending|forecasting|optimi[sz]ing|personali[sz]ing|replacing|identifying|generating|training|designing|launching|setting up|fine-tuning)"
)
_MADE = (
    r"(?:models?|ai|ml|llms?|machine learning|deep learning|neural net(?:work)?s?|systems?|chatbots?|bots?|assistants?|copilots?|agents?"
    r"|classifiers?|recommenders?|predictors?|detectors?|pipelines?|algorithms?|platforms?|engines?|tools?|apps?|applications?|dashboards?"
    r"|solutions?|services?|software)"
)
_LEARNING = (
    r"(?:ai|ml|llms?|rag|ocr|nlp|gpt(?:-\d\w*)?|chatgpt|machine[ -]learning|deep[ -]learning|computer vision|neural net(?:work)?s?"
    r"|language models?|generative ai|reinforcement learning|transformers?|gradient[ -]boost(?:ing|ed)|random forests?)"
)
_OURS = (
    r"(?:we|i|(?:the|this|our) (?:[\w-]+ ){0,2}?(?:project|team|initiative|proposal|document|work|study|effort|programme|program|plan|mvp"
    r"|pilot|prototype|squad|company))"
)
_WANT = (
    r"(?:wants?|would like|wish(?:es)?|plans?|aims?|intends?|hopes?|seeks?|proposes?|expects?|tr(?:y|ies)"
    r"|(?:is|are) (?:going|planning|looking|trying|aiming)|(?:has|have) decided|(?:is|are) (?:meant|intended|supposed)) to"
)
_ADVERB = r"(?:(?:also|automatically|reliably|accurately|first|then|instead|quickly|better) )?"

_INTENT = Pattern(
    rf"{_OURS} (?:aims?|is aimed) at |{_OURS} (?:now |therefore |also )?{_WANT} (?!know|understand|learn|find out|see)"
    rf"|{_OURS} (?:will|shall|should|must|needs? to|ha(?:s|ve) to|can) {_ADVERB}{_STRONG}\b"
    rf"|{_OURS} (?:is|are) (?:now |currently )?{_STRONG_FORMS}\b"
    rf"|{_OURS} proposes? (?!that\b)"
    r"|(?:the|this|our) (?:[\w-]+ ){0,2}?(?:project|initiative|proposal|work|study|mvp|pilot|prototype) (?:develops|builds|introduces|automates"
    r"|creates|implements|predicts|detects|classifies|recommends|forecasts|designs|delivers|provides|uses|applies)\b"
    rf"|we (?:develop|build|create|introduce|propose|train|design|implement|use|apply) (?:an? |the )?(?:[\w-]+ ){{0,4}}?(?:{_LEARNING}|models?|classifiers?"
    r"|recommenders?|chatbots?) (?:that|which|to|for|on|in order)\b"
    rf"|we (?:need|want|require|lack) (?:an?|some|better|more accurate|new|the) (?:[\w-]+ ){{0,5}}?(?:{_MADE}|way to|method (?:to|for))\b"
    rf"|(?:[\w'-]+ ){{1,5}}?(?:wants?|would like|plans?|aims?|intends?|(?:is|are) going|asked (?:us|me|for)) to {_ADVERB}{_ML_VERBS}\b"
    rf"|(?:[\w'-]+ ){{1,5}}?(?:wants?|would like|asked for) (?:an?|some|the|our own) (?:[\w-]+ ){{0,4}}?(?:{_LEARNING}|models?|chatbots?|recommenders?)\b"
    rf"|there is (?:an? )?(?:[\w-]+ )?need (?:for|to) (?:an? |the )?(?:[\w-]+ ){{0,4}}?(?:{_MADE}|{_ML_VERBS})\b"
    r"|this (?:document|page|project|proposal|paper) (?:describes|is about|covers|presents|concerns|deals with|explains)\b"
    r"|(?:(?:our|the|this|its|their|one|a) )?(?:[\w-]+ ){0,3}?(?:goal|aim|objective|purpose|mission|idea|intention|plan|task|target|vision|ambition)s?"
    rf"(?: (?:of|for|behind) [^,.]{{1,60}}?)? (?:is|are|was|will be) (?:to |that |{_STRONG_FORMS}|an? (?:[\w-]+ ){{0,4}}?{_MADE}\b"
    r"|an? (?:[\d.]+ ?%? )?(?:[\w-]+ )?(?:reduction|increase|improvement|decrease|saving|rise|cut)\b)"
    rf"|it (?:is|was|has been) (?:planned|intended|proposed|decided|suggested|necessary|desirable|desired) (?:to|that)\b"
    r"|it would be (?:useful|good|nice|helpful|great|valuable) (?:to|if)\b"
    rf"|let(?:'s| us) |there (?:should|will|shall) be an? "
    rf"|(?:an?|the|this|our|such an?|new)(?: [\w-]+){{0,4}}? {_MADE} (?:will|shall|should|must|is to|are to|needs? to) {_ADVERB}{_STRONG}\b"
    rf"|(?:[\w'-]+ ){{1,7}}?(?:will|shall|should|is to|are to|is going to|are going to) be {_ADVERB}(?:built|developed|created|automated"
    r"|introduced|implemented|deployed|trained|predicted|detected|classified|recommended|replaced by|supported by|performed by an? (?:ai|model)|improved"
    r"|optimi[sz]ed|personali[sz]ed|generated|fine-tuned|used to|applied to)\b",
    re.IGNORECASE,
)
"""How a sentence opens that says what somebody is going to do."""

_ANYWHERE = Pattern(
    rf"\b(?:we|our team|this project) (?:will|want to|would like to|plan to|aim to|intend to|are going to|should) {_ADVERB}{_STRONG}\b",
    re.IGNORECASE,
)

_MAY_INTEND = Pattern(
    r"\b(?:will|shall|should|must|needs?|wants?|would|plan|aim|wish|intend|hope|seek|propose|expect|try\b|tries|going|planning|looking|trying|meant|supposed"
    r"|decided|asked|require|lack\b|goal|objective|purpose|mission|idea|intention|task|target|vision|ambition|let\b|let's|intended|necessary|suggested"
    r"|desirable|be\b|is to|are to|has to|have to|document|page|project|proposal|paper|initiative|work|study|mvp|pilot|prototype)"
    r"|\b(?:we|team|squad|company) (?:\w+ )?(?:can|are|is|develop|build|create|introduce|train|design|implement|use|apply)",
    re.IGNORECASE,
)
"""Without one of these words a sentence tells of no intention; it saves the long expressions."""

_COMMANDS = _words(
    "develop create predict detect classify automate introduce implement reduce improve identify recommend generate optimise optimize"
    " enable provide adopt apply deploy minimise minimize maximise maximize ensure integrate migrate personalise personalize prioritise"
    " prioritize summarise summarize translate transcribe determine allocate explore investigate analyse analyze evaluate establish leverage"
    " utilise utilize employ accelerate streamline digitise digitize modernise modernize simplify infer anticipate extract recognise"
    " recognize fine-tune calculate compute choose decide suggest propose deliver prevent avoid eliminate remove enhance standardise"
    " standardize assist shorten give let tell notify categorise categorize distinguish diagnose expand achieve attain transform empower"
    " obtain consolidate unify enrich solve install rethink reinvent extract"
)
"""Verbs that open a sentence only as a command: none of them names a thing."""

_MAYBE_COMMANDS = _words(
    "build train use design model forecast rank score label test support help monitor flag tag route match search plan filter process report"
    " tune measure estimate segment schedule assign replace increase decrease raise lower cut boost speed make find save set launch answer"
    " count track grade sort group cluster map read send show offer display warn alert respond convert combine select learn understand"
    " scale extend inspect check review control balance price forecast position link rate transfer update upgrade equip add reach move bring"
    " roll switch get hit meet start run turn pilot prototype validate embed connect"
)
"""Verbs that are nouns as well: "Train a model" is a command, "Train drivers use a paper system" is none."""

_DETERMINERS = _words(
    "a an the our all each every which whether who how what when where it them this these those any both more better customers' new up"
    " machine-learning machine deep computer ai ml llm llms ocr nlp gradient neural generative historical past existing"
)
_STOPS = _words("that which who whom whose where when so because if while in-order")
_LINKS = _words(
    "to of by per for and or a an the in with on at from as into over via below above under within than between after before during until since about around per"
)
_FINITE = _words(
    "is are was were has have had do does did can cannot could must may might will would takes take took spends spent loses lost goes go"
    " gets got comes came makes made falls fell rises rose grows grew keeps kept knows knew sees saw says said fails waits needs arrives"
    " reaches exceeds lacks remains contains varies differs suffers depends relies gives becomes means happens occurs overlooks ignores"
    " runs ran stands stood lies lay begins began wait fail lose get come arrive reach exceed lack remain contain vary differ suffer depend"
    " rely become happen occur overlook ignore complain struggle doubt learn know wilt clog leave leaves led left brought broke sent held paid"
    " put met told wrote drove threw end ends breaks stops starts"
)
_PERIODS = _words("minute hour day night week month quarter year season")
_AMOUNTS = _words(
    "two three four five six seven eight nine ten eleven twelve half too us them their his her its nothing no"
)
_HELPS = _words("from of is for desk line centre center requests texts pages files")
_WORD = Pattern(r"[A-Za-z][\w'-]*|\d[\d.,]*%?|[,;:]")

_NOMINAL = Pattern(
    r"(?:the )?(?:development|introduction|implementation|creation|automation|deployment|adoption|application|construction|prediction"
    r"|detection|classification|personali[sz]ation|optimi[sz]ation) of\b"
    rf"|(?:an? |the )?(?:[\w-]+ ){{0,3}}?{_LEARNING}[ -](?:based|driven|powered|assisted|supported)\b"
    rf"|(?:an? |the )?{_LEARNING} (?:for|to)\b"
    rf"|(?:[\w-]+ ){{1,4}}?(?:with|using|by means of|through|based on) {_LEARNING}",
    re.IGNORECASE,
)
"""How a heading opens that names what is to be made, with no verb at all."""

_NEW_ACTION = Pattern(
    r"(?:an? )?(?:fully |semi-?)?(?:automat(?:ed|ic)|intelligent|smart|predictive|data-driven) (?:[\w-]+ ){0,2}?"
    r"(?:\w+ing|triage|detection|prediction|classification|recognition|recommendation|extraction|summari[sz]ation|translation|inspection|assignment"
    r"|selection|optimi[sz]ation|personali[sz]ation|answers?|replies)(?: (?:of|for|with|by|in|from|using|based) |$)",
    re.IGNORECASE,
)
"""How a heading opens that names what is to happen by itself: "An automatic routing of refund requests"."""

_TITLE = Pattern(
    rf"(?!(?:the|our|this|an?|their|its|these|some|most|each|every)\b)(?:[\w-]+ ){{0,5}}?(?:automat(?:ed|ic|ion)|predictive|intelligent|smart|{_LEARNING}|(?:fraud |anomaly |defect |churn |demand )?(?:prediction|detection"
    r"|recommendation|forecasting|classification)(?: (?:model|system|engine|service))?|chatbot|recommender|(?:model|classifier) (?:for|to|with|of))\b",
    re.IGNORECASE,
)
_BAD = Pattern(
    r"(?:high|low|poor|slow|late|no|missing|lack|bad|wrong|frequent|unreliable|false|manual|inaccurate|insufficient|too|many|few|rising|falling"
    r"|growing|inconsistent|delayed|repeated|unclear|outdated|weak|errors?|failures?|complaints?)\b",
    re.IGNORECASE,
)
"""What stands in a heading that names a trouble and no plan: "High error rate of the fraud detection"."""

_NEW_THING = Pattern(
    rf"an? (?:[\w-]+ ){{0,5}}?(?:{_MADE}) (?:(?:that|which) (?:will |can |automatically |reliably )?(?:predicts?|detects?|classif(?:y|ies)|recommends?"
    r"|forecasts?|estimates?|scores?|ranks?|answers?|suggests?|identif(?:y|ies)|generates?|finds?|reads?|extracts?|helps?|summari[sz]es?|routes?"
    r"|translates?|flags?|tells?|matches|assigns?|learns?|warns?|automates?|supports?)\b|(?:to|for) \w+)",
    re.IGNORECASE,
)
"""A thing that does not exist yet, named by what it will do."""

_GERUND = Pattern(rf"{_STRONG_FORMS}\b", re.IGNORECASE)


def sort(sentence: str) -> Sort:
    """What an English sentence is: a plan, a plan that says why it is needed, or something else."""
    if not _is_plan(sentence):
        return "other"
    return "trouble" if _REASON.search(sentence) else "plan"


def _is_plan(sentence: str) -> bool:
    if _LABEL.match(sentence):
        return True
    for _ in range(MOST_LEAD_INS):
        lead_in = _LEAD_IN.match(sentence)
        if lead_in is None:
            break
        sentence = sentence[lead_in.end() :]
    if _NEW_THING.match(sentence) or (
        _MAY_INTEND.search(sentence) and (_INTENT.match(sentence) or _ANYWHERE.search(sentence))
    ):
        return True
    words = [word.casefold() for word in _WORD.findall(sentence[:LONGEST_CLAUSE])]
    return bool(words) and _is_command(sentence, words)


def _is_command(sentence: str, words: Sequence[str]) -> bool:
    """Whether a sentence without a subject tells what to do or to make."""
    if words[0] in _COMMANDS:
        return True
    if words[0] in _MAYBE_COMMANDS:
        return _commands(words[0], words[1:])
    if _GERUND.match(sentence) or _NOMINAL.match(sentence):
        return not _has_verb(words[1:])
    if _NEW_ACTION.match(sentence) or _TITLE.match(sentence):
        if _BAD.search(sentence):
            return False
        return not _STOPS.intersection(words) and not _has_verb(words)
    return False


def _commands(verb: str, rest: Sequence[str]) -> bool:
    """Whether a word that may be a verb is one."""
    if not rest or rest[0] in {"of", "in", ","} or (verb == "support" and rest[0] == "for"):
        return False
    if verb == "help":
        return rest[0] not in _HELPS
    return rest[0] in _DETERMINERS or not _has_verb(rest)


def _has_verb(words: Sequence[str]) -> bool:
    """Whether a clause has a verb of its own, so that what stands before it is its subject."""
    has_plural = False
    words = [word for index, word in enumerate(words) if not _is_rate(words, index)]
    for index, word in enumerate(words):
        before, after = words[index - 1] if index else "", words[index + 1] if index + 1 < len(words) else ""
        if word in _STOPS:
            return False
        is_noun = not index or before in _LINKS or not word[0].isalpha()
        if not is_noun and (word in _FINITE or _is_verb(word, before, after, has_plural=has_plural)):
            return True
        has_plural |= _is_plural(word)
    return False


def _is_rate(words: Sequence[str], index: int) -> bool:
    """Whether a word belongs to a rate: of "requests a day", neither is a verb nor what follows one."""
    at = index if words[index] == "a" else index - 1
    return 0 < at < len(words) - 1 and words[at] == "a" and words[at + 1] in _PERIODS


def _is_verb(word: str, before: str, after: str, *, has_plural: bool) -> bool:
    """Whether a word is a verb by its neighbours: "drivers use a paper system", "planning costs three hours", "delays grew"."""
    is_followed = after in _DETERMINERS or after in _AMOUNTS or after[:1].isdigit()
    if word.endswith("ed") and word != "based" and after not in _LINKS:
        return True
    if not is_followed or word in _LINKS:
        return False
    return (has_plural and not _is_plural(word)) or (word.endswith("s") and before.isalpha() and not _is_plural(before))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")
