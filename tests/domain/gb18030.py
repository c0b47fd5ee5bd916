"""The Han characters of GB 18030-2022, by block: what level 3 asks of a program (87,887 characters)."""

from __future__ import annotations

BLOCKS = {
    "URO": range(0x4E00, 0x9FF0),
    "A": range(0x3400, 0x4DB6),
    "B": range(0x20000, 0x2A6D7),
    "C": range(0x2A700, 0x2B735),
    "D": range(0x2B740, 0x2B81E),
    "E": range(0x2B820, 0x2CEA2),
    "F": range(0x2CEB0, 0x2EBE1),
    "unified in the compatibility block": (
        0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29,
    ),
}  # fmt: skip

GB_18030_2022 = "".join(chr(code) for block in BLOCKS.values() for code in block)
COMPATIBILITY = "".join(map(chr, (0xF92C, 0xF979, 0xF995, 0xF9E7, 0xF9F1, 0xFA0C, 0xFA0D, 0xFA18, 0xFA20)))
"""Nine code points of GBK that Unicode calls the same characters as others; NFC replaces them."""
