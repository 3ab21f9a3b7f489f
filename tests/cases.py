"""The example articles that the tests use."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
FIRST = "000_f3a9a0b1af756c46"
SECOND = "004_3e97c2d8a83d0323"
