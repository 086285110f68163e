"""What a cell says: positions, headings, States behind the words, titles; and what a reader of a Word document sees."""

import io
from copy import deepcopy

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tamdan.recommendations.imports.matrix_asking import asked, states_in
from tamdan.recommendations.imports.matrix_errors import ReviewUnknown, SeveralStates
from tamdan.recommendations.imports.matrix_review import COUNCIL, Reviewed, completed, said_by_name, said_in
from tamdan.recommendations.imports.matrix_tables import Table
from tamdan.recommendations.imports.matrix_word import read_word
from tamdan.recommendations.imports.matrix_words import NUMBER, TAIL, field_of
from tamdan.recommendations.imports.positions import position_of
from tamdan.taxonomy.models import Deadline, UprSession

W = nsdecls("w")


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("Supported", "supported"), ("Noted", "noted"), ("Supported/Noted", "partially_supported"), ("S", "supported"), ("N", "noted"),
        ("S/N", "partially_supported"), ("Accepted", "supported"), ("Enjoys the support of Fiji", "supported"), ("Noted.", "noted"),
        ("Does not enjoy the support", "noted"), ("Partially supported", "partially_supported"), ("Takes note", "noted"),
        ("Not supported", "noted"), ("Rejected", "noted"), ("Under consideration", "under_consideration"), ("", ""),
        ("Appuyée", "supported"), ("Acceptée", "supported"), ("Notée", "noted"), ("Apoyada", "supported"), ("Anotada", "noted"),
        ("Se toma nota", "noted"), ("Partially noted", "partially_supported"), ("Supported / Noted (see addendum)", "partially_supported"),
        ("Accepted/Noted", "partially_supported"), ("Acceptée/Notée", "partially_supported"), ("Supported in part", "partially_supported"),
        ("Non acceptée", "noted"), ("No aceptada", "noted"), ("Ne recueille pas l’appui de Fidji", "noted"), ("Refusée", "noted"),
        ("Noted, not accepted", "noted"), ("Supported; already implemented", "supported"), ("មិនគាំទ្រ", "noted"),
    ],
)  # fmt: skip
def test_positions_are_known_in_many_words(printed, recorded):
    assert position_of(printed)[0] == recorded


def test_what_the_state_said_is_kept_beside_what_the_un_records():
    assert position_of("Rejected") == ("noted", "rejected")
    assert position_of("Accepted") == ("supported", "accepted")


@pytest.mark.parametrize("printed", ["Maybe", "The Government has adopted a plan. " * 10])
def test_other_words_are_no_position(printed):
    assert position_of(printed) is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Recommendation", "text"), ("Recommendation and recommending State", "text"), ("Recommending state/s", "by"),
        ("Recommendation (recommending State)", "by"), ("State", "by"), ("Position of the State under review", "position"),
        ("Position", "position"), ("Response", "position"), ("Full list of themes", "themes"), ("Full list of rights/affected persons", "themes"),
        ("Human rights themes and groups of persons", "themes"), ("Affected persons", "groups"), ("Relevant SDGs", "sdg"),
        ("Sustainable Development Goals", "sdg"), ("Assessment/comments on level of implementation", "other"), ("Comments on the position", "other"),
        ("Rec. No.", "number"), ("Para.", "number"), ("Source of position", "source"), ("State under review", "reviewed"),
        ("UPR session", "session"), ("État(s) auteur(s)", "by"), ("Recommandation", "text"), ("Estado recomendante", "by"),
        ("Tema", "themes"), ("Objetivos de Desarrollo Sostenible", "sdg"), ("ODD", "sdg"), ("Xyz", ""),
    ],
)  # fmt: skip
def test_headings_are_known_wherever_they_stand(heading, field):
    found = field_of(heading)
    assert found == field or (heading.startswith("Recommendation (") and found == "text")


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("104.1 Ratify", "104.1"),
        ("166.6. Ratify", "166.6"),
        ("115.1Take", "115.1"),
        ("Para. 138.12 Do", "138.12"),
        ("7) Do", "7"),
        ("• 6.2: Do", "6.2"),
    ],
)
def test_numbers_stand_before_the_words_in_many_manners(printed, number):
    assert NUMBER.match(printed)["number"] == number


@pytest.mark.parametrize("printed", ["Ratify 104.1", "2014 was a year", "1325 (2000)", "10 schools"])
def test_other_figures_are_no_numbers(printed):
    assert NUMBER.match(printed) is None


@pytest.mark.parametrize(
    ("text", "kept", "states", "unknown"),
    [
        ("Do it (Germany);", "Do it", ["DEU"], []),
        ("Do it (Germany); (Peru);", "Do it", ["DEU", "PER"], []),
        ("Do it (Iran (Islamic Republic of), Bolivia (Plurinational State of))", "Do it", ["IRN", "BOL"], []),
        ("Ratify it (ICRMW)", "Ratify it (ICRMW)", [], []),
        ("Ratify it (ICRMW) (Peru);", "Ratify it (ICRMW)", ["PER"], []),
        ("Use it well (IT);", "Use it well (IT)", [], []),
        ("Name one (Ombudsman) (Peru);", "Name one (Ombudsman)", ["PER"], []),
        ("Do it (Neverland, Peru)", "Do it", ["PER"], ["Neverland"]),
        ("Do it (Neverland)", "Do it (Neverland)", [], ["Neverland"]),
        ("Follow law (Law 84 of 2002)", "Follow law (Law 84 of 2002)", [], []),
        ("(a) Do it (Chad); (b) Do that (Peru)", "(a) Do it (Chad); (b) Do that", ["TCD", "PER"], []),
        ("Work with a neighbour (Egypt) in trade (Peru)", "Work with a neighbour (Egypt) in trade", ["PER"], []),
        ("Do it (Trinidad and Tobago and Bosnia and Herzegovina)", "Do it", ["TTO", "BIH"], []),
        ("Do it (Korea, Republic of; Korea, Democratic People's Republic of)", "Do it", ["KOR", "PRK"], []),
        ("Do it (Groupe des États d’Afrique et Pérou)", "Do it", ["PER"], []),
        ("Do it (European Union)", "Do it", [], []),
        ("Do it (Germany", "Do it (Germany", [], []),
        ("Do it", "Do it", [], []),
    ],
)  # fmt: skip
def test_states_close_a_recommendation_or_its_clauses(db, text, kept, states, unknown):
    found = asked(text)
    assert (found.text, list(found.states), list(found.unknown)) == (kept, states, unknown)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Do it (Peru); Source of Position: A/HRC/28/8/Add.1", "Do it (Peru); "),
        ("Do it (Peru); Comments: sent in a letter", "Do it (Peru); "),
        ("Answer these comments: all of them (Peru)", "Answer these comments: all of them (Peru)"),
        ("Faites-le (Pérou); Source de la position : A/HRC/28/8", "Faites-le (Pérou); "),
    ],
)
def test_what_the_editors_add_is_not_the_recommendation(printed, kept):
    assert TAIL.split(printed, maxsplit=1)[0] == kept


def test_states_in_a_cell_of_their_own_are_parted_in_any_manner(db):
    assert states_in("Chile\nEstonia / Peru; Viet Nam")[0] == ("CHL", "EST", "PER", "VNM")


@pytest.mark.parametrize(
    ("lines", "name", "symbol", "wanted"),
    [
        (["UPR of Egypt - Second Cycle\tThematic list"], "x.docx", "A/HRC/28/16", ("EGY", 20, 2)),
        (["UPR of Slovenia (4th Cycle - 48th Session)"], "x.docx", "", ("SVN", 48, 4)),
        (["Universal Periodic Review of the Islamic Republic of Iran, 7th session"], "x.docx", "", ("IRN", 7, 1)),
        (["Thematic list"], "UPR20__Slovenia_ThematicListRecommendations_E.docx", "", ("SVN", 20, 2)),
        (["Thematic list"], "upr48-slovenia-thematic-list-of-recommendatio.docx", "", ("SVN", 48, 4)),
        (["Working Group on the Universal Periodic Review, forty-eighth session", "Guinea-Bissau"], "x.docx", "", ("GNB", 48, 4)),
        (["EPU de la Slovénie, 20e session"], "x.docx", "", ("SVN", 20, 2)),
        (["Human Rights Council, 28th session", "UPR of Egypt"], "x.docx", "A/HRC/28/16", ("EGY", 20, 2)),
        (["Matrix of recommendations: Fiji, session 7"], "x.docx", "", ("FJI", 7, 1)),
        ([], "FJI_7.docx", "A/HRC/14/8", ("FJI", 7, 1)),
        (["UPR of Slovenia, fourth cycle"], "x.docx", "", ("SVN", 48, 4)),
    ],
)  # fmt: skip
def test_the_review_is_told_by_title_symbol_or_file_name(db, lines, name, symbol, wanted):
    found = completed(said_in(lines), symbol, name)
    assert (found.state, found.session, found.cycle) == wanted


def test_a_review_that_nothing_tells_is_asked_for_with_what_was_found(db):
    with pytest.raises(ReviewUnknown) as caught:
        completed(said_in(["UPR of Fiji"]), "", "matrix.docx")
    assert "FJI" in str(caught.value)
    assert "--session" in str(caught.value)


def test_a_title_with_two_states_is_asked_about_unless_a_person_said_one(db):
    lines = ["UPR of Fiji and Chad, 20th session"]
    with pytest.raises(SeveralStates):
        said_in(lines)
    assert said_in(lines, known="TCD") == Reviewed("TCD", 20, 0)


def test_a_session_that_never_was_is_not_taken(db):
    with pytest.raises(ReviewUnknown):
        completed(Reviewed("FJI", 99), "", "x.docx")


def test_names_of_files_are_read_word_by_word(db):
    assert said_by_name("EgyptMatriceRecommendations.docx").state == "EGY"


def cell_lines(xml):
    """Lines of a cell that holds the paragraphs given as XML."""
    document = Document()
    table = document.add_table(1, 1)
    cell = table.rows[0].cells[0]._tc
    for paragraph in cell.findall(qn("w:p")):
        cell.remove(paragraph)
    for child in parse_xml(
        f"<w:tc {nsdecls('w', 'wp', 'mc', 'wps')}>{xml}</w:tc>" if "mc:" in xml else f"<w:tc {W}>{xml}</w:tc>"
    ):
        cell.append(deepcopy(child))
    out = io.BytesIO()
    document.save(out)
    [found] = [block for block in read_word(out).blocks if isinstance(block, Table) and block.depth == 0]
    return found.rows[0].cells[0].lines


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        ("<w:p><w:r><w:t>104</w:t></w:r><w:r><w:t>.1 Do</w:t></w:r></w:p>", ("104.1 Do",)),
        ("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>", ("new",)),
        ("<w:p><w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>", ("here",)),
        ("<w:p><w:r><w:t>Do it</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>", ("Do it",)),
        ("<w:p><w:r><w:t>Do it</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>12</w:t></w:r></w:p>", ("Do it",)),
        ("<w:p><w:r><w:t>20</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>th</w:t></w:r></w:p>", ("20th",)),
        ("<w:p><w:r><w:t>a\u00a0b\u00adc</w:t></w:r></w:p>", ("a bc",)),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", ("a", "b c-d")),
        ("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>7</w:t></w:r></w:p>", ("7",)),
        ("<w:p><w:fldSimple w:instr=\"X\"><w:r><w:t>result</w:t></w:r></w:fldSimple></w:p>", ("result",)),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>", ("seen",)),
        ("<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:p>", ("linked",)),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>", ("controlled",)),
        ("<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>", ("boxed",)),
        ("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>", ("inner",)),
    ],
)  # fmt: skip
def test_a_cell_says_what_a_reader_sees(xml, lines):
    assert cell_lines(xml) == lines


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Ratificar el convenio (Países Bajos, Estados Unidos de América y Côte d’Ivoire)", "NLD USA CIV"),
        ("Abrir las escuelas (Japón e Indonesia; Bolivia (Estado Plurinacional de))", "JPN IDN BOL"),
        ("Ratifier la convention (Bolivie (État plurinational de), Trinité-et-Tobago et Saint-Siège)", "BOL TTO VAT"),
        ("Former les juges (République-Unie de Tanzanie, Iran (République islamique d’))", "TZA IRN"),
    ],
)
@pytest.mark.django_db
def test_states_are_read_in_spanish_and_french(text, states):
    assert asked(text).states == tuple(states.split())
    assert asked(text).unknown == ()


def _met(council: int) -> tuple[int, int]:
    """Year of a regular session of the Council, and which of its three of that year (March, June, September): the 7th opened 2008."""
    return 2008 + (council - 7) // 3, (council - 7) % 3


@pytest.mark.django_db
def test_sessions_of_the_council_agree_with_the_calendar_of_the_review():
    """Reports of a year's last session come before the Council in March, those of its others in June or September of that year."""
    years = dict(UprSession.objects.values_list("number", "year"))
    pairs = [(council, session) for council, sessions in COUNCIL.items() for session in sessions]
    assert [session for _council, session in pairs] == sorted(years)
    assert [council for council, _session in pairs] == sorted(council for council, _session in pairs)
    last = {max(number for number in years if years[number] == year) for year in set(years.values()) if year < 2027}
    assert {
        council for council, session in pairs if (_met(council) == (years[session] + 1, 0)) != (session in last)
    } == set()
    assert {s for c, s in pairs if s not in last and (_met(c)[0] != years[s] or _met(c)[1] == 0)} == set()
    place = {3: 0, 5: 1, 6: 1, 9: 2}
    adopted = Deadline.objects.filter(kind="outcome-adoption").values_list("session", "on")
    by_session = {session: council for council, session in pairs}
    assert {n: (on.year, place[on.month]) for n, on in adopted} == {n: _met(by_session[n]) for n, _on in adopted}
