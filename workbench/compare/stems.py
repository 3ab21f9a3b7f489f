"""Words made comparable: folded, stemmed, without stop words. Never used for offsets."""

import re
import unicodedata
from functools import lru_cache

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

STOP_WORDS = frozenset(
    """a an the and or but if of at by for with about to from in on into over after before as is are
    was were be been being have has had do does did will would can could may might shall should must
    not no nor it its he him his her she they them their this that these those there here who whom
    whose which what when where why how i me my we us our you your than then so such own same other
    some any each both all more most very just also too only up down out off again said says say s t
    """.split()  # noqa: SIM905 (a list this long is easier to read as words)
)

_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "ß": "ss"})


@lru_cache(maxsize=65536)
def fold(words: str) -> str:
    """Lower case without accents, with plain quotes and dashes."""
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFKD", words.translate(_FOLDED))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Reduce a folded English word to its stem (Porter2, by snowballstemmer)."""
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=65536)
def bare(token: str) -> str:
    """Fold a token and take the possessive ending off."""
    folded = fold(token)
    return folded[:-2] if folded.endswith("'s") else folded.rstrip("'")


@lru_cache(maxsize=16384)
def content_stems(words: str) -> tuple[str, ...]:
    """The stems of a text's content words, in order."""
    folded = (bare(match[0]) for match in TOKEN.finditer(words))
    return tuple(stem(word) for word in folded if word not in STOP_WORDS and len(word) > 1)


@lru_cache(maxsize=1)
def _stemmer() -> "_Stemmer":
    import snowballstemmer

    stemmer: _Stemmer = snowballstemmer.stemmer("english")
    return stemmer


class _Stemmer:
    """What is used of snowballstemmer, which has no types."""

    def stemWord(self, word: str) -> str:  # noqa: N802
        raise NotImplementedError
