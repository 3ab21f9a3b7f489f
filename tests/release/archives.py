"""The wheel and the source archive: built, looked into, installed where there is nothing else."""

import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_IN_SOURCE = ("workbench", "seeds", "tests", "docs", "benchmarks", "locks")
_ALONE = ("Makefile", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "README.md")


class Failed(Exception):
    """The release is not fit to go out; the message says why."""


@dataclass(frozen=True, slots=True)
class Built:
    """The two archives."""

    wheel: Path
    source: Path


def run(*command: str | Path, folder: Path | None = None, given: str = "") -> str:
    """Run a program and give its output.

    Raises:
        Failed: if it ends with another code than 0.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder or ROOT), "LANG": "C.UTF-8"},
    )
    if done.returncode:
        shown = " ".join(str(part) for part in command[:6])
        raise Failed(
            f"{shown} ended with {done.returncode}:\n{done.stdout[-800:]}{done.stderr[-2000:]}"
        )
    return done.stdout


def build(target: Path) -> Built:
    """Build both: the source archive from the repository, the wheel from the source archive.

    Raises:
        Failed: if one can't be built.
    """
    script = ROOT / "tests" / "envs" / "release.sh"
    done = subprocess.run([script], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"what builds could not be installed:\n{done.stderr[-2000:]}")
    python = Path(done.stdout.strip().splitlines()[-1]) / "bin" / "python"
    run(python, "-m", "build", "--no-isolation", "--outdir", target, ROOT, folder=target)
    (wheel,) = target.glob("*.whl")
    (source,) = target.glob("*.tar.gz")
    return Built(wheel, source)


def missing_files(built: Built) -> list[str]:
    """Files of the repository that belong into an archive and are not there."""
    tracked = run("git", "-C", ROOT, "ls-files").splitlines()
    with zipfile.ZipFile(built.wheel) as wheel:
        in_wheel = set(wheel.namelist())
    with tarfile.open(built.source) as source:
        in_source = {name.partition("/")[2] for name in source.getnames()}
    found = []
    for name in tracked:
        top = name.partition("/")[0]
        if top == "workbench" and name not in in_wheel:
            found.append(f"{built.wheel.name}: {name}")
        if top == "seeds" and f"workbench/{name}" not in in_wheel:
            found.append(f"{built.wheel.name}: workbench/{name}")
        if (top in _IN_SOURCE or name in _ALONE) and name not in in_source:
            found.append(f"{built.source.name}: {name}")
    return found


def installed(archive: Path, target: Path) -> Path:
    """Install an archive, with what it declares, into a new environment; gives its folder.

    Raises:
        Failed: if it can't be installed.
    """
    run(sys.executable, "-m", "venv", target)
    pip = (target / "bin" / "python", "-m", "pip", "--disable-pip-version-check")
    done = subprocess.run(
        [*map(str, pip), "install", "--quiet", str(archive)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed(f"{archive.name} can't be installed:\n{done.stderr[-2000:]}")
    return target
