from tamdan.core.charts import BarChart, Cell


def chart(*rows: tuple[str, tuple[int, ...]], series: tuple[str, ...] = ("Supported", "Noted")) -> BarChart:
    return BarChart("c", "A finding.", "Theme", series, rows)


def test_longest_bar_fills_the_width() -> None:
    bars = chart(("Justice", (30, 10)), ("Land", (10, 10))).bars
    assert [(part.x, part.width) for part in bars[0].parts] == [("0.00", "75.00"), ("75.00", "25.00")]
    assert [(part.x, part.width) for part in bars[1].parts] == [("0.00", "25.00"), ("25.00", "25.00")]


def test_nothing_draws_no_piece() -> None:
    assert chart(("Justice", (0, 0))).bars[0].parts == ()
    assert chart().bars == []


def test_table_holds_every_number() -> None:
    made = chart(("Justice", (30, 10)))
    assert made.columns == ["Theme", "Supported", "Noted"]
    assert made.table == [("Justice", "", [Cell(30), Cell(10)])]


def test_each_number_leads_to_what_it_counts_and_nothing_to_an_empty_list() -> None:
    links = [("/list?t=1", ["/list?t=1&p=s", "/list?t=1&p=n"])]
    made = BarChart("c", "A finding.", "Theme", ("Supported", "Noted"), [("Justice", (30, 0))], links=links)
    assert made.bars[0].url == "/list?t=1"
    assert made.table == [("Justice", "/list?t=1", [Cell(30, "/list?t=1&p=s"), Cell(0)])]
