"""What an extractor hands back."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["html", "docx", "pdf"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extractor found in a file; empty where it found nothing."""

    text: str
    extractor: str
    """`plain`, or a library and its version."""
    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    """ISO date, or part of one."""
    url: str = ""
    language: str = ""
    encoding: str = "utf-8"
    bom: bool = False
    warnings: tuple[str, ...] = ()
