"""Which language a text is in, as far as the rules need to know: English or not."""

import re
import unicodedata
from collections import Counter

_LETTERS = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    """the of and to in a is that for it was on with as by at from this have be are not has had an
    were which or their been will would who said his her they but its he she we you i what there
    when if can did do more about after into than then so no out up""".split()  # noqa: SIM905
)
_LISTED = """
Spanish: el los las una por con para del que más pero como está fue son sus
French: le les des une est dans pour qui sur avec pas plus au sont ses aux
German: der die das und ist nicht ein eine mit den dem auf für von zu sich
Portuguese: os uma não com para dos das mais foi ao pela são seu sua em
Italian: il gli della che non per una con sono di del nella è più
Dutch: het een van dat niet zijn op met voor aan ook werd bij naar
"""
_OTHERS = {
    name: frozenset(words.split())
    for name, _, words in (line.partition(": ") for line in _LISTED.strip().splitlines())
}
_SAMPLE = 20_000


def guess(text: str) -> str:
    """Guess the language: `English`, another name, a script such as `Cyrillic`, or empty.

    Empty means that there are too few letters to tell; the rules for English then apply.
    """
    sample = text[:_SAMPLE]
    words = [match[0].lower() for match in _LETTERS.finditer(sample)]
    if len(words) < 4:
        return _script(words) if _script(words) != "Latin" else ""
    script = _script(words)
    if script != "Latin":
        return script
    shares = {name: sum(word in known for word in words) for name, known in _OTHERS.items()}
    english = sum(word in _ENGLISH for word in words)
    other, count = max(shares.items(), key=lambda one: one[1])
    if count > english and count >= 0.08 * len(words):
        return other
    if len(words) >= 40 and english < 0.08 * len(words):
        return "a language other than English"
    return "English"


def unsupported(text: str) -> str:
    """Say in one line why the rules do not fit a text; empty if they do."""
    language = guess(text)
    if language in ("English", ""):
        return ""
    return (
        f"this text seems to be in {language}; the rules know English, so that only passages "
        "with the same words are suggested"
    )


def _script(words: list[str]) -> str:
    """The script of most words, by the Unicode name of their first letters."""
    if not words:
        return "Latin"
    scripts = Counter(unicodedata.name(word[0], "LATIN").split()[0] for word in words[:400])
    return scripts.most_common(1)[0][0].capitalize()
