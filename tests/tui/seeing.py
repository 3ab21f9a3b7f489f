"""How colours are seen: contrast, colour blindness, and how far two colours lie apart.

Contrast: WCAG 2.2, "relative luminance" and "contrast ratio". Colour blindness: Machado, Oliveira,
Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG
15(6), 2009, the matrices of severity 1.0 for linear RGB. Distance: CIEDE2000, as formulated by
Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30(1),
2005.
"""

from collections.abc import Callable, Sequence
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

RGB = tuple[float, float, float]
"""Red, green, blue, 0 to 1; linear where it is said so."""

SIGHTS: dict[str, tuple[RGB, RGB, RGB]] = {
    "trichromacy": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Kind of sight → matrix from linear RGB to linear RGB."""

_WHITE = (0.95047, 1.0, 1.08883)
_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def linear(colour: str) -> RGB:
    """Linear light of a colour written as `#rrggbb`."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def apart(one: str, other: str, sight: str = "trichromacy") -> float:
    """How far two colours lie apart (CIEDE2000) for somebody with that sight."""
    return ciede2000(_lab(_seen(one, sight)), _lab(_seen(other, sight)))


def _seen(colour: str, sight: str) -> RGB:
    red, green, blue = _times(SIGHTS[sight], linear(colour))
    return _clipped(red), _clipped(green), _clipped(blue)


def _clipped(value: float) -> float:
    return min(1.0, max(0.0, value))


def _times(matrix: Sequence[RGB], vector: RGB) -> RGB:
    first, second, third = (
        sum(factor * value for factor, value in zip(row, vector, strict=True)) for row in matrix
    )
    return first, second, third


def _lab(light: RGB) -> RGB:
    x, y, z = (
        _root(value / white) for value, white in zip(_times(_TO_XYZ, light), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > (6 / 29) ** 3 else value * 841 / 108 + 4 / 29


def ciede2000(one: RGB, other: RGB) -> float:
    """The distance of two colours given in CIELAB; the names are those of the paper."""
    mean_c = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1 + 0.5 * (1 - sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    c1, h1 = _chroma_and_hue(one, stretch)
    c2, h2 = _chroma_and_hue(other, stretch)
    turn = _turn(h1, h2) if c1 * c2 else 0.0
    delta_h = 2 * sqrt(c1 * c2) * sin(radians(turn) / 2)
    mean_l, mean_c = (one[0] + other[0]) / 2, (c1 + c2) / 2
    mean_h = _middle(h1, h2) if c1 * c2 else h1 + h2
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2)
    s_c = 1 + 0.045 * mean_c
    s_h = 1 + 0.015 * mean_c * _hue_weight(mean_h)
    lightness, chroma, hue = (other[0] - one[0]) / s_l, (c2 - c1) / s_c, delta_h / s_h
    return sqrt(lightness**2 + chroma**2 + hue**2 + _rotation(mean_c, mean_h) * chroma * hue)


def _chroma_and_hue(lab: RGB, stretch: float) -> tuple[float, float]:
    a, b = lab[1] * stretch, lab[2]
    return hypot(a, b), degrees(atan2(b, a)) % 360 if a or b else 0.0


def _turn(h1: float, h2: float) -> float:
    turn = h2 - h1
    return turn - 360 if turn > 180 else turn + 360 if turn < -180 else turn


def _middle(h1: float, h2: float) -> float:
    total = h1 + h2
    if abs(h1 - h2) <= 180:
        return total / 2
    return (total + 360) / 2 if total < 360 else (total - 360) / 2


def _hue_weight(h: float) -> float:
    waves: tuple[tuple[float, Callable[[], float]], ...] = (
        (-0.17, lambda: cos(radians(h - 30))),
        (0.24, lambda: cos(radians(2 * h))),
        (0.32, lambda: cos(radians(3 * h + 6))),
        (-0.20, lambda: cos(radians(4 * h - 63))),
    )
    return 1 + sum(weight * wave() for weight, wave in waves)


def _rotation(c: float, h: float) -> float:
    spread = 2 * sqrt(c**7 / (c**7 + 25**7))
    return -spread * sin(radians(60 * exp(-(((h - 275) / 25) ** 2))))
