"""Quote matching as the Hypothesis client describes it, as the measure to beat.

Written from the description: all exact copies if there are any, else approximate matches with at
most half of the quote's length (and at most 256) errors; the best by quote 50, prefix 20,
suffix 20, position 2, divided by 92; no lower bound on the score.
"""

from rapidfuzz.distance import Levenshtein

Range = tuple[int, int]


def match_quote(text: str, quote: str, prefix: str, suffix: str, hint: int) -> Range | None:
    """The best place of a quote."""
    if not quote or not text:
        return None
    found = _exact(text, quote) or _approximate(text, quote, min(256, len(quote) // 2))
    if not found:
        return None

    def score(item: tuple[Range, int]) -> float:
        (start, end), errors = item
        before = text[max(0, start - len(prefix)) : start]
        behind = text[end : end + len(suffix)]
        return (
            50 * (1 - errors / len(quote))
            + 20 * (_alike(prefix, before) if prefix else 1.0)
            + 20 * (_alike(suffix, behind) if suffix else 1.0)
            + 2 * (1 - abs(start - hint) / len(text))
        ) / 92

    return max(found, key=score)[0]


def _exact(text: str, quote: str) -> list[tuple[Range, int]]:
    found = []
    at = text.find(quote)
    while at >= 0:
        found.append(((at, at + len(quote)), 0))
        at = text.find(quote, at + 1)
    return found


def _alike(stored: str, actual: str) -> float:
    """One minus errors over length, of the best place of the stored words in the actual ones."""
    if not actual:
        return 0.0
    errors = min(errors for _, errors in _ends(actual, stored, len(stored)))
    return 1 - errors / len(stored)


def _approximate(text: str, quote: str, most: int) -> list[tuple[Range, int]]:
    """Places with the fewest errors (Myers' bit vectors), each with its start."""
    ends = _ends(text, quote, most)
    if not ends:
        return []
    least = min(errors for _, errors in ends)
    return [
        ((_start(text, quote, end, errors), end), errors) for end, errors in ends if errors == least
    ][:64]


def _ends(text: str, quote: str, most: int) -> list[tuple[int, int]]:
    """(end, errors) wherever the quote ends with at most so many errors."""
    length = len(quote)
    mask, high = (1 << length) - 1, 1 << (length - 1)
    peq: dict[str, int] = {}
    for at, char in enumerate(quote):
        peq[char] = peq.get(char, 0) | 1 << at
    plus, minus, errors = mask, 0, length
    found = [(0, length)] if length <= most else []
    for end, char in enumerate(text, 1):
        equal = peq.get(char, 0)
        zero = (((equal & plus) + plus) ^ plus) | equal | minus
        up = minus | ~(zero | plus) & mask
        down = plus & zero
        errors += bool(up & high) - bool(down & high)
        up = up << 1 & mask
        down = down << 1 & mask
        plus = down | ~(zero | up) & mask
        minus = up & zero
        if errors <= most:
            found.append((end, errors))
    return found


def _start(text: str, quote: str, end: int, errors: int) -> int:
    """The longest start with that many errors."""
    low = max(0, end - len(quote) - errors)
    for start in range(low, end):
        if Levenshtein.distance(quote, text[start:end], score_cutoff=errors) <= errors:
            return start
    return end
