"""The second pass: what is one thing over the corpus, what stays open, and the evidence of each relation."""

from kb.model import AgencyMention, LeaderMention, PlatformMention, PolicyMention, RegionMention
from kb.resolve.knowledge import Resolver
from kb.store.rows import Record
from tests.kb.builders import place, record

LAW = "中华人民共和国政府信息公开条例"


def resolve(*records: Record) -> tuple[Resolver, list[str | None]]:
    resolver = Resolver(r.extract for r in records)
    return resolver, [p.entity_id for r in records for p in resolver.resolve(r).mentions]


def test_spellings_of_a_title_are_one_policy_under_the_commonest_form() -> None:
    texts = [f"根据《{LAW}》。", f"依据《{LAW}》。", "按照《政府信息公开条例》。"]
    names = [LAW, LAW, "政府信息公开条例"]
    records = [
        record(t, place(PolicyMention, t, f"《{n}》", name=n), source=f"{i}.txt")
        for i, (t, n) in enumerate(zip(texts, names, strict=True))
    ]
    resolver, ids = resolve(*records)
    assert ids == [f"policy/{LAW}"] * 3
    (entity,) = resolver.entities()
    assert entity.aliases == ("政府信息公开条例",)


def test_a_number_alone_is_the_title_that_another_document_prints_beside_it() -> None:
    one, two = "《甲办法》（鲁政发〔2020〕1号）。", "按照鲁政发[2020]1 号要求。"
    first = record(one, place(PolicyMention, one, "《甲办法》", name="甲办法", number="鲁政发〔2020〕1号"))
    second = record(
        two, place(PolicyMention, two, "鲁政发[2020]1 号", number="鲁政发[2020]1号"), source="b.txt"
    )
    assert resolve(second, first)[1] == ["policy/甲办法", "policy/甲办法"]


def test_a_number_with_two_titles_stays_open() -> None:
    texts = [
        "《甲办法》（鲁政发〔2020〕1号）。",
        "《乙办法》（鲁政发〔2020〕1号）。",
        "按照鲁政发〔2020〕1号。",
    ]
    number = "鲁政发〔2020〕1号"
    records = [
        record(
            texts[0], place(PolicyMention, texts[0], "《甲办法》", name="甲办法", number=number), source="a"
        ),
        record(
            texts[1], place(PolicyMention, texts[1], "《乙办法》", name="乙办法", number=number), source="b"
        ),
        record(texts[2], place(PolicyMention, texts[2], number, number=number), source="c"),
    ]
    assert resolve(*records)[1][-1] is None


def test_namesakes_in_two_agencies_are_two_people_and_a_bare_name_between_them_stays_open() -> None:
    texts = ["甲市教育局局长王磊。", "乙市教育局局长王磊。", "王磊讲话。"]
    records = [
        record(
            texts[0], place(LeaderMention, texts[0], "王磊", name="王磊", agency="甲市教育局"), source="a"
        ),
        record(
            texts[1], place(LeaderMention, texts[1], "王磊", name="王磊", agency="乙市教育局"), source="b"
        ),
        record(texts[2], place(LeaderMention, texts[2], "王磊", name="王磊"), source="c"),
    ]
    assert resolve(*records)[1] == ["leader/王磊@甲市教育局", "leader/王磊@乙市教育局", None]


def test_a_name_with_one_home_in_the_corpus_goes_there() -> None:
    one, two = "甲市教育局局长王磊。", "王磊讲话。"
    records = [
        record(one, place(LeaderMention, one, "王磊", name="王磊", agency="甲市教育局"), source="a"),
        record(two, place(LeaderMention, two, "王磊", name="王磊"), source="b"),
    ]
    assert resolve(*records)[1] == ["leader/王磊@甲市教育局"] * 2


def test_units_and_firms_are_no_agencies() -> None:
    text = "办公室负责。"
    made = record(text, place(AgencyMention, text, "办公室", name="甲局办公室", group="unit"))
    assert resolve(made)[1] == [None]


def test_a_platform_without_name_or_figure_stays_open() -> None:
    text = "通过微博发布。"
    assert resolve(record(text, place(PlatformMention, text, "微博", channel="weibo")))[1] == [None]


def test_relations_carry_the_sentence_that_says_so() -> None:
    text = f"甲市教育局报告\n根据《{LAW}》编制。局长王磊任组长。开通“甲教”微博。"
    made = record(
        text,
        place(AgencyMention, text, "甲市教育局", name="甲市教育局"),
        place(PolicyMention, text, f"《{LAW}》", name=LAW, relation="basis", issuer="国务院"),
        place(LeaderMention, text, "王磊", name="王磊", agency="甲市教育局", posts=("局长", "组长")),
        place(PlatformMention, text, "“甲教”微博", name="甲教", channel="weibo", owner="甲市教育局"),
        place(RegionMention, text, "甲市", name="甲市", path=("乙省", "甲市")),
        agency="甲市教育局",
        agencies=("甲市教育局",),
        year=2020,
        title="甲市教育局报告",
    )
    resolver = Resolver([made.extract])
    said = {
        (r.source, r.kind, r.target, r.detail, text[r.evidence.sentence_start : r.evidence.sentence_end])
        for r in resolver.resolve(made).relations
    }
    assert said == {
        ("agency/甲市教育局", "cites", f"policy/{LAW}", "basis", f"根据《{LAW}》编制。"),
        (f"policy/{LAW}", "issued_by", "agency/国务院", None, f"根据《{LAW}》编制。"),
        ("agency/甲市教育局", "led_by", "leader/王磊@甲市教育局", "局长、组长", "局长王磊任组长。"),
        ("agency/甲市教育局", "runs", "platform/weibo/甲教", None, "开通“甲教”微博。"),
        ("agency/甲市教育局", "located_in", "region/乙省/甲市", None, "甲市教育局报告"),
    }


def test_an_agency_is_part_of_the_one_whose_name_it_begins_with() -> None:
    text = "国务院办公厅和国务院。"
    made = record(
        text,
        place(AgencyMention, text, "国务院办公厅", name="国务院办公厅"),
        AgencyMention(7, 10, "国务院", "test", "国务院"),
    )
    relations = Resolver([made.extract]).resolve(made).relations
    assert [(r.source, r.kind, r.target) for r in relations] == [
        ("agency/国务院办公厅", "part_of", "agency/国务院")
    ]


def test_a_document_does_not_cite_itself() -> None:
    text = "甲市教育局工作方案\n落实《甲市教育局工作方案》。"
    title = "甲市教育局工作方案"
    made = record(
        text, place(PolicyMention, text, f"《{title}》", name=title), title=title, agencies=("甲市教育局",)
    )
    assert Resolver([made.extract]).resolve(made).relations == ()


def test_facts_on_which_mentions_differ_stay_open() -> None:
    one, two = "《甲办法》（鲁政发〔2020〕1号）。", "《甲办法》（鲁政发〔2020〕2号）。"
    records = [
        record(
            one,
            place(PolicyMention, one, "《甲办法》", name="甲办法", number="鲁政发〔2020〕1号"),
            source="a",
        ),
        record(
            two,
            place(PolicyMention, two, "《甲办法》", name="甲办法", number="鲁政发〔2020〕2号"),
            source="b",
        ),
    ]
    resolver, _ = resolve(*records)
    assert "number" not in next(resolver.entities()).facts
