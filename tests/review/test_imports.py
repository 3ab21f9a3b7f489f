"""What the room costs at the start of the program."""

import subprocess
import sys

RULES = (
    "adjudication assignment duplicates mentions passes progress roles scheme_change standing "
    "visibility workflow"
)


def loaded_by(*modules: str) -> set[str]:
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_rules_load_neither_numpy_nor_pydantic_nor_rapidfuzz() -> None:
    loaded = loaded_by(*(f"workbench.review.{name}" for name in RULES.split()))
    assert not {"numpy", "pydantic", "rapidfuzz"} & loaded


def test_the_room_knows_none_of_its_neighbours() -> None:
    loaded = loaded_by("workbench.review.report", "workbench.review.adjudication")
    rooms = {name.split(".")[1] for name in loaded if name.startswith("workbench.")}
    assert rooms <= {"domain", "config", "text", "review"}


def test_every_documented_measure_is_importable_from_agreement() -> None:
    from workbench.review import agreement

    for name in agreement.__all__:
        assert hasattr(agreement, name)
