#!/bin/sh
# TypeScript and the types of schema.org, for claimreview. Needs node and npm.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
folder="$root/.cache/envs/schemadts"
wanted="schema-dts@2 typescript@5"
if [ ! -f "$folder/ready" ] || [ "$(cat "$folder/ready")" != "$wanted" ]; then
  rm -rf "$folder"
  mkdir -p "$folder"
  echo '{"private": true}' > "$folder/package.json"
  # shellcheck disable=SC2086
  npm install --silent --no-audit --no-fund --prefix "$folder" $wanted >&2
  printf '%s' "$wanted" > "$folder/ready"
fi
echo "$folder"
