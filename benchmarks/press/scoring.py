"""Scores a reading against the gold annotation of a dump, with white space made plain on both sides.

Boundaries: an article counts when first and last line are the gold's. Title, day, outlet: of the gold's articles (nothing expected counts
as right when nothing is given). Quotations: all parts equal. Speaker: of all gold quotations, found or not; names compared without brackets,
articles and case, a person's by all words of the gold's name, a group's by most of them. Role: of rightly named speakers, by two thirds of the gold's words. Claims: recall, by line and two thirds of the words. Figures: line and number.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

Article = dict[str, Any]
_SMALL = frozenset({"the", "a", "an", "of", "and", "for", "to", "in", "on", "at", "not", "named"})


def plain(text: str | None) -> str:
    return " ".join((text or "").replace("\u00a0", " ").split())


def name_words(name: str | None) -> set[str]:
    shown = re.sub(r"\([^)]*\)", " ", name or "").lower().replace("'", "’")
    return {word.rstrip("s") for word in re.findall(r"[\w’]+", shown)} - _SMALL


def same_name(gold: str | None, got: str | None) -> bool:
    wanted, found = name_words(gold), name_words(got)
    if not wanted or not found:
        return wanted == found
    return (
        len(wanted & found) >= 0.6 * len(wanted | found)
        or (wanted <= found and len(found) <= len(wanted) + 2)
        or (len(wanted) > 2 and found <= wanted and len(found) >= 0.5 * len(wanted))
    )


def aligned(gold: list[Article], got: list[Article]) -> list[tuple[Article, Article | None]]:
    """Each gold article with the read one that covers most of its lines."""
    pairs = []
    for one in gold:
        best = max(got, key=lambda other: overlap(one, other), default=None)
        pairs.append((one, best if best and overlap(one, best) > 0 else None))
    return pairs


def overlap(one: Article, other: Article) -> int:
    return int(min(one["end_line"], other["end_line"]) - max(one["start_line"], other["start_line"]) + 1)


def score(gold: dict[str, Any], got: dict[str, Any]) -> Counter[str]:
    """Counts of one dump; add them up over dumps and give them to ``figures``."""
    counts: Counter[str] = Counter()
    bounds = {(one["start_line"], one["end_line"]) for one in gold["articles"]}
    found = {(one["start_line"], one["end_line"]) for one in got["articles"]}
    counts.update(bound_gold=len(bounds), bound_found=len(found), bound_right=len(bounds & found))
    for one, other in aligned(gold["articles"], got["articles"]):
        counts.update(_header(one, other))
        counts.update(_quotes(one, other))
        counts.update(_claims(one, other))
        counts.update(_figures(one, other))
    for kind in ("quotes", "figures"):
        counts[f"{kind}_found"] = sum(len(article[kind]) for article in got["articles"])
    counts["claims_found"] = sum(len(article["claims"]) for article in got["articles"])
    return counts


def _header(one: Article, other: Article | None) -> dict[str, int]:
    fields = {"title": "title", "published": "day", "outlet": "outlet"}
    counts = {"articles": 1}
    for key, name in fields.items():
        counts[name] = int(other is not None and plain(one[key]).lower() == plain(other[key]).lower())
    for key in ("relevant", "kind", "language", "author"):
        counts[key] = int(other is not None and one[key] == other[key])
    return counts


def parts_of(quote: dict[str, Any]) -> tuple[str, ...]:
    return tuple(plain(part) for part in quote["parts"])


def _quotes(one: Article, other: Article | None) -> dict[str, int]:
    found = {(quote["line"], parts_of(quote)): quote for quote in (other or {"quotes": []})["quotes"]}
    counts = Counter(quotes_gold=len(one["quotes"]))
    for quote in one["quotes"]:
        match = found.get((quote["line"], parts_of(quote)))
        counts["quotes_right"] += match is not None
        counts["speaker_right"] += match is not None and same_name(quote["speaker"], match["speaker"])
        counts["side_right"] += match is not None and quote["side"] == match["side"]
        if match is not None and quote["speaker_role"] and same_name(quote["speaker"], match["speaker"]):
            counts["role_gold"] += 1
            counts["role_right"] += shares_words(quote["speaker_role"], match["speaker_role"] or "")
    return counts


def shares_words(gold: str, got: str) -> bool:
    wanted = plain(gold).lower().split()
    return sum((Counter(wanted) & Counter(plain(got).lower().split())).values()) >= len(wanted) * 2 / 3


def _claims(one: Article, other: Article | None) -> dict[str, int]:
    counts = Counter(claims_gold=len(one["claims"]))
    for claim in one["claims"]:
        matches = [
            got
            for got in (other or {"claims": []})["claims"]
            if got["line"] == claim["line"] and shares_words(claim["text"], got["text"])
        ]
        counts["claims_right"] += bool(matches)
        counts["claim_speaker_right"] += any(same_name(claim["speaker"], got["speaker"]) for got in matches)
    return counts


def _figures(one: Article, other: Article | None) -> dict[str, int]:
    wanted = Counter((figure["line"], float(figure["number"])) for figure in one["figures"])
    found = Counter((figure["line"], float(figure["number"])) for figure in (other or {"figures": []})["figures"])
    return {"figures_gold": sum(wanted.values()), "figures_right": sum((wanted & found).values())}


def f1(right: float, gold: float, found: float) -> float:
    return 2 * right / (gold + found) if gold + found else 1.0


def figures(counts: Counter[str]) -> dict[str, float]:
    """The figures of the room's table from counts."""
    articles = max(1, counts["articles"])
    return {
        "boundaries F1": f1(counts["bound_right"], counts["bound_gold"], counts["bound_found"]),
        "title": counts["title"] / articles,
        "day": counts["day"] / articles,
        "outlet": counts["outlet"] / articles,
        "relevance": counts["relevant"] / articles,
        "kind": counts["kind"] / articles,
        "quotations F1": f1(counts["quotes_right"], counts["quotes_gold"], counts["quotes_found"]),
        "speaker": counts["speaker_right"] / max(1, counts["quotes_gold"]),
        "side": counts["side_right"] / max(1, counts["quotes_gold"]),
        "role, two thirds of its words, of rightly named speakers": counts["role_right"] / max(1, counts["role_gold"]),
        "author": counts["author"] / articles,
        "claims recall": counts["claims_right"] / max(1, counts["claims_gold"]),
        "claims' speaker recall": counts["claim_speaker_right"] / max(1, counts["claims_gold"]),
        "claims found for each of the gold": counts["claims_found"] / max(1, counts["claims_gold"]),
        "figures F1": f1(counts["figures_right"], counts["figures_gold"], counts["figures_found"]),
    }


def same_statements(gold: Article, got: Iterable[Article]) -> set[str]:
    """Ids of the statements read where the gold has one; of several in a sentence, those of its speaker."""
    there = [one for one in got if same_statement(gold, one)]
    return {one["id"] for one in there if same_name(gold["speaker"], one["speaker"])} or {one["id"] for one in there}


def same_statement(gold: Article, got: Article) -> bool:
    if gold["line"] != got["line"] or ("parts" in gold) != ("parts" in got):
        return False
    return (
        shares_words(" ".join(gold["parts"]), " ".join(got["parts"]))
        if "parts" in gold
        else shares_words(gold["text"], got["text"])
    )


def statements(articles: Iterable[Article]) -> Iterable[Article]:
    for article in articles:
        yield from article["quotes"]
        yield from article["claims"]


def pairs_within_five(
    golds: list[dict[str, Any]],
    gots: list[dict[str, Any]],
    wanted: list[dict[str, str]],
    suggested: dict[str, list[str]],
) -> float:
    """Share of gold pairs of which one statement's five suggestions hold the other, either way round."""
    gold = {one["id"]: one for dump in golds for one in statements(dump["articles"])}
    read = {
        name: [one for dump in gots if dump["file"][:3] == name for one in statements(dump["articles"])]
        for name in {key[:3] for key in gold}
    }
    right = 0
    for pair in wanted:
        first, second = (same_statements(gold[pair[side]], read[pair[side][:3]]) for side in ("a", "b"))
        right += any(second & set(suggested.get(one, [])) for one in first) or any(
            first & set(suggested.get(one, [])) for one in second
        )
    return right / len(wanted)
