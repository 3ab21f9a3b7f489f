#!/bin/sh
# A reader of brat standoff files.
. "$(dirname "$0")/venv.sh"
make_venv pybrat 'pybrat>=0.1.7,<0.2'
