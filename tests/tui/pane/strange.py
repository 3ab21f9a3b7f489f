"""Texts in which cells, code points and characters differ."""

from hypothesis import strategies as st

PARTS = (
    "word", "two words ", " ", "  ", "\t", "\n", "\r\n", "\u2028", "\x85", "\x0c",
    "委内瑞拉", "「引用」", "、", "한국어", "\u1112\u1161\u11ab", "ไทยน้ำ", "שלום", "مرحبا",
    "हिन्दी", "क्षि", "e\u0301", "a\u0323\u0307", "👨‍👩‍👧‍👦", "⚠️", "☎️", "1️⃣", "👍🏽", "🇺🇸",
    "🇺", "\u200b", "\u200d", "\u200c", "\ufeff", "\u2060", "\xad", "\u202e", "\u2066", "\x1b[31m",
    "\x00", "\x9b", "\u0301", "\U000e0041", "\ud800", "\ue000", "“quoted”", "—", "…",
    "a" * 30, "漢" * 20,
)  # fmt: skip

texts = st.lists(
    st.one_of(st.sampled_from(PARTS), st.text(max_size=4), st.sampled_from(PARTS)), max_size=24
).map("".join)
"""Mixtures of scripts, joined emoji, marks without a base, controls and every line end."""


def spread(share: float, length: int) -> int:
    """An offset in `0 … length` from a share of it."""
    return min(length, int(share * (length + 1)))


shares = st.floats(min_value=0, max_value=1, allow_nan=False)
