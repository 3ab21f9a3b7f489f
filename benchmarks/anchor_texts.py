"""Texts for the anchoring benchmark: the two seeds and news made of templates."""

import random
from pathlib import Path

_PEOPLE = (
    "the mayor",
    "a spokesman for the port",
    "Elena Marsh",
    "the transport minister",
    "two pilots",
    "the river authority",
    "Tomas Reyl",
    "the hospital board",
    "a retired judge",
    "Ana Duric",
    "the union of drivers",
    "residents of the old town",
    "the state prosecutor",
    "an engineer",
)
_VERBS = (
    "said",
    "denied",
    "confirmed",
    "warned",
    "announced",
    "told reporters",
    "insisted",
    "wrote",
    "acknowledged",
    "claimed",
    "suggested",
    "repeated",
)
_TOPICS = (
    "the bridge",
    "the flood barrier",
    "a new timetable",
    "the closed ward",
    "the water supply",
    "the harbour fee",
    "the strike",
    "an inquiry",
    "the evacuation",
    "the northern tunnel",
    "the budget",
    "the school roof",
    "a missing ferry",
    "the contract",
)
_CHANGES = (
    "would open again in {month}",
    "had cost {n} million more than planned",
    "was delayed by at least {n} weeks",
    "had never been inspected",
    "could not be repaired",
    "would be paid for by the region",
    "had failed {n} times since {year}",
    "was handed over to a private company",
    "was safe for the moment",
    "had been approved against the advice of experts",
    "must be rebuilt from the ground",
)
_ASIDES = (
    "after a meeting of {n} hours",
    "in a letter dated {month} {n}",
    "on national radio",
    "while {n} people waited outside",
    "without giving details",
    "late on {day} evening",
    "according to minutes seen by this newspaper",
    "despite protests in {town}",
    "for the first time since {year}",
    "as rain set in over {town}",
)
_TOWNS = ("Varnholm", "Esker", "Port Lavell", "Brancaster Mills", "Oldenwick", "Sarrow", "Tirn")
_MONTHS = ("January", "March", "May", "July", "September", "November")
_DAYS = ("Monday", "Tuesday", "Thursday", "Saturday")
_LINKS = ("Meanwhile, ", "However, ", "In addition, ", "Only then, ", "", "", "", "", "")


def sentence(rng: random.Random) -> str:
    """One sentence of made-up news."""
    words = (
        f"{rng.choice(_LINKS)}{rng.choice(_PEOPLE)} {rng.choice(_VERBS)} {rng.choice(_ASIDES)} "
        f"that {rng.choice(_TOPICS)} {rng.choice(_CHANGES)}"
    )
    if rng.random() < 0.4:
        words += f", and {rng.choice(_TOPICS)} {rng.choice(_CHANGES)} {rng.choice(_ASIDES)}"
    filled = words.format(
        n=rng.randint(2, 90),
        year=rng.randint(1950, 2024),
        month=rng.choice(_MONTHS),
        day=rng.choice(_DAYS),
        town=rng.choice(_TOWNS),
    )
    return filled[0].upper() + filled[1:] + "."


def news(rng: random.Random, characters: int) -> str:
    """Made-up news of about that many characters, in paragraphs of one to six sentences."""
    paragraphs: list[str] = []
    size = 0
    while size < characters:
        paragraph = " ".join(sentence(rng) for _ in range(rng.randint(1, 6)))
        paragraphs.append(paragraph)
        size += len(paragraph) + 1
    return "\n".join(paragraphs)


def seeds() -> list[str]:
    """The articles that come with the program."""
    folder = Path(__file__).parent.parent / "seeds"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def vocabulary(text: str) -> list[str]:
    """The words that replace others."""
    return [word for word in text.split() if word.isalpha()]
