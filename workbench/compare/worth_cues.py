"""The cues of check-worthiness, with weights set by hand."""

import re

_NUMBER = (
    r"(?<![\w$])(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?"
    r"|billions?|trillions?|half|twice|doubled|tripled|one-third|two-thirds)\b"
)
_TABLE: tuple[tuple[str, float, str], ...] = (
    ("number", 1.0, _NUMBER),
    (
        "amount",
        0.8,
        r"[$€£]\s?\d|%|\bper ?cent\b|\b(?:million|billion|trillion)s?\b|\bdollars\b",
    ),
    (
        "date",
        0.7,
        r"\b(?:1[89]\d\d|20\d\d)\b|\b(?:january|february|april|june|july|august"
        r"|september|october|november|december)\b",
    ),
    (
        "time span",
        0.6,
        r"\b(?:years?|months?|decades?|weeks?|days?|century) (?:ago|later|earlier)\b"
        r"|\b(?:last|past|previous) (?:year|month|week|decade|\w+ years)\b|\bsince\b"
        r"|\bin the (?:history|last|past)\b|\bfirst time\b|\b(?:yesterday|today's)\b",
    ),
    (
        "extreme",
        0.6,
        r"\b(?:highest|lowest|largest|biggest|smallest|worst|fewest|longest|greatest"
        r"|record|most \w+ (?:in|of)|more than any|never before|the only|first)\b",
    ),
    (
        "comparison",
        0.6,
        r"\b(?:more|less|fewer|higher|lower|greater|faster|bigger|larger|smaller|better"
        r"|worse)\b[^.]{0,40}\bthan\b|\b(?:rose|risen|fell|fallen|increased?|decreased?"
        r"|declined?|grew|grown|dropped|doubled|tripled|cut|lost|gained|created)\b",
    ),
    (
        "vote or law",
        0.8,
        r"\b(?:voted|vetoed|signed|passed|introduced|sponsored|opposed|supported"
        r"|endorsed|enacted|repealed|appointed|proposed|ratified)\b",
    ),
    (
        "past act",
        0.5,
        r"\b(?:was|were|had|did|has been|have been|went|took|came|gave|made|got|put|left"
        r"|said|told|called|sent|spent|raised|invaded|killed|died|arrested|attacked"
        r"|inherited|refused|denied|accused|confirmed|announced|negotiated|won|lost"
        r"|built|brought|began|started|ended)\b",
    ),
    (
        "report",
        0.5,
        r"\b(?:according to|reported|reports|study|survey|poll|statistics|figures show"
        r"|data|claimed|claims|alleged|found that)\b",
    ),
    ("present fact", 0.35, r"\b(?:there (?:is|are)|has|have|is|are)\b"),
    (
        "institution",
        0.45,
        r"\b(?:congress|senate|house|administration|government|department|court|party"
        r"|president|governor|senator|minister|police|army|troops|union|tax(?:es)?"
        r"|budget|deficit|debt|jobs?|unemployment|inflation|poverty|economy|crime"
        r"|insurance|medicare|security|weapons?|nuclear|oil|trade|exports?|immigrants?"
        r"|programs?)\b",
    ),
    (
        "his record",
        0.5,
        r"\b(?:he|she|his|her|they|their|senator \w+|mr\. \w+)\b[^.?]{0,30}\b(?:voted"
        r"|said|was|were|had|did|has|have|wants?|proposed|opposed|called|refused)\b",
    ),
    ("name", 0.3, r"(?<=[a-z,] )[A-Z][a-z]+"),
    ("acronym", 0.2, r"\b[A-Z]{2,5}\b"),
    (
        "opinion",
        -1.1,
        r"\b(?:i|we) (?:think|believe|feel|hope|guess|suppose|know|agree|disagree|mean"
        r"|wonder|understand|suspect|trust)\b|\bin my (?:opinion|view|judgment)\b",
    ),
    (
        "wish or duty",
        -1.0,
        r"\b(?:should|ought|must|let's|let us|let me|need to|have to|has to|got to"
        r"|want to|like to|going to have|would like|hope to)\b",
    ),
    (
        "future",
        -0.9,
        r"\b(?:will|shall|'ll|going to|gonna|would|could|may|might|can)\b|['’]ll\b",
    ),
    ("condition", -0.5, r"^(?:if|when|unless)\b|\b(?:if i|if we|if you)\b"),
    (
        "courtesy",
        -1.6,
        r"\b(?:thank|thanks|please|good evening|welcome|congratulations|excuse me|sorry"
        r"|god bless|applause|laughter|pleasure)\b",
    ),
    (
        "to the audience",
        -0.5,
        r"\byou\b|\byour\b|\bfolks\b|\bladies and gentlemen\b|\bmy friends\b",
    ),
    ("first person", -0.25, r"\b(?:i|my|me|i'm|i'd|i've)\b"),
    (
        "value word",
        -0.4,
        r"\b(?:important|wrong|right|proud|great|good|bad|terrible|wonderful|best|strong"
        r"|fair|moral|honest|believe in|values|dream|faith|hope|future|leadership"
        r"|challenge|question|answer|idea|principle|difference|kind of|sort of)\b",
    ),
    (
        "abstract it",
        -0.4,
        r"^(?:that's|this is|it's|that is|it is|what|well|so|now|look|yes|no|and that's"
        r"|but that's|and it's)\b",
    ),
    (
        "image",
        -0.3,
        r"\b(?:a reminder|remains to be seen|raises (?:more )?questions|highlights"
        r"|underscores|signals?|stirred|looms?)\b",
    ),
)

CUES: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (name, weight, re.compile(pattern, 0 if name in ("name", "acronym") else re.IGNORECASE))
    for name, weight, pattern in _TABLE
)
"""Name, weight and pattern; a negative weight speaks against."""
