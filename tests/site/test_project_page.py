"""A project's page: the whole of it in its head, each fact once under its section, each finding beside what it is about."""

from __future__ import annotations

import re
import statistics
import zlib
from html import unescape
from typing import TYPE_CHECKING

import pytest
from prospectus_site.addresses.addresses import Addresses, review_url
from prospectus_site.addresses.hosts import Sources
from prospectus_site.blocks.all import BLOCKS
from prospectus_site.marks.words import message
from support.samples import TODAY, example_texts
from support.site_pages import addresses_of, files_of, pages_of, site_of

if TYPE_CHECKING:
    from prospectus_site.build.site import Site
    from prospectus_site.pages.page import Page

EXAMPLES = dict(example_texts().items())
SITE = site_of(EXAMPLES)
PAGES = {url.split("/")[1]: page for url, page in pages_of(SITE).items() if "/views/" not in url}
CHURN = next(text for name, text in EXAMPLES.items() if name.endswith("subscriber-churn.md"))


def words(html: str) -> str:
    """What a reader sees of some HTML, on one line; tooltips and text alternatives left out."""
    html = re.sub(r"<title>.*?</title>|<caption>.*?</caption>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def head(name: str) -> str:
    return words(PAGES[name].parts["head"])


def parts(page: Page) -> str:
    return "".join(page.parts.values())


def page_of(text: str, **others: str) -> Page:
    """The page of one document, among others."""
    site = site_of({"a.md": text} | {f"{name}.md": text for name, text in others.items()})
    return pages_of(site)["projects/a/"]


# -- the head --------------------------------------------------------------------------------------------------------


def test_the_head_tells_the_whole_project_in_its_language():
    english, korean = head("subscriber-churn"), head("weld-defect")
    for said in (
        "30-day subscriber churn prediction",
        "Baseline and prototype 4/7",
        "6 things to do before Action: deployment and monitoring",
        "In review Go Owner Dana Kim",
        "Monthly churn rose from 4.1% to 4.8% since July",
        "Recall in the top 10% met offline baseline 0.28 · min 0.36 · target 0.45 · offline 0.47 ( 36 days ago ) · not yet online",
        "deadline 2026-12-31 in 38 days · budget 15.2M of 30M KRW / year used (51%) · personal data usage, billing",
        "subs-train 25M rows (training) · subs-test 2.4M rows (test)",
        "churn (classification)",
        "1 high of 2 · the save rate of 0.6",
        "Findings none",
    ):
        assert said in english
    for said in (
        "Action (배포·모니터링) 5/7",
        "추가 원인 분석 단계로 갈 준비가 됨",
        "다음 검토 2027-02-19",
        "불량 이음 재현율 미달 베이스라인 0.921",
        "온라인 0.974 ( 3일 전 )",
        "응답 시간 (평균) 320 ms 중 85 ms",
        "처리 용량 23.53 QPS 중 2",
        "weld-golden-2026 2,400 이음 (골든 세트) 함께 사용 용접 전류 파형의 이상 탐지",
        "전체 3건 중 높음 2건",
    ):
        assert said in korean
    assert 'lang="ko"' in PAGES["weld-defect"].parts["head"]


def test_the_steps_are_equal_and_one_of_them_is_the_present():
    svg = re.search(r'<svg class="prospectus-chart prospectus-steps".*?</svg>', PAGES["taxi-demand"].parts["head"])
    assert svg is not None
    assert 'aria-label="7단계 중 6단계: 추가 원인 분석"' in svg[0]
    assert len(set(re.findall(r'width="([\d.]+%)"', svg[0].split("<rect", 1)[1]))) == 1
    assert re.findall(r'class="step (\w+)"', svg[0]) == ["done"] * 5 + ["current", "coming"]


def test_what_the_next_stage_needs_is_a_list_with_the_rule_of_each():
    checklist = re.search(r'<details class="prospectus-next">.*?</details>', PAGES["subscriber-churn"].parts["head"])
    assert checklist is not None
    shown = words(checklist[0])
    assert shown.index("Sections") < shown.index("Follow-up analysis STR05") < shown.index("Facts")
    assert shown.index("Facts") < shown.index("Monitoring monitoring OPS01") < shown.index("Checks")
    assert "<code>requirements.processing_time</code> is required" in checklist[0]
    assert checklist[0].count("<li>") == 6


def test_nobody_works_towards_the_end_of_a_project():
    for name in ("taxi-demand", "popular-items", "refund-routing"):
        assert "prospectus-next" not in PAGES[name].parts["head"]


def test_an_ended_project_looks_ended_and_says_what_took_its_place():
    shown = PAGES["popular-items"].parts["head"]
    assert 'class="prospectus-head ended"' in shown
    assert "Ended 2026-09-30 The shop moved to a new e-commerce platform" in words(shown)
    assert "Review pack" not in words(shown)
    successor = "---\nid: b\ntitle: New way\nstage: design\n---\n\n# New way\n"
    ended = "---\nid: a\nstage: retired\nretirement: {date: 2026-01-02, reason: old, replaced_by: b}\n---\n\n# A\n"
    assert '<a href="../b/">New way</a>' in page_of(ended, b=successor).parts["head"]


def test_a_review_that_is_late_is_marked():
    late = CHURN.replace("updated: 2026-11-16", "updated: 2026-11-16\nnext_review: 2026-11-10")
    assert "Next review 2026-11-10 13 days late" in words(page_of(late).parts["head"])


def test_a_document_of_which_little_can_be_read_keeps_what_is_known():
    page = page_of(CHURN.replace("status: in-review", "status: [in-review"))
    shown = page.parts["head"]
    assert "<h1>30-day subscriber churn prediction</h1>" in shown
    assert "Baseline and prototype 4/7" in words(shown)
    assert '<details class="prospectus-findings" id="p-findings" open>' in shown
    assert "STR01" in words(shown)
    assert "## Situation" in page.markdown
    assert "Review pack" not in words(shown)


# -- facts under their sections --------------------------------------------------------------------------------------


def test_facts_stand_under_their_sections_folded_where_the_writer_has_a_table():
    page = PAGES["subscriber-churn"]
    for section, ids, is_open in (
        ("constraints", ["constraints", "risks"], False),
        ("metrics", ["metrics"], False),
        ("data", ["data"], False),
        ("model-design", ["models"], True),
        ("evaluation", ["evaluation"], False),
        ("model-requirements", ["requirements"], False),
        ("team", ["team"], False),
    ):
        part = page.parts[f"{'facts' if is_open else 'folded'}-{section}"]
        assert re.findall(r'id="p-facts-([a-z-]+)"', part) == ids
        assert (" open>" in part.split("<summary>")[0]) is is_open
    whole = parts(page)
    assert all(whole.count(f'id="p-facts-{block.id}"') <= 1 for block in BLOCKS)
    assert 'id="p-facts"' not in whole


def test_a_folded_block_says_what_it_holds():
    summary = re.search(r"<summary>(.*?)</summary>", PAGES["subscriber-churn"].parts["folded-metrics"])
    assert summary is not None
    assert words(summary[1]) == "Metrics 4 metrics, 3 of 3 targets met"


def test_facts_without_a_section_stand_at_the_end_and_nothing_stands_for_empty_facts():
    front = CHURN[: CHURN.index("\n---\n", 4)]
    page = page_of(f"{front}\n---\n\n# Bare\n\n## Metrics\n\nText.\n")
    assert 'id="p-facts-metrics"' in page.parts["facts-metrics"]
    foot = page.parts["foot"]
    assert foot.index('id="p-facts"') < foot.index('id="p-facts-constraints"') < foot.index('id="p-facts-team"')
    assert 'id="p-facts-follow-ups"' not in foot
    assert "prospectus-facts" not in parts(PAGES["bike-rebalancing"])


def test_every_number_of_a_metric_is_in_its_row_with_its_age():
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", PAGES["feed-ranking"].parts["folded-metrics"])
    assert words(rows[0]) == (
        "nDCG@10 for plays of 30 seconds or more kept model, to be improved, higher is better, ratio, alert < 0.390"
        " 0.352 rule 0.380 0.410 0.418 154 days ago old 0.411 yesterday"
    )
    assert all("prospectus-bullet" in row for row in rows)
    assert PAGES["taxi-demand"].parts["folded-metrics"].count("prospectus-series") == 1


def test_capacity_is_shown_with_its_arithmetic():
    shown = words(PAGES["weld-defect"].parts["folded-model-requirements"])
    assert "= 23.53 QPS 8%" in shown


def test_the_tests_are_two_by_two():
    shown = words(PAGES["subscriber-churn"].parts["folded-evaluation"])
    assert "4 of 4 kinds planned" in shown
    assert "By numbers Recall in the top 10%, PR-AUC on subs-test holdout" in shown
    assert "By people 100 reason-code reviews, two agents agent notes" in shown


def test_the_loop_of_follow_ups_is_shown_with_alerts_that_nobody_answers():
    shown = words(PAGES["taxi-demand"].parts["facts-follow-up-analysis"])
    assert "6월 대규모 공연 재개 구역에서 과소 예측" in shown
    assert "프로젝트 설계 단계로" in shown
    taxi = next(text for name, text in EXAMPLES.items() if name.endswith("taxi-demand.md"))
    found = re.search(r"- \{value: 5\.2, date: 2026-11-22, phase: online[^}]*\}", taxi)
    assert found is not None
    crossed = words(parts(page_of(taxi.replace(found[0], found[0].replace("5.2", "6.3")))))
    assert "알림 기준을 넘음" in crossed
    assert "후속 조치 없음" in crossed


def test_no_mail_address_is_published():
    text = CHURN.replace("owner: Dana Kim,", "owner: dana@example.com,").replace(
        "name: Noah Lindgren}", "name: Noah Lindgren <noah@example.com>, contact: noah@example.com}"
    )
    site = site_of({"a.md": text.replace("owner: Grace Oh", "owner: Grace Oh <grace@example.com>")})
    made = [parts(page) for page in pages_of(site).values()] + list(files_of(site).values())
    assert not any("@example.com" in one for one in made)


def test_related_projects_and_neighbours_close_the_page():
    foot = words(PAGES["weld-defect"].parts["foot"])
    assert "이 프로젝트에 의존 용접 전류 파형의 이상 탐지" in foot
    assert "같은 데이터 용접 전류 파형의 이상 탐지 ( weld-golden-2026 )" in foot
    assert "이전 " in foot
    tagged = "---\nid: {0}\ntitle: {0}\ntags: [{1}]\n---\n\n# T\n"
    page = page_of(tagged.format("a", "x, y"), b=tagged.format("b", "y"), c=tagged.format("c", "z"))
    assert "Same tags b (y)" in words(page.parts["foot"])


def test_a_data_set_of_many_projects_names_some_and_leads_to_all():
    text = "---\nid: {0}\ntitle: T {0}\ndata: {{datasets: [{{id: shared}}]}}\n---\n\n# T\n"
    many = {f"p{number:02}": text.format(f"p{number:02}") for number in range(12)}
    site = site_of({"a.md": text.format("a"), **{f"{name}.md": one for name, one in many.items()}})
    page = pages_of(site)["projects/a/"]
    data = pages_of(site)["projects/views/en/data/"]
    link = re.search(r'<a href="../views/en/data/#([^"]+)">and 4 more</a>', page.parts["head"] + page.parts["foot"])
    assert link is not None
    assert f'id="{link[1]}"' in parts(data)
    assert "T p07 ( shared ) · and 4 more" in words(page.parts["foot"])


# -- findings --------------------------------------------------------------------------------------------------------

FAULTY = CHURN.replace("target: 0.45", "target: 0.30").replace("deadline: 2026-12-31", "deadline: 2026-12-30")


def test_a_finding_stands_beside_its_paragraph_or_in_the_block_of_its_fact():
    site = site_of({"a.md": FAULTY})
    page = pages_of(site)["projects/a/"]
    project = site.portfolio.projects[0]
    numbers = {one.code: number for number, one in enumerate(project.findings)}
    place = f'<div data-prospectus="finding-{numbers["AGR03"]}"></div>'
    assert re.search(rf"\n\n+{place}\n\nThe deadline is 2026-12-31, because", page.markdown)
    aside = page.parts[f"finding-{numbers['AGR03']}"]
    assert aside.startswith(f'<aside class="prospectus-finding warn" id="p-finding-{numbers["AGR03"] + 1}" lang="en">')
    assert "<code>" in aside
    metrics = page.parts["folded-metrics"]
    assert 'class="prospectus-facts folded" id="p-facts-metrics" lang="en" open' in metrics
    assert f'id="p-finding-{numbers["MET04"] + 1}"' in metrics
    listed = page.parts["head"]
    assert listed.count("<li>") >= len(project.findings)
    assert f'href="#p-finding-{numbers["MET04"] + 1}"' in listed
    assert listed.rindex("prospectus-chip bad") < listed.index('prospectus-chip warn">warning<')  # errors come first


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write `a` or `b`", "write <code>a</code> or <code>b</code>"),
        ("`x ` y`", "`x ` y`"),
        ("no `id` is `⟦1 `code` | 1⟧`", "no `id` is `⟦1 `code` | 1⟧`"),
        ("never for `code` | **b**", "never for `code` | **b**"),
        ("<b> & `<i>`", "&lt;b&gt; &amp; <code>&lt;i&gt;</code>"),
    ],
)
def test_what_stands_between_backticks_is_code_unless_they_are_a_writers(text: str, shown: str):
    assert message(text) == shown


def test_the_line_of_a_finding_leads_to_its_source_where_there_is_one():
    site = site_of({"a.md": FAULTY})
    base = addresses_of(site.portfolio)
    sources = Sources(view={"a.md": "https://example.com/blob/docs/a%20b.md"}, line="#L{line}")
    addresses = Addresses(
        base.projects, base.views, base.folder, rule_url=lambda code: f"rules/{code}/", sources=sources
    )
    project = site.portfolio.projects[0]
    line = next(one.start.line for one in project.findings if one.code == "MET04")
    shown = site.project(project, addresses).parts["head"]
    assert f'<a href="https://example.com/blob/docs/a%20b.md#L{line}">line {line}</a>' in shown
    assert '<a href="../../rules/MET04/"><code>MET04</code></a>' in shown
    assert f"<span>line {line}</span>" in pages_of(site)["projects/a/"].parts["head"]


# -- what a theme and a search are given -----------------------------------------------------------------------------


def test_the_search_finds_owner_tags_and_facts():
    found = re.search(r'<div data-prospectus="head">(.*?)</div>', PAGES["subscriber-churn"].markdown)
    assert found is not None
    for said in ("Dana Kim", "Recall in the top 10% 0.45", "subs-train", "churn (classification)", "In review"):
        assert said in unescape(found[1])
    assert "Tags: recommendation, e-commerce" in PAGES["popular-items"].markdown


OWN = """---
id: a
title: A "title" <b>
status: draft
tags: [x, "<i>"]
hide: [toc]
description: 'It is "good" & <b>'
icon: material/account
search: {exclude: true, boost: 2}
---

# T
"""


def test_the_metadata_of_the_writer_reaches_the_theme_escaped():
    assert page_of(OWN).meta == {
        "title": 'A "title" &lt;b&gt;',
        "lang": "en",
        "hide": ["navigation", "toc"],
        "tags": ["x", "&lt;i&gt;"],
        "description": "It is &quot;good&quot; &amp; &lt;b&gt;",
        "icon": "material/account",
        "search": {"exclude": True, "boost": 2.0},
    }
    assert "icon" not in page_of(OWN.replace("material/account", "../../secret")).meta


def test_a_page_tells_the_language_of_its_text():
    assert PAGES["taxi-demand"].lang == "ko"
    assert page_of("---\nid: a\nlang: pt\n---\n\n# T\n").lang == "pt"


# -- the review pack -------------------------------------------------------------------------------------------------


def review(site: Site, name: str) -> str:
    return files_of(site)[f"projects/{name}/review.html"]


def test_a_review_pack_holds_what_a_review_needs():
    shown = words(review(SITE, "weld-current-anomaly").split("</head>")[1])
    for said in (
        "검토할 관문 Action (배포·모니터링)",
        "부족한 것",
        "OPS01",
        "오프라인 미달",
        "높음",
        "조건부 승인",
        "서명",
    ):
        assert said in shown
    english = words(review(SITE, "subscriber-churn").split("</head>")[1])
    for said in ("Gate asked Action: deployment and monitoring", "What is missing", "Promises", "Risks", "Signature"):
        assert said in english


def test_a_review_pack_stands_alone():
    text = review(SITE, "subscriber-churn")
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert re.findall(r'(?:href|src)="([^"]*)"', text) == [
        "../../assets/prospectus/review.css",
        "data:,",
        "./",
    ]
    assert "<script" not in text
    assert "style=" not in text
    assert "@page" in files_of(SITE)["assets/prospectus/review.css"]


def test_an_ended_or_unreadable_project_has_no_review_pack():
    files = files_of(SITE)
    assert "projects/popular-items/review.html" not in files
    assert sum(name.endswith("review.html") for name in files) == sum(
        not one.record.has_ended for one in SITE.portfolio.projects
    )
    assert not any("review.html" in name for name in files_of(site_of({"a.md": "---\nid: [\n---\n# x\n"})))


@pytest.mark.parametrize(
    ("page", "pack"),
    [
        ("projects/a/", "projects/a/review.html"),
        ("projects/a.html", "projects/a-review.html"),
        ("projects/a/index.html", "projects/a/review.html"),
        ("", "review.html"),
        ("./", "review.html"),
        ("index.html", "review.html"),
    ],
)
def test_a_review_pack_stands_beside_its_page(page: str, pack: str):
    assert review_url(page) == pack


# -- size ------------------------------------------------------------------------------------------------------------


def test_ours_stays_small():
    """Markup beyond the text that is read, on every page; and all of ours compressed with the page.

    The facts of the largest pages are 10 KB of text, which alone is 3 KB compressed: half of the pages stay within 5 KB.
    """
    markup, packed = [], []
    for page in PAGES.values():
        ours = parts(page)
        markup.append(len(ours.encode()) - len(re.sub(r"<[^>]*>", "", ours).encode()))
        alone = re.sub(r'<div data-prospectus="[a-z0-9-]+">.*?</div>', "", page.markdown)
        packed.append(len(zlib.compress(page.whole.encode())) - len(zlib.compress(alone.encode())))
    assert max(markup) <= 20_000
    assert statistics.median(markup) <= 12_500
    assert statistics.median(packed) <= 5_000
    assert max(packed) <= 6_750


def test_a_page_is_the_same_whenever_it_is_made():
    again = pages_of(site_of(EXAMPLES, today=TODAY))
    assert {url.split("/")[1]: page for url, page in again.items() if "/views/" not in url} == PAGES
