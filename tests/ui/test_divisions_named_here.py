"""The division box offers a community that only a change at this site has named."""

from __future__ import annotations

from datetime import date

from station_app.domain import divisions
from ui.form_view.editors import division_box

COMMUNITY, NAME = "620502001099", "云水社区居民委员会"


def test_it_is_found_by_name_walked_to_and_shown(qtbot):
    box = division_box(retired=False)
    qtbot.addWidget(box)
    divisions.name_here({COMMUNITY: (NAME, date(2026, 11, 23))})
    for text in ("云水社区", "yssq", COMMUNITY):
        assert COMMUNITY in [choice.code for choice in box._find(text)]
    assert COMMUNITY in [choice.code for choice in box._children("620502001")]
    box.show_value(COMMUNITY)
    assert box.name(COMMUNITY) == f"甘肃省天水市秦州区大城街道{NAME}"
