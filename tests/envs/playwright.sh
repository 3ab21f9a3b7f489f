#!/bin/sh
# Drives the system's Chromium.
. "$(dirname "$0")/venv.sh"
make_venv playwright 'playwright>=1.50,<2'
