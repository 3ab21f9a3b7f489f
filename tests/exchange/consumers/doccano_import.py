"""Import a file into doccano and export it again. Usage: python doccano_import.py FILE FOLDER.

Runs doccano's own importer and exporter on a database in FOLDER, without its server, and leaves
what it exports in FOLDER/all.jsonl.
"""

import importlib
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def start(folder: Path) -> None:
    """Set doccano up with an empty database."""
    found = find_spec("backend")
    if found is None or found.origin is None:
        raise SystemExit("doccano is not installed")
    sys.path.insert(0, str(Path(found.origin).parent))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
    os.environ["DEBUG"] = "False"
    importlib.import_module("django").setup()
    command: Any = importlib.import_module("django.core.management")
    command.call_command("migrate", verbosity=0)


def main() -> None:
    file, folder = Path(sys.argv[1]), Path(sys.argv[2])
    start(folder)
    imports: Any = importlib.import_module("data_import.datasets")
    catalog: Any = importlib.import_module("data_import.pipeline.catalog")
    readers: Any = importlib.import_module("data_import.pipeline.readers")
    tasks: Any = importlib.import_module("data_export.celery_tasks")
    factories: Any = importlib.import_module("data_export.pipeline.factories")
    users: Any = importlib.import_module("django.contrib.auth.models")
    projects: Any = importlib.import_module("projects.models")

    user = users.User.objects.create(username="tester")
    project = projects.SequenceLabelingProject.objects.create(
        name="test",
        project_type="SequenceLabeling",
        created_by=user,
        use_relation=True,
        allow_overlapping=True,
        collaborative_annotation=True,
    )
    name = readers.FileName(str(file), file.name, file.name)
    dataset = imports.load_dataset(
        catalog.RELATION_EXTRACTION, catalog.create_file_format("JSONL"), [name], project
    )
    dataset.save(user)
    if dataset.errors:
        raise SystemExit(str([fault.dict() for fault in dataset.errors]))
    tasks.create_collaborative_dataset(
        project, str(folder), False, factories.create_formatter(project, "JSONL"),
        factories.create_writer("JSONL"),
    )  # fmt: skip


if __name__ == "__main__":
    main()
