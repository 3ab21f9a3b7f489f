# Sourced by the scripts beside it: `make_venv NAME PACKAGE…` makes .cache/envs/NAME once, and again
# when the list of packages changes. Prints nothing on success but the folder.
set -eu

make_venv() {
  name=$1
  shift
  root=$(cd "$(dirname "$0")/../.." && pwd)
  folder="$root/.cache/envs/$name"
  wanted="$*"
  if [ ! -f "$folder/ready" ] || [ "$(cat "$folder/ready")" != "$wanted" ]; then
    rm -rf "$folder"
    "${PYTHON:-python3.11}" -m venv "$folder" >&2
    "$folder/bin/python" -m pip install --quiet "$@" >&2
    printf '%s' "$wanted" > "$folder/ready"
  fi
  echo "$folder"
}
