#!/bin/sh
# A PostgreSQL server: installs the system's package where it is missing and this user may do so.
# Prints the folder of its programs (initdb, pg_ctl), or says on stderr why there is none.
set -u

find_programs() {
  if command -v pg_config >/dev/null 2>&1 && [ -x "$(pg_config --bindir)/initdb" ]; then
    pg_config --bindir
    return
  fi
  for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && echo "$folder"
  done | sort -V | tail -n 1
}

found=$(find_programs)
if [ -z "$found" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
  } >&2
  found=$(find_programs)
fi
if [ -z "$found" ]; then
  echo "PostgreSQL is not installed and can't be installed by this user" >&2
  exit 1
fi
echo "$found"
