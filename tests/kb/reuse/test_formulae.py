"""Each formula fits its example, and no formula swallows a report's own words."""

import pytest

from kb.reuse.fold import fold, label_length
from kb.reuse.formulae import is_formula, patterns


@pytest.mark.parametrize(("pattern", "example"), patterns())
def test_a_formula_fits_its_example(pattern: str, example: str) -> None:
    import re

    assert re.fullmatch(pattern, fold(example[label_length(example) :]))


@pytest.mark.parametrize(
    "sentence",
    [
        "根据省厅要求，全年通过门户网站发布政务信息1200余条。",
        "2021年12月3日，我局在政府网站公布行政处罚决定35件。",
        "对群众提出的意见建议，及时联系有关科室予以答复。",
        "由信息制作科室负责人和分管领导审核签字后报局办公室解释说明。",
        "全年共收到政府信息公开申请25件，均在规定时间内予以答复。",
        "落实专项经费用于政务公开培训，全年培训300余人次。",
    ],
)
def test_own_words_are_no_formula(sentence: str) -> None:
    assert not is_formula(fold(sentence))
