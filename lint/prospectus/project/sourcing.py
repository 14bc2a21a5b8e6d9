"""Where a project's models come from: its own training, or somebody who sells or hosts them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.model.document import read_once
from prospectus.project.models import models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.reading.front_matter.node import Node

_HOSTED = Pattern(
    r"(?<![a-z])(?:open ?ai|chatgpt|gpt-?(?:3\.5|4\w*|5\w*)|claude|anthropic|gemini|vertex ai|palm 2|bedrock|cohere|hyperclova|clova|deepl"
    r"|google (?:translate|cloud (?:vision|speech|translation|document ai)|vision api)|document ai"
    r"|(?:aws|amazon) (?:textract|rekognition|comprehend|transcribe|translate|personalize|forecast|fraud detector)"
    r"|azure (?:openai|cognitive|speech|computer vision|form recognizer|ai (?:services|vision|document intelligence))"
    r"|(?:vendor|commercial|external|third[- ]party|hosted|paid|provider'?s?)[- ](?:\w{1,20} ){0,2}?(?:api|endpoint|llm|saas)s?|saas)(?![a-z])"
    r"|(?:상용|외부|외주|업체|벤더|협력사|타사|유료)\s?(?:\S{1,20}\s){0,2}?(?:API|서비스|LLM|SaaS)",
    re.IGNORECASE,
)
"""A model that somebody else runs: what is sent to it leaves the organisation."""

_OWN_HOST = Pattern(
    r"\b(?:self[- ]?hosted|on[- ]?prem(?:ises)?|in[- ]house(?! (?:proxy|gateway))|own (?:server|gpu|cluster|hardware)s?|private (?:deployment|instance)"
    r"|offline|local(?:ly)?|nano)\b|온프레미스|로컬|(?:사내|내부|자체) ?(?:서버|GPU|클러스터|구축|설치|배포|운영|호스팅)",
    re.IGNORECASE,
)
_NO = Pattern(r"\b(?:no|not|without|instead of|never)\b[^.;]*$", re.IGNORECASE)

_BOUGHT = Pattern(
    r"\b(?:buy|bought|purchased?|licensed|licenced|off[- ]the[- ]shelf|saas|third[- ]party|hosted|pre-?trained|zero[- ]shot|prompt(?:s|ed|ing)?)\b"
    r"|\b(?:commercial|vendor(?:'s)?)[ -](?:apis?|models?|products?|services?|software|solution|tools?|llms?|ocr|scores?)\b|\b(?:from|by|of) (?:a|the) (?:\w+ )?vendor\b"
    r"|구매|구입|(?:상용|외부|업체|벤더)(?:의)? ?(?:모델|API|솔루션|제품|서비스)|사전 ?학습|프롬프트",
    re.IGNORECASE,
)
_TUNED = Pattern(r"fine-?tun|re-?train|\btrain(?:ed|s)? on|미세 ?조정|파인 ?튜닝|재학습", re.IGNORECASE)
"""What is trained further needs data all the same."""


def is_trained_elsewhere(model: Node) -> bool:
    """Whether a model is taken as somebody else trained it."""
    return (model.at("train").text() or "").strip() == "external"


def takes_ready_made(option: Node) -> bool:
    """Whether an option says itself that it takes a model that is there: bought, hosted or pretrained."""
    words = " ".join(option.at(key).text() or "" for key in ("id", "text", "reason")).replace("_", " ")
    return (_BOUGHT.search(words) or _HOSTED.search(words)) is not None and not _TUNED.search(words)


@read_once
def hosted(document: Document) -> Node | None:
    """The first fact that says that a model is run by somebody else, behind an API."""
    return next((place for place in _places(document) if _is_hosted(place.text() or "")), None)


def _places(document: Document) -> Iterator[Node]:
    requirements = document.at("requirements")
    for model in models(document):
        access = model.at("access")
        yield access
        if access.text() not in {"own", "open-weights"}:  # what is stated is not guessed from names
            yield model.at("base_model")
            yield model.at("id")
    yield requirements.at("serving.place")
    yield requirements.at("hardware.device")
    yield requirements.at("read_path.note")


def _is_hosted(words: str) -> bool:
    found = _HOSTED.search(words)
    return found is not None and not _OWN_HOST.search(words) and not _NO.search(words[: found.start()])
