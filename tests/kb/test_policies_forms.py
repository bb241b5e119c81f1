"""Policies by the last words of their titles, triggers, and the words that are no citation, form by form."""

import pytest

from tests.kb.policy_cases import found, names

SUFFIXES = "办法 规定 条例 通知 方案 意见 规划 细则 决定 规则 标准 纲要 公告 制度 预案 目录 规程 措施 计划 准则 指南 指引 规范 章程 要点 清单 批复 通报"


@pytest.mark.parametrize("suffix", SUFFIXES.split())
def test_every_kind_of_policy_by_its_last_word(suffix: str) -> None:
    assert names(f"按照《甲市政务公开{suffix}》开展") == [f"甲市政务公开{suffix}"]


@pytest.mark.parametrize("suffix", ["白皮书", "报告", "讲话", "论文"])
def test_what_ends_like_no_policy(suffix: str) -> None:
    assert names(f"按照《甲市政务公开{suffix}》开展") == []


TRIGGERS = {
    "basis": "根据 依据 按照 遵照 依照 参照 对照",
    "implements": "贯彻 落实 执行 结合 贯彻落实",
    "issues": "印发 公布 发布 制定出台 制发 下发",
    "forwards": "转发 批转",
    "amends": "修订 修改 修正",
    "repeals": "废止 宣布失效 停止执行",
    "mentions": "违反 参考",
}


@pytest.mark.parametrize(
    ("trigger", "kind"), [(word, kind) for kind, words in TRIGGERS.items() for word in words.split()]
)
def test_every_trigger_before_a_title(trigger: str, kind: str) -> None:
    assert [(m.relation, m.trigger) for m in found(f"{trigger}《甲市管理办法》要求")] == [(kind, trigger)]


@pytest.mark.parametrize(
    "text",
    [
        # a document's own words for itself
        "本办法自发布之日起施行",
        "本条例所称信息，按照前款规定，上款所列",
        "本报告由总体情况等组成",
        # collective words and slogans
        "依照法律、法规、规章和国家有关规定",
        "涉及“三安全一稳定”“两秘密一隐私”",
        "深化“放管服”改革，做好“六稳”“六保”工作",
        "贯彻上级文件精神，落实国家、省、市关于政务公开的决策部署",
    ],
)
def test_words_that_are_no_citation(text: str) -> None:
    assert names(text) == []
