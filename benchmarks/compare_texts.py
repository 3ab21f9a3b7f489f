"""News-like texts of any length, made from a seed, for measuring the comparison."""

import random

_PLACES = tuple(
    "Holm Ostrava Velden Marrow Tarn Bergen Lisle Orrin Sund Kessel".split()  # noqa: SIM905
)
_PEOPLE = ["Ona Brill", "Tomas Reyl", "Ivo Marsh", "Lena Quist", "Pavel Dorn", "Mira Hask"]
_VERBS = tuple(
    "reported confirmed denied announced claimed stated admitted noted".split()  # noqa: SIM905
)
_DEEDS = (
    "that {n} {who} had left the {place} harbour on {day} {month}",
    "that the {place} council spent ${money} million on the {thing}",
    "that the {thing} had been closed since {month} {year}",
    "that at least {n} {who} were hurt when the {thing} collapsed near {place}",
    "that prices for the {thing} rose by {n} percent in {year}",
    "that “the {thing} in {place} will never open again for the {who}”",
    "that the {who} waited {n} days for help inside the {place} embassy",
)
_WHO = tuple(
    "sailors workers passengers families soldiers students officials residents".split()  # noqa: SIM905
)
_THINGS = tuple(
    "bridge ferry tunnel railway hospital market dam tower library station".split()  # noqa: SIM905
)
_MONTHS = ["January", "March", "April", "June", "July", "September", "October", "December"]


def article(seed: int, size: int, event: int = 0) -> str:
    """Make an article of about `size` code points; the same `event` shares places and people."""
    chance, scene = random.Random(seed), random.Random(event)
    places, people = scene.sample(sorted(_PLACES), 4), scene.sample(_PEOPLE, 3)
    lines, length = [f"{chance.choice(places)} waits for news\n"], 0
    while length < size:
        count = chance.randint(2, 5)
        lines.append(" ".join(_sentence(chance, places, people) for _ in range(count)) + "\n")
        length += len(lines[-1])
    return "\n".join(lines)


def _sentence(chance: random.Random, places: list[str], people: list[str]) -> str:
    deed = chance.choice(_DEEDS).format(
        n=chance.randint(2, 90), who=chance.choice(_WHO), place=chance.choice(places),
        day=chance.randint(1, 28), month=chance.choice(_MONTHS), year=chance.randint(2015, 2024),
        money=chance.randint(2, 40), thing=chance.choice(_THINGS),
    )  # fmt: skip
    return f"{chance.choice(people)} {chance.choice(_VERBS)} {deed}."
