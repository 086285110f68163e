"""The demonstration's press: two invented outlets, their articles in English and Khmer, read as any other; a few words of them released,
two voices of them set side by side."""

import datetime
from pathlib import Path

from tamdan.accounts.models import User
from tamdan.institutions.models import Body, Holding, Person, Post
from tamdan.links.enums import Decision
from tamdan.press import correcting, others, releasing, speaking
from tamdan.press.actions import begin_reading, capture_path, link_capture, read_capture
from tamdan.press.enums import Manner, OutletKind, PairKind
from tamdan.press.models import Article, Outlet, Quotation
from tamdan.press.outlet_acts import save_outlet

FOLDER = Path(__file__).parent / "data"
IN_OFFICE = (
    ("Daro Velin", "ដារ៉ូ វេលីន", "x-justice", "Minister", "រដ្ឋមន្ត្រី"),
    ("Mira Tosan", "មីរ៉ា តូសាន", "x-lamp", "Director", "នាយិកា"),
)
"""Who speaks there: names, code of the body, post."""
RELEASED = ("Every prisoner has a bed", "We have freed 1,240", "Nobody freed the women", "អ្នកទោសគ្រប់រូប")
"""How the words begin that are released; the second and the third are set side by side."""


def load_press(committee: Body, by: User) -> int:
    """Through the same acts as real work; gives the number of articles."""
    for names in (("River Times of Xanara", "ដំណឹងទន្លេសានារ៉ា"), ("Voice of Xanara", "សព្ទសានារ៉ា")):
        outlet = Outlet(name_en=names[0], name_km=names[1], kind=OutletKind.NEWSPAPER, country_id="XXA")
        save_outlet(outlet, aliases=[], by=by, owner=committee)
    for english, khmer, code, post, khmer_post in IN_OFFICE:
        held = Post.objects.create(body=Body.objects.get(code=code), label_en=post, label_km=khmer_post)
        person = Person.objects.create(name_en=english, name_km=khmer)
        Holding.objects.create(person=person, post=held, start=datetime.date(2022, 1, 10))
    number = sum(_read(path, committee, by) for path in sorted(FOLDER.glob("press_*.txt")))
    _release(committee, by)
    return number


def _read(path: Path, committee: Body, by: User) -> int:
    capture = capture_path(path, owner=committee, by=by)
    begin_reading(capture)
    number = read_capture(capture, by=by)
    link_capture(capture)
    return number


def _release(committee: Body, by: User) -> None:
    for article in Article.objects.filter(owner=committee):
        article.address = f"https://press.demo.invalid/{article.uuid}"
        article.save(update_fields=["address"])
    second = User.objects.get(email="administrator@demo.invalid")
    said = [_confirmed(begins, committee, by) for begins in RELEASED]
    for one in said:
        made = releasing.release(one, releasing.question_of(one).standings[0].code, by=by)
        if not made.is_public:
            releasing.agree(made, by=second)
    others.set_pair(said[1], said[2], PairKind.CONTRADICTS, by=by)


def _confirmed(begins: str, committee: Body, by: User) -> Quotation:
    """The exact words that begin so, with whoever says them settled."""
    rows = Quotation.objects.filter(article__owner=committee, manner=Manner.DIRECT).select_related("voice__person")
    found = rows.get(words__0__startswith=begins)
    assert found.voice, "somebody says it"
    assert found.voice.person, "the register holds them"
    speaking.settle(found.voice, found.voice.person, by=by)
    correcting.decide(found, Decision.ACCEPTED, version=found.version, by=by)
    return Quotation.objects.get(pk=found.pk)
