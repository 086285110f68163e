"""The demonstration's press: two invented outlets, their articles in English and Khmer, read as any other; nothing of it is released."""

from pathlib import Path

from tamdan.accounts.models import User
from tamdan.institutions.models import Body
from tamdan.press.actions import begin_reading, capture_path, link_capture, read_capture
from tamdan.press.enums import OutletKind
from tamdan.press.models import Outlet
from tamdan.press.outlet_acts import save_outlet

FOLDER = Path(__file__).parent / "data"


def load_press(committee: Body, by: User) -> int:
    """Through the same acts as real work; gives the number of articles."""
    for names in (("River Times of Xanara", "ដំណឹងទន្លេសានារ៉ា"), ("Voice of Xanara", "សព្ទសានារ៉ា")):
        outlet = Outlet(name_en=names[0], name_km=names[1], kind=OutletKind.NEWSPAPER, country_id="XXA")
        save_outlet(outlet, aliases=[], by=by, owner=committee)
    return sum(_read(path, committee, by) for path in sorted(FOLDER.glob("press_*.txt")))


def _read(path: Path, committee: Body, by: User) -> int:
    capture = capture_path(path, owner=committee, by=by)
    begin_reading(capture)
    number = read_capture(capture, by=by)
    link_capture(capture)
    return number
