"""An invented page of a household booklet as a scanner gives it, for pictures of the windows; it shows nobody."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from resources import folder

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAPER, _INK, _RULE, _SEAL = (250, 247, 236), (32, 34, 44), (128, 92, 66), (196, 36, 30)
_SIZE = (1240, 1754)


def booklet_page(member: Mapping[str, Any]) -> bytes:
    """Draw the page of one member of an invented family as a JPEG, with 虚构样本 where a seal would be."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - only where pictures are taken

    face = str(folder("fonts") / "NotoSansSC-Regular.ttf")
    plain, large = ImageFont.truetype(face, 38), ImageFont.truetype(face, 60)
    page = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(page)
    pen.text((_SIZE[0] / 2, 150), "常住人口登记卡", font=large, fill=_RULE, anchor="mm")
    pen.rectangle((90, 230, _SIZE[0] - 90, _SIZE[1] - 110), outline=_RULE, width=5)
    origin = member.get("origin") or {}
    facts = (
        ("姓    名", member.get("name")),
        ("性    别", {"1": "男", "2": "女"}.get(str(member.get("sex")))),
        ("出生日期", member.get("birth_date")),
        ("公民身份号码", member.get("id_number")),
        ("登记机关", origin.get("registration_authority")),
        ("住    址", origin.get("address")),
    )
    for place, (name, value) in enumerate(facts):
        top = 230 + 170 * place
        pen.line((90, top + 170, _SIZE[0] - 90, top + 170), fill=_RULE, width=3)
        pen.text((130, top + 85), name, font=plain, fill=_RULE, anchor="lm")
        pen.text((450, top + 85), str(value or "—"), font=plain, fill=_INK, anchor="lm")
    pen.ellipse((780, 1300, 1060, 1580), outline=_SEAL, width=10)
    pen.text((920, 1440), "虚构样本", font=plain, fill=_SEAL, anchor="mm")
    out = BytesIO()
    page.save(out, "JPEG", quality=88)
    return out.getvalue()
