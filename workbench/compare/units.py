"""Units of time, money, length, mass and temperature, and what each is worth in its base unit."""

import re

from workbench.compare.quantity import DAY, MONTH, YEAR

TIME = {
    "second": DAY / 86400, "minute": DAY / 1440, "hour": DAY / 24, "day": DAY, "week": 7 * DAY,
    "fortnight": 14 * DAY, "month": MONTH, "year": YEAR, "decade": 10 * YEAR, "century": 100 * YEAR,
}  # fmt: skip
TIME_WORD = re.compile(
    r"[ -](?P<unit>seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?"
    r"|century|centuries)\b",
    re.IGNORECASE,
)
AGE = re.compile(r"[ -]+(?:years?|months?)[ -]+olds?\b", re.IGNORECASE)

CURRENCY = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB"}
CURRENCY_BEFORE = re.compile(r"(?P<sign>(?:US|A|C)?\$|[€£¥₹₽])\s?$", re.IGNORECASE)
CURRENCY_AFTER = re.compile(
    r"[ -](?:(?:US|U\.S\.|American|Canadian|Australian) )?"
    r"(?P<name>dollars?|euros?|pounds sterling|rubles?|roubles?|yen|yuan|rupees?|pesos?|francs?)\b",
    re.IGNORECASE,
)
PERCENT = re.compile(r" ?%| ?(?:percent|per cent)(?: points?)?\b|-percent\b", re.IGNORECASE)

_FACTORS = {
    "km": ("length", 1000.0), "kilometer": ("length", 1000.0), "kilometre": ("length", 1000.0),
    "mile": ("length", 1609.344), "meter": ("length", 1.0), "metre": ("length", 1.0),
    "foot": ("length", 0.3048), "feet": ("length", 0.3048), "yard": ("length", 0.9144),
    "centimeter": ("length", 0.01), "centimetre": ("length", 0.01), "cm": ("length", 0.01),
    "inch": ("length", 0.0254), "inche": ("length", 0.0254),
    "kg": ("mass", 1.0), "kilogram": ("mass", 1.0), "kilo": ("mass", 1.0),
    "ton": ("mass", 907.185), "tonne": ("mass", 1000.0), "gram": ("mass", 0.001),
    "acre": ("area", 4046.86), "hectare": ("area", 10000.0),
    "mph": ("speed", 1.609344), "kph": ("speed", 1.0), "km/h": ("speed", 1.0),
    "liter": ("volume", 1.0), "litre": ("volume", 1.0), "gallon": ("volume", 3.785),
    "barrel": ("volume", 158.987), "degree": ("degrees", 1.0),
}  # fmt: skip
MEASURE = re.compile(
    rf"[ -]?(?P<unit>{'|'.join(sorted(map(re.escape, _FACTORS), key=len, reverse=True))})s?\b",
    re.IGNORECASE,
)
BASE = {"length": "m", "mass": "kg", "area": "m²", "speed": "km/h", "volume": "l", "degrees": "°"}


def time_factor(word: str) -> float:
    """Days in a unit of time, singular or plural."""
    folded = word.lower()
    if folded == "centuries":
        return TIME["century"]
    return TIME.get(folded) or TIME[folded.removesuffix("s")]


def measure_factor(word: str) -> tuple[str, float]:
    """The dimension of a unit and its size in the base unit."""
    folded = word.lower()
    return _FACTORS.get(folded) or _FACTORS[folded.removesuffix("s")]


def currency_code(sign: str) -> str:
    """The code of a currency sign or word; an unknown word stands for itself."""
    folded = sign.lower()
    if folded in CURRENCY:
        return CURRENCY[folded]
    words = {"dollar": "USD", "euro": "EUR", "pounds sterling": "GBP", "yen": "JPY", "rupee": "INR"}
    return words.get(folded.removesuffix("s"), words.get(folded, folded.removesuffix("s").upper()))
