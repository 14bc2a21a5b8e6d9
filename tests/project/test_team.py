"""Which owners are teams."""

from __future__ import annotations

import pytest
from prospectus.project.team import is_team

TEAMS = [
    "MLOps",
    "Data Science Team <ds@example.com>",
    "데이터팀",
    "ML Platform squad",
    "growth@example.com",
    "ds@example.com",
    "Platform Engineering",
    "Data Science",
    "CRM team",
    "The data science team",
    "the ML team",
    "Risk & Fraud",
    "데이터 분석 팀",
    "데이터사이언스랩",
    "AI랩",
    "개발팀",
    "추천 셀",
    "플랫폼 TF",
    "ml-platform@example.com",
    "mlteam@example.com",
    "@growth-team",
    "@acme/ml-team",
    "#ml-platform",
    "ML/AI",
    "Search and Recommendations",
    "data scientists",
    "검색품질팀 <search@example.com>",
    "데이터팀, 플랫폼팀",
    "MLOps 팀",
    "운영팀 (ops@example.com)",
    "team-data",
    "Ranking Team (Slack: #ranking)",
    "The team",
    "everyone",
    "Analytics & Insights",
    "Growth",
    "data-science@company.com",
    "AI Lab",
    "비전 AI팀",
    "데이터 플랫폼팀",
    "Computer Vision Group",
    "Fraud Detection Team",
    "영상분석 파트",
    "Marketing Science",
    "Product Analytics",
    "Data Engineering Department <de@corp.com>",
]

PERSONS = [
    "Dana Kim",
    "Kim Minsu (MLOps)",
    "MLOps (Kim Minsu)",
    "Dana Kim, Data Science Team",
    "@dana",
    "dana",
    "Data Science Team, Dana Kim",
    "Data Science Team (contact: Dana Kim)",
    "김민수",
    "데이터팀 김민수",
    "김민수 데이터팀",
    "김수요 <demand@example.com>",
    "한비드 <bead.han@example.com>",
    "dana@example.com",
    "Data Science Team <dana.kim@example.com>",
    "김민수 (데이터팀)",
    "김민수/데이터팀",
    "J. Lopez",
    "Xu",
    "Head of Data",
    "팀장 김민수",
    "김민수 팀장",
    "T. Lindqvist",
    "minsu.kim",
    "kimms@example.com",
    "Grant Search",
    "Mark Field",
    "Dana",
    "Alice and Bob",
    "박지현 및 데이터팀",
    "Lee Jae-hyun, ML team",
    "O'Brien",
    "Núria Gómez",
    "이서연 책임",
    "Team lead: Dana Kim",
    "Priya Raman + ML platform",
    "田中太郎",
    "데이터팀장",
    "정보라",
    "전략희",
]


@pytest.mark.parametrize("owner", TEAMS)
def test_a_team_is_no_person(owner: str):
    assert is_team(owner)


@pytest.mark.parametrize("owner", PERSONS)
def test_a_person_beside_a_team_is_a_person(owner: str):
    assert not is_team(owner)
