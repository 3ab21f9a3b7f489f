#!/bin/sh
# What builds the wheel and the source archive.
. "$(dirname "$0")/venv.sh"
make_venv release 'build>=1.2' 'hatchling>=1.27'
