"""One word for one thing: whoever locks a 恢复码单 in the safe is never asked for another sheet (docs/glossary.md)."""

import re

import pytest

from station_app import texts
from tests.architecture.sources import ROOT

OTHER_WORDS = {
    "恢复码单": r"恢复单|恢复表|密钥恢复",
    "交接包": r"数据包",
    "查重文件": r"人员摘要",
    "普通落户": r"一般落户|改按第1项|普通路线",
    "建档立卡落户": r"建档立卡(路径|路线)|建档立卡户\(",
}


def _read_by_people():
    told = texts.catalogue("zh")
    pages = [ROOT / "README.zh-CN.md", *(ROOT / "docs" / "manual").glob("*.md")]
    packs = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "resources" / "policy").glob("*.toml")}
    return told | packs | {page.name: page.read_text(encoding="utf-8") for page in pages}


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_a_thing_has_the_name_of_the_glossary(word):
    strayed = {
        place: found[0] for place, said in _read_by_people().items() if (found := re.search(OTHER_WORDS[word], said))
    }
    assert strayed == {}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_footer_names_as_many_pages_as_there_are_keys(language):
    pages = re.compile(r"Ctrl\+1…(\d)")
    in_footer = pages.search(texts.catalogue(language)["ui.main.hint"])
    in_manual = pages.search((ROOT / "docs" / "manual" / "键盘.md").read_text(encoding="utf-8"))
    assert in_footer[1] == in_manual[1]
