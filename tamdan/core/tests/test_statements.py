"""Statements of fragments: each value stays with its place, whatever order the fragments are named in."""

from tamdan.core.statements import Fragment, filled, joined, overlaps, value


def test_values_follow_the_places_of_their_fragments():
    made = filled(
        "SELECT {shown} FROM t WHERE {b} AND {a} AND {b}",
        a=overlaps("codes", ["x", "y"]),
        b=filled("kind = {kind}", kind=value("k")),
        shown=Fragment("id"),
    )
    assert made.sql == "SELECT id FROM t WHERE kind = %s AND codes && %s::varchar[] AND kind = %s"
    assert made.values == ("k", ["x", "y"], "k")


def test_a_fragment_that_the_template_does_not_name_brings_no_value():
    assert filled("{a}", a=value(1), b=value(2)) == Fragment("%s", (1,))


def test_joined_fragments_keep_their_order():
    assert joined(" OR ", [value(1), Fragment("true"), value(2)]) == Fragment("%s OR true OR %s", (1, 2))


def test_braces_and_places_in_a_value_stay_a_value(db):
    asked = "{wanted} %s %(x)s '; --"
    assert filled("SELECT {one}::text", one=value(asked)).fetch() == [(asked,)]
