"""A drawing (SVG) as a picture (PNG), by resvg (extra `png`)."""

from typing import TYPE_CHECKING

from workbench.domain.errors import WrongUse

if TYPE_CHECKING:
    from types import ModuleType

ZOOM = 2.0
"""Pixels for each unit of the drawing: sharp on paper and on dense screens."""

_WORD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" '
    'font-family="sans-serif"><text y="15">{}</text></svg>'
)


def png_of(svg: str, *, zoom: float = ZOOM) -> bytes:
    """The picture of a drawing.

    Args:
        svg: the drawing; its words are set in the system's sans-serif.
        zoom: pixels for each unit.

    Raises:
        WrongUse: if the extra `png` is missing, or the system has no font to write words with.
    """
    resvg = _resvg()
    if resvg.svg_to_bytes(svg_string=_WORD.format("a")) == resvg.svg_to_bytes(
        svg_string=_WORD.format("")
    ):
        raise WrongUse(
            "there is no font to write the words of a picture with",
            hint="install one, for example DejaVu Sans, or write .svg",
        )
    return bytes(resvg.svg_to_bytes(svg_string=svg, zoom=zoom))


def _resvg() -> "ModuleType":
    try:
        import resvg_py  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise WrongUse(
            "a .png needs resvg-py",
            hint="install it with: pip install 'workbench[png]', or write .svg",
        ) from None
    found: ModuleType = resvg_py
    return found
