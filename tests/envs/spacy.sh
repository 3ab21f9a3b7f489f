#!/bin/sh
# A tokenizer that checks Prodigy's token boundaries.
. "$(dirname "$0")/venv.sh"
make_venv spacy 'spacy>=3.8,<4'
