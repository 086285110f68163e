"""A letter in Khmer, as a scanner makes it: drawn by a real browser, read by the program that this machine has."""

import base64

import pytest
from playwright.sync_api import Browser

from tamdan.intake.scans import reading, tesseract
from tests.walkthroughs.conftest import ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        "khm" not in tesseract.languages(), reason="no Tesseract with Khmer here (Debian: tesseract-ocr-khm)"
    ),
]

FACE = ROOT / "node_modules/@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-400-normal.woff2"
LETTER = """ខ្ញុំសូមប្តឹងទៅគណៈកម្មាធិការសិទ្ធិមនុស្សកម្ពុជា អំពីការយកដីស្រែរបស់គ្រួសារខ្ញុំ។
នៅថ្ងៃទីបីខែមុន មានមនុស្សប្រាំនាក់បានមកដកបង្គោលព្រំ ហើយសង់របងជុំវិញស្រែ។
មេភូមិបានប្រាប់ថា ដីនេះមិនមែនជារបស់យើងទេ ទោះបីយើងមានលិខិតស្នាមតាំងពីឆ្នាំ ១៩៨៥។
ខ្ញុំសូមឱ្យគេសងដីវិញ ហើយការពារកូនៗរបស់ខ្ញុំពីការគំរាមកំហែង។"""


@pytest.mark.parametrize("size", [26, 36, 50], ids=lambda size: f"{size}-dots")
def test_most_of_a_khmer_letter_is_read_whatever_its_size(size: int, chromium: Browser) -> None:
    """The fine reading alone loses pieces of lines in one of these."""
    tab = chromium.new_page(viewport={"width": size * 40, "height": size * 56})
    face = base64.b64encode(FACE.read_bytes()).decode()
    tab.set_content(
        f"<html lang=km><style>@font-face{{font-family:Face;src:url(data:font/woff2;base64,{face})}}"
        f"body{{font:{size}px/1.8 Face;margin:{size * 2}px;background:#fff}}</style><p>{LETTER}"
    )
    tab.evaluate("document.fonts.ready")
    scan = tab.screenshot(type="jpeg", quality=85)
    tab.close()
    page = reading.read(scan).pages[0]
    assert page.source == "letters"
    wanted, found = pairs(LETTER), pairs(page.text)
    assert len(wanted & found) / len(wanted) > 0.85, page.text


def pairs(text: str) -> set[str]:
    """Every four signs of it that follow each other."""
    joined = "".join(text.split())
    return {joined[start : start + 4] for start in range(len(joined) - 3)}
