"""Corrections by people: applied at every build, checked for entries that no longer apply."""

from pathlib import Path

import pytest

from corpus.errors import SuwenError
from kb.model import AgencyMention, LeaderMention, PolicyMention
from kb.resolve.corrections import read_corrections
from kb.resolve.knowledge import Resolver
from kb.store.rows import Record
from tests.kb.builders import place, record

TEXT = "甲市旅游局局长王磊落实《子办法》。甲市文化和旅游局。"
RECORD = record(
    TEXT,
    place(AgencyMention, TEXT, "甲市旅游局", name="甲市旅游局"),
    place(LeaderMention, TEXT, "王磊", name="王磊", agency="甲市旅游局"),
    place(PolicyMention, TEXT, "《子办法》", name="子办法"),
    place(AgencyMention, TEXT, "甲市文化和旅游局", name="甲市文化和旅游局"),
    agencies=("甲市旅游局",),
)


def corrected(folder: Path, toml: str, *records: Record) -> tuple[Resolver, dict[str, str | None], set[str]]:
    """The resolver, each mention's entity by its text, and the relations as `source kind target`."""
    file = folder / "corrections.toml"
    file.write_text(toml, encoding="utf-8")
    given = records or (RECORD,)
    resolver = Resolver((r.extract for r in given), read_corrections(file))
    resolved = [resolver.resolve(r) for r in given]
    ids = {p.mention.text: p.entity_id for r in resolved for p in r.mentions}
    return resolver, ids, {f"{x.source} {x.kind} {x.target}" for r in resolved for x in r.relations}


def test_merge_makes_two_names_one_thing_everywhere(tmp_path: Path) -> None:
    toml = '[[merge]]\nfrom = ["agency/甲市旅游局"]\ninto = "agency/甲市文化和旅游局"'
    resolver, ids, relations = corrected(tmp_path, toml)
    assert ids["甲市旅游局"] == ids["甲市文化和旅游局"] == "agency/甲市文化和旅游局"
    assert "agency/甲市文化和旅游局 cites policy/子办法" in relations
    (agency,) = [e for e in resolver.entities() if e.kind == "agency"]
    assert (agency.name, agency.aliases) == ("甲市文化和旅游局", ("甲市旅游局",))


def test_split_sends_a_document_s_mentions_elsewhere(tmp_path: Path) -> None:
    other = record(TEXT, *RECORD.extract.leaders, source="b.txt")
    toml = (
        f'[[split]]\nentity = "leader/王磊@甲市旅游局"\ndocuments = ["{other.document.id}"]\n'
        'into = "leader/王磊@乙市旅游局"'
    )
    resolver, _, _ = corrected(tmp_path, toml, RECORD, other)
    assert {e.id for e in resolver.entities() if e.kind == "leader"} == {
        "leader/王磊@甲市旅游局",
        "leader/王磊@乙市旅游局",
    }


def test_rename_changes_the_name_and_keeps_the_id(tmp_path: Path) -> None:
    resolver, ids, _ = corrected(tmp_path, '[[rename]]\nentity = "policy/子办法"\nname = "子省子办法"')
    assert ids["《子办法》"] == "policy/子办法"
    (policy,) = [e for e in resolver.entities() if e.kind == "policy"]
    assert (policy.name, policy.aliases) == ("子省子办法", ("子办法",))


def test_alias_is_one_more_name_to_find_it_by(tmp_path: Path) -> None:
    resolver, _, _ = corrected(tmp_path, '[[alias]]\nentity = "policy/子办法"\nname = "子法"')
    assert [e.aliases for e in resolver.entities() if e.kind == "policy"] == [("子法",)]


@pytest.mark.parametrize(
    "where", ["", f'document = "{RECORD.document.id}"', f'document = "{RECORD.document.id}"\nstart = 7']
)
def test_reject_takes_the_mention_and_its_relations_away(tmp_path: Path, where: str) -> None:
    assert TEXT.index("王磊") == 7
    toml = f'[[reject]]\nentity = "leader/王磊@甲市旅游局"\n{where}'
    resolver, ids, relations = corrected(tmp_path, toml)
    assert "王磊" not in ids
    assert not [e for e in resolver.entities() if e.kind == "leader"]
    assert not [r for r in relations if "led_by" in r]


def test_a_stated_relation_carries_its_evidence(tmp_path: Path) -> None:
    toml = (
        '[[relation]]\nsource = "agency/甲市文化和旅游局"\nkind = "part_of"\ntarget = "agency/甲市人民政府"\n'
        f'document = "{RECORD.document.id}"\nstart = 17\nend = 25\nby = "读者"'
    )
    resolver, _, relations = corrected(tmp_path, toml)
    assert "agency/甲市文化和旅游局 part_of agency/甲市人民政府" in relations
    assert "agency/甲市人民政府" in {e.id for e in resolver.entities()}


def test_what_no_longer_applies_is_told(tmp_path: Path) -> None:
    toml = '[[reject]]\nentity = "leader/无此人"\n[[reject]]\nentity = "leader/王磊@甲市旅游局"'
    resolver, _, _ = corrected(tmp_path, toml)
    resolver.entities()
    (idle,) = resolver.idle_corrections()
    assert "leader/无此人" in idle


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[[merge]]\nfrm = []", "frm"),
        ("[[merge]\n", "line 1"),
        ('[[merge]]\nfrom = ["agency/甲"]\ninto = "甲"', "“甲”不是条目编号"),
        ('[[relation]]\nsource = "a"\nkind = "likes"', "likes"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, toml: str, says: str) -> None:
    with pytest.raises(SuwenError, match=says):
        corrected(tmp_path, toml)


def test_no_file_means_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "nothing.toml").merge == ()


def test_merges_in_a_circle_end(tmp_path: Path) -> None:
    toml = (
        '[[merge]]\nfrom = ["agency/甲市旅游局"]\ninto = "agency/甲市文化和旅游局"\n'
        '[[merge]]\nfrom = ["agency/甲市文化和旅游局"]\ninto = "agency/甲市旅游局"'
    )
    _, ids, _ = corrected(tmp_path, toml)
    assert ids["甲市旅游局"] is not None
