"""`make release`: build, look into, install and use what would go out; says what is wrong."""

import sys
import tempfile
from pathlib import Path

from tests.release.archives import ROOT, Built, Failed, build, installed, missing_files, run
from tests.release.main_job import do_main_job, without_extras

HERE = Path(__file__).parent


def main(target: Path | None = None) -> int:
    """Check, and leave the archives in the folder if all is well."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        try:
            built = build(folder)
            say(f"built {built.wheel.name} and {built.source.name}")
            check(built, folder)
        except Failed as error:
            say(f"not fit for release: {error}")
            return 1
        if target is not None:
            target.mkdir(exist_ok=True)
            for archive in (built.wheel, built.source):
                (target / archive.name).write_bytes(archive.read_bytes())
    say("fit for release")
    return 0


def check(built: Built, folder: Path) -> None:
    """Look into both archives, and do the main job with each in an empty environment.

    Raises:
        Failed: at the first thing that is wrong.
    """
    if absent := missing_files(built):
        raise Failed("files are missing:\n  " + "\n  ".join(absent))
    say("nothing is missing in them")
    for archive in (built.wheel, built.source):
        environment = installed(archive, folder / f"env-{archive.suffix[1:]}")
        work = folder / f"work-{archive.suffix[1:]}"
        work.mkdir()
        run(environment / "bin" / "python", "-P", HERE / "imports.py", folder=work)
        do_main_job(environment, work)
        if wrong := without_extras(environment, work):
            raise Failed("an extra that is not there is not named:\n  " + "\n  ".join(wrong))
        say(f"{archive.name}: imports are declared, the main job is done, extras named")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(ROOT / "dist"))
