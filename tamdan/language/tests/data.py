"""Invented text for property tests, and where the measured articles stand when they are there."""

from pathlib import Path

from hypothesis import strategies as st

NEWS = Path(__file__).parents[4] / "shared/data/khmer_segmentation/kh_data_news_1000/khmer_news_600.jsonl"
NAMES = Path(__file__).parents[4] / "shared/data/khmer_names/khmer_names_romanised.csv"

_PARTS = (
    *"កខគងចជដតនបពមរលវសហអ",
    *"ាិីឹុូួើៀេែៃោំះៈ់័៌៍៉៊",
    *("្ក", "្ត", "្ដ", "្រ", "្ល", "្វ", "្", "ឱ្យ", "ឲ្យ", "អោយ", "សំរាប់", "ធំ", "រយះពេល", "គណ:", "ៗ", "។", "អ.ស.ប."),
    *(" ", "  ", "\n", "\u200b", "\u200d", "-", "A", "b", "1", "២", ".", "É", "«", "A/HRC/26/16"),
)
KHMER_TEXT = st.lists(st.sampled_from(_PARTS), max_size=40).map("".join)
