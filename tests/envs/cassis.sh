#!/bin/sh
# A reader of UIMA CAS files.
. "$(dirname "$0")/venv.sh"
make_venv cassis 'dkpro-cassis>=0.12,<0.13'
