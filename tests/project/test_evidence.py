"""Which texts have a number that measures something, in digits or in words."""

from __future__ import annotations

from time import perf_counter

import pytest
from prospectus.project.evidence import has_quantity

MEASURED = """\
On Friday nights one in nine riders finds no taxi.
Forty percent of the calls find no taxi.
Several hundred riders complain each month.
Half of the riders give up.
Riders wait twice as long as in the centre.
Two of three alarms are false.
Dozens of requests are lost.
A third of the stations is empty.
Nine out of ten agents copy data by hand.
Writing a report takes two hours.
Every second invoice has an error.
Thousands of photos are never looked at.
Three customers a day call about it.
Complaints have doubled since the new form.
In 2025 the share was 18%.
Line 4 loses 35 minutes per shift.
Since GPT-4 came out, 40% of the essays have been copied.
In March 2026 2000 riders complained.
We counted 4,300 tickets.
The queue holds 2,024 tickets.
It costs EUR96 per ticket.
The 90th percentile of the wait is long.
Employees sit in 6 meetings a day.
fourteen minutes on average
a quarter of the parcels arrive late
Twenty-five of the stations stand empty.
수십 대의 차량이 멈춘다.
열 명 중 일곱이 중간에 포기한다.
승객의 절반이 택시를 잡지 못한다.
대기 시간이 두 배로 늘었다.
호출의 사십 퍼센트가 배차되지 않는다.
수백 건의 문의가 쌓인다.
세 명 중 한 명은 다시 전화한다.
처리에 이틀이 걸린다.
다섯 번 중 한 번은 틀린다.
하루에 천 건이 들어온다.
2026년 1월에 호출의 18%가 실패했다.
3호선 승객 40만 명이 매일 지연을 겪는다.
1호 라인에서 하루 35분이 멈춘다.
문의가 2000건을 넘는다.
한 달에 열 번 이상 라인이 선다.
작성에 한 시간이 넘게 걸린다.
작년보다 세 배 많다.
매달 수천 명이 떠난다.
직원 열 명이 매달린다
열에 아홉은 읽지 않는다.
반 이상이 실패한다.
회의가 한 주 3,400건이다.
On each shift 40 parts are rejected.
Of 2000 calls many fail.
In the warehouse 12 people sort by hand.
In 2026 riders wait 14 minutes.
Costs rose to $40 per order.
교대 2팀이 1,200대를 만든다.
"""

NOT_MEASURED = """\
Since January 2026 many riders have complained.
Since GPT-4 appeared, customers expect an answer at once.
As section 3.2 explains, riders are unhappy.
We had 2 meetings about it with the operations team.
On Line 4 many seams are bad.
Since 2024 riders have been unhappy.
In 2025 complaints rose.
After the 2024 reorganisation many teams were merged.
Version 2.1 of the app is slow.
Riders of bus 12 are unhappy.
The B2B customers complain most.
The third-party sellers complain.
In the second half of 2026 it became worse.
On 12 May riders were angry.
The H100 servers are busy.
Windows 11 made it slower.
The 3rd shift finds more defects.
ISO 9001 asks for it.
The Q3 report says that churn is high.
Many riders complain; nobody knows why.
See Figure 3 and Table 2.
The double-check takes long.
Building 7 and building 9 have no lift.
COVID-19 changed how people travel.
Only a few riders complained last quarter.
On 3/4/2026 the system broke down.
The 5G network is slow in the plant.
These two teams do not talk to each other.
One of the reasons is the new form.
4차 산업혁명 시대에 불량 관리가 중요해졌다.
3호선 승객의 불만이 많다.
2026년 1월부터 불만이 늘었다.
GPT-4가 나온 뒤로 기대가 커졌다.
1호 라인에서 불량이 자주 난다.
2공장과 3공장의 불만이 많다.
3.2절에서 설명하듯 기사들이 힘들어한다.
회의를 2번 했다.
운영팀과 두 차례 회의를 했다.
2025년 3분기에 민원이 늘었다.
5G 환경에서 자주 끊긴다.
버전 2.1부터 느려졌다.
제3조에 따라 처리한다.
많은 승객이 불편을 겪고 있다.
7번 출구 앞이 늘 붐빈다.
대부분의 기사가 불만이다.
두 가지 원인이 있다.
코로나19 이후 이용이 늘었다.
2024년 개편 이후 불만이 커졌다.
이 건은 오래전부터 문제였다.
이 분들은 늘 기다린다.
ISO 9001 인증 이후 서류가 늘었다.
주말마다 늘 만석이라 승객이 불편하다.
1. 승객이 불편하다
2. 기사가 불편하다
Line 4 stops often.
In 2026 riders wait long.
"""


@pytest.mark.parametrize("text", MEASURED.splitlines())
def test_a_number_that_measures_is_evidence(text: str):
    assert has_quantity(text)


@pytest.mark.parametrize("text", NOT_MEASURED.splitlines())
def test_dates_and_names_are_no_evidence(text: str):
    assert not has_quantity(text)


@pytest.mark.parametrize("unit", ["7", "a7 ", "two ", "한 ", "2026-", "line 4 ", "십", "of 3 "])
def test_long_texts_take_no_longer(unit: str):
    begun = perf_counter()
    has_quantity("x " + unit * 30_000)
    assert perf_counter() - begun < 1
