"""Every post and rank of the reference, by itself before a name in an agency's own paper; names are invented."""

import pytest

from tests.kb.test_leaders import BUREAU, people

HOME = (
    "党组书记 党组副书记 党组成员 党委书记 局长 副局长 处长 副处长 科长 副科长 股长 总工程师 总经济师 总会计师 总规划师 督察专员"
    " 纪检监察组组长 机关党委书记 机关党委专职副书记 办公室主任"
)
RANKS = (
    "一级巡视员 二级巡视员 一级调研员 二级调研员 三级调研员 四级调研员 一级主任科员 二级主任科员 三级主任科员 四级主任科员"
    " 一级科员 二级科员 巡视员 副巡视员 调研员 副调研员 主任科员"
)
ELSEWHERE = "厅长 副厅长 部长 司长 县长 区长 镇长 乡长 秘书长"
IN_GROUP = "组长 常务副组长 副组长 总召集人 副总指挥"
MANY = "成员 委员 联络员"
ROLES = "主要负责同志 主要领导 分管领导 分管负责同志"


@pytest.mark.parametrize("post", f"{HOME} {RANKS}".split())
def test_posts_of_an_agency(post: str) -> None:
    assert people(f"{post}王建国主持会议", BUREAU) == [("王建国", (post,), "青州市教育局")]


@pytest.mark.parametrize("post", f"{ELSEWHERE} {IN_GROUP}".split())
def test_posts_that_a_bureau_has_not(post: str) -> None:
    assert people(f"{post}王建国主持会议", BUREAU) == [("王建国", (post,), None)]


@pytest.mark.parametrize("post", MANY.split())
def test_posts_of_many_need_a_clear_end(post: str) -> None:
    assert people(f"{post}王建国主持会议", BUREAU) == []
    assert people(f"{post}王建国同志主持会议", BUREAU) == [("王建国", (post,), None)]


@pytest.mark.parametrize("role", ROLES.split())
def test_roles_without_a_name(role: str) -> None:
    assert people(f"由{role}任组长，{role}亲自抓", BUREAU) == []
