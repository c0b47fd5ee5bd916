"""A wrong call is explained in the language of the program: what is wrong, how it is written, where to read more."""

from __future__ import annotations

import pytest

from station_app import texts
from station_app.commandline.parser import build
from station_app.commandline.run import run

CALLS = [
    (("accept",), "还缺 FILE", "FILE is missing"),
    (("decide", "1"), "还缺 --level, --outcome", "--level, --outcome is missing"),
    (("decide", "1", "--level"), "--level:后面须有一个值", "--level: needs one value"),
    (("check",), "还缺 FILE", "FILE is missing"),
    (("schema", "people"), "可选 case, permit, entry, bundle", "choose from case, permit, entry, bundle"),
    (("find", "王", "--limit", "0"), "--limit:应为正整数", "--limit: must be a positive number"),
    (("supplement", "1", "f", "--based-on", "two"), "“two”不是可用的值", '"two" is no value for it'),
    (
        ("print", "1", "--paper", "receipt", "--pdf", "a", "--printer", "b"),
        "不能与 --pdf 同时使用",
        "together with --pdf",
    ),
    (("show", "1", "--json=yes"), "--json:后面不带值", "--json: takes no value"),
    (("show", "1", "--nonsense"), "不认识 --nonsense", "unknown: --nonsense"),
    (("findd", "王"), "没有“findd”这个命令", 'there is no command "findd"'),
]
ENGLISH = ("usage:", "error", "argument", "expected", "required", "invalid", "choose", "unrecognized", "allowed")


@pytest.fixture(autouse=True)
def _as_before():
    before = texts.chosen()
    yield
    texts.choose(before)


@pytest.mark.parametrize(("call", "chinese", "english"), CALLS)
def test_a_wrong_call_is_explained_with_code_and_next_step(call, chinese, english, capsys):
    assert run(call) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    sentence = shown.err.splitlines()[0]
    assert chinese in sentence
    assert not [word for word in ENGLISH if word in sentence]
    assert "--help" in sentence
    assert "[usage]" in shown.err
    assert run((*call, "--lang", "en")) == 2
    assert english in capsys.readouterr().err.splitlines()[0]


@pytest.mark.parametrize("call", [("--help",), ("find", "--help"), ("household", "--help")])
def test_help_has_no_english_headings_in_a_chinese_program(call, capsys):
    with pytest.raises(SystemExit) as ended:
        build().parse_args(call)
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法:")
    assert "\n选项:" in shown
    assert "\n参数:" in shown
    assert not [word for word in ("usage", "positional", "options:", "show this", "show program") if word in shown]


def test_help_is_english_on_request(capsys):
    texts.choose("en")
    with pytest.raises(SystemExit):
        build().parse_args(("find", "--help"))
    shown = capsys.readouterr().out
    assert shown.startswith("usage: station-app find")
    assert "show this help and end" in shown
