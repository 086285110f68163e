from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import override

ZWSP = "\u200b"


def shown(expression, language, **values):
    with override(language):
        return Template("{% load language %}{{ " + expression + " }}").render(Context(values))


@pytest.mark.parametrize(
    ("expression", "value", "km", "en"),
    [
        ("x|localnum", 1234, "១.២៣៤", "1,234"),
        ("x|localnum", Decimal("0.5"), "០,៥", "0.5"),
        ("x|localnum", "118.5 <b>", "១១៨.៥ &lt;b&gt;", "118.5 &lt;b&gt;"),
        ("x|localnum", None, "", ""),
        ("x|localdate", date(2026, 11, 22), '<time datetime="2026-11-22">ថ្ងៃទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៦</time>', '<time datetime="2026-11-22">22 November 2026</time>'),
        ("x|localdate:'table'", datetime(2026, 11, 22, 8, tzinfo=UTC), '<time datetime="2026-11-22">២២/១១/២០២៦</time>', '<time datetime="2026-11-22">22/11/2026</time>'),
        ("x|localdate:'list'", date(2026, 11, 22), '<time datetime="2026-11-22">២២ វិច្ឆិកា ២០២៦</time>', '<time datetime="2026-11-22">22 Nov 2026</time>'),
        ("x|localdate", "2019-04~", '<time datetime="2019-04">ប្រហែលខែមេសា ឆ្នាំ២០១៩</time>', '<time datetime="2019-04">about April 2019</time>'),
        ("x|dated", "2026-11-22", '<time datetime="2026-11-22">ថ្ងៃទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៦</time>', '<time datetime="2026-11-22">22 November 2026</time>'),
        ("x|dated", "2026-11-22 16:05", '<time datetime="2026-11-22 16:05">ថ្ងៃទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៦, ម៉ោង ៤:០៥ រសៀល</time>', '<time datetime="2026-11-22 16:05">22 November 2026, 16:05</time>'),
        ("x|localminute", datetime(2026, 11, 22, 9, 5, tzinfo=UTC), '<time datetime="2026-11-22 16:05">ថ្ងៃទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៦, ម៉ោង ៤:០៥ រសៀល</time>', '<time datetime="2026-11-22 16:05">22 November 2026, 16:05</time>'),
        ("x|localminute", None, "", ""),
        ("x|dated", "2026-02-31", "2026-02-31", "2026-02-31"),
        ("x|dated", "2026-02-31 10:00", "2026-02-31 10:00", "2026-02-31 10:00"),
        ("x|dated", "A <b>", "A &lt;b&gt;", "A &lt;b&gt;"),
        ("x|coded", "ដំណើរការ `tamdan doctor` <b>", 'ដំណើរការ <code lang="en">tamdan doctor</code> &lt;b&gt;', 'ដំណើរការ <code lang="en">tamdan doctor</code> &lt;b&gt;'),
        ("x|localdate", None, "", ""),
        ("x|localdate", "", "", ""),
        ("x|zwsp", "សិទ្ធិរបស់ <b>", f"សិទ្ធិ{ZWSP}របស់ &lt;b&gt;", f"សិទ្ធិ{ZWSP}របស់ &lt;b&gt;"),
        ("x|zwsp", mark_safe("<b>សិទ្ធិរបស់</b>"), f"<b>សិទ្ធិ{ZWSP}របស់</b>", f"<b>សិទ្ធិ{ZWSP}របស់</b>"),
        ("x|langattr", "សិទ្ធិ (UPR)", "", ' lang="km"'),
        ("x|langattr", "Ratify ICCPR", ' lang="en"', ""),
        ("x|langattr", "12/2019", "", ""),
    ],
)  # fmt: skip
def test_values_are_shown_in_the_language_of_the_page(expression, value, km, en):
    assert shown(expression, "km", x=value) == km
    assert shown(expression, "en", x=value) == en


@pytest.mark.parametrize(("language", "shown"), [("en", "Theme:"), ("km", "Theme៖")])
def test_a_label_before_its_value_has_the_colon_of_the_page(language, shown):
    with override(language):
        assert Template("{% load language %}{{ label|colon }}").render(Context({"label": "Theme"})) == shown
