"""The ``junit`` format: XML as Ant, Jenkins and GitLab read it, a suite for each document.

A finding is a test case. It fails where it makes the run fail, so that a CI server is red when the exit code is not 0; a lighter one
passes, with what was found as its output; one that was held back is skipped. A document without findings is a case that passes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from prospectus.ground.language import filled, say
from prospectus.ground.pattern import Pattern
from prospectus.ground.terminal import plain
from prospectus.output import PLAIN, Setting
from prospectus.output.address import rooted
from prospectus.output.internal import internal_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospectus.engine.check import InternalError
    from prospectus.engine.report import Report
    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Diagnostic

_NOT_XML = Pattern("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""

_UNSEEN = Pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What can steer a terminal, and could be written."""

_CLEAN: Text = {"en": "no findings", "ko": "문제 없음"}
_SUPPRESSED: Text = {"en": "suppressed", "ko": "숨김"}
_BECAUSE: Text = {"en": "suppressed: {0}", "ko": "숨김: {0}"}
_BASELINED: Text = {"en": "in the baseline", "ko": "기준선에 있음"}


def render(report: Report, lang: str, setting: Setting = PLAIN) -> str:
    """The report as XML."""
    suites: dict[str, list[ET.Element]] = {record.name: [] for record in report.documents}
    for error in report.internal_errors:
        suites.setdefault(error.path, []).append(_fault(error, lang))
    for diagnostic in report.diagnostics:
        suites.setdefault(diagnostic.path, []).append(
            _case(diagnostic, is_failure=diagnostic.severity >= setting.fail_on)
        )
    for diagnostic in report.suppressed:
        why = filled(_BECAUSE, diagnostic.held.reason) if diagnostic.held and diagnostic.held.reason else _SUPPRESSED
        suites.setdefault(diagnostic.path, []).append(_skipped(diagnostic, say(why, lang)))
    for diagnostic in report.baselined:
        suites.setdefault(diagnostic.path, []).append(_skipped(diagnostic, say(_BASELINED, lang)))
    root = ET.Element("testsuites", name="prospectus")
    totals = {"tests": 0, "failures": 0, "errors": 0}
    for path, found in suites.items():
        name = _legal(rooted(path, setting.prefix))
        cases = found or [ET.Element("testcase", name=say(_CLEAN, lang))]
        counts = {
            "tests": len(cases),
            "failures": _having(cases, "failure"),
            "errors": _having(cases, "error"),
        }
        told = {key: str(count) for key, count in counts.items()}
        told |= {"name": name, "file": name, "skipped": str(_having(cases, "skipped"))}
        suite = ET.SubElement(root, "testsuite", told)
        seen: Counter[str] = Counter()
        for case in cases:
            called = case.get("name", "")
            seen[called] += 1
            if seen[called] > 1:
                case.set("name", f"{called} ({seen[called]})")
            case.set("classname", _class(name))
            suite.append(case)
        totals = {key: totals[key] + counts[key] for key in totals}
    for key, count in totals.items():
        root.set(key, str(count))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _having(cases: Sequence[ET.Element], tag: str) -> int:
    return sum(case.find(tag) is not None for case in cases)


def _class(name: str) -> str:
    """A path as a class's name: Jenkins shows what stands before its last dot as a package."""
    return name.removesuffix(".md").replace(".", "_").replace("/", ".")


def _named(diagnostic: Diagnostic) -> ET.Element:
    """A case with a name that stays when lines move: the history of a test is kept by it."""
    where = f" {diagnostic.where}" if diagnostic.where else ""
    return ET.Element("testcase", name=_legal(f"{diagnostic.code} {diagnostic.name}{where}"))


def _case(diagnostic: Diagnostic, *, is_failure: bool) -> ET.Element:
    case = _named(diagnostic)
    if is_failure:
        told = ET.SubElement(case, "failure", type=diagnostic.severity.word, message=_legal(diagnostic.message))
        told.text = _detail(diagnostic)
    else:
        ET.SubElement(case, "system-out").text = _detail(diagnostic)
    return case


def _skipped(diagnostic: Diagnostic, why: str) -> ET.Element:
    case = _named(diagnostic)
    ET.SubElement(case, "skipped", message=_legal(why)).text = _detail(diagnostic)
    return case


def _fault(error: InternalError, lang: str) -> ET.Element:
    case = ET.Element("testcase", name=_legal(error.code or "internal error"))
    told = internal_error(*error, lang)
    ET.SubElement(case, "error", type="internal-error", message=_legal(told)).text = _legal(told)
    return case


def _detail(diagnostic: Diagnostic) -> str:
    at = diagnostic.start
    weight = f"{diagnostic.severity.word}[{diagnostic.code}]"
    lines = [f"{diagnostic.path}:{at.line}:{at.column}: {weight} {diagnostic.message}"]
    for label in diagnostic.related:
        start = label.place.start
        lines.append(f"{label.place.path}:{start.line}:{start.column}: {label.message}")
    lines += [diagnostic.help] if diagnostic.help else []
    return _legal("\n".join(map(plain, [*lines, diagnostic.url])))


def _legal(text: str) -> str:
    return _UNSEEN.sub("\ufffd", _NOT_XML.sub("\ufffd", text))
