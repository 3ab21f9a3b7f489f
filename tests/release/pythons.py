"""`make pythons`: the quick tests under every Python from 3.11 on that this machine has.

Says which were found and which were not; fails if tests fail under one of them, or none is there.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WANTED = ("3.11", "3.12", "3.13", "3.14")
_PROGRAM = "import sys; print('%d.%d' % sys.version_info[:2], sys.implementation.name)"


def find() -> dict[str, Path]:
    """Version → interpreter, of those that are wanted and work."""
    found: dict[str, Path] = {}
    for candidate in _candidates():
        done = subprocess.run(
            [candidate, "-c", _PROGRAM], capture_output=True, text=True, check=False
        )
        version = done.stdout.split()
        if done.returncode == 0 and version[1] == "cpython" and version[0] in WANTED:
            found.setdefault(version[0], candidate)
    return found


def _candidates() -> list[Path]:
    named = [Path(sys.executable)]
    named += [Path(path) for name in WANTED if (path := shutil.which(f"python{name}"))]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    named += sorted(pyenv.glob("*/bin/python"), reverse=True)
    if uv := shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent)):
        listed = subprocess.run(
            [uv, "python", "list", "--only-installed"], capture_output=True, text=True, check=False
        )
        named += [Path(path) for path in re.findall(r"\S+\s+(/\S+)", listed.stdout)]
    return named


def environment(version: str, interpreter: Path) -> Path:
    """An environment with what the tests need; made again when the locks change."""
    folder = ROOT / ".cache" / "envs" / f"py{version}"
    lock = (ROOT / "locks" / "test.txt").read_text("utf-8")
    ready = folder / "ready"
    if not ready.exists() or ready.read_text("utf-8") != lock:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([interpreter, "-m", "venv", folder], check=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
        locked = ["install", "--quiet", "--require-hashes", "-r", str(ROOT / "locks" / "test.txt")]
        subprocess.run([*pip, *locked], check=True)
        subprocess.run([*pip, "install", "--quiet", "--no-deps", "-e", str(ROOT)], check=True)
        ready.write_text(lock, "utf-8")
    return folder


def main(arguments: list[str]) -> int:
    """Test under each that was found; those named on the command line only, if any are."""
    found = {name: path for name, path in find().items() if not arguments or name in arguments}
    results: dict[str, str] = {}
    for version, interpreter in sorted(found.items()):
        try:
            python = environment(version, interpreter) / "bin" / "python"
        except subprocess.CalledProcessError as error:
            results[version] = f"its environment can't be made (pip ended with {error.returncode})"
            continue
        command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "auto"]
        chosen = ["-m", "not slow and not server and not soak"]
        code = subprocess.run([*command, *chosen], cwd=ROOT, check=False).returncode
        results[version] = "tests pass" if code == 0 else "tests FAIL"
    for version in arguments or WANTED:
        sys.stdout.write(f"Python {version}: {results.get(version, 'not found here')}\n")
    return 0 if results and all(text == "tests pass" for text in results.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
