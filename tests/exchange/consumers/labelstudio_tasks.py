"""Hold tasks against Label Studio's own checks. Usage: python labelstudio_tasks.py FOLDER."""

import json
import sys
from pathlib import Path
from typing import Any

from label_studio_sdk.label_interface import (  # type: ignore[import-not-found,unused-ignore]
    LabelInterface,
)


def main() -> None:
    folder = Path(sys.argv[1])
    interface = LabelInterface((folder / "labeling-config.xml").read_text("utf-8"))
    faults: list[Any] = [] if interface.is_valid else ["the configuration is not valid"]
    tasks = json.loads((folder / "tasks.json").read_bytes())
    for task in tasks:
        if not interface.validate_task({"data": task["data"]}):
            faults.append(["task", task["data"]])
        faults += [
            ["annotation", annotation]
            for annotation in task["annotations"]
            if not interface.validate_annotation(annotation)
        ]
    json.dump({"tasks": len(tasks), "faults": faults}, sys.stdout)


if __name__ == "__main__":
    main()
