#!/bin/sh
# The curses annotator that benchmarks/bench_pane.py runs beside the article pane.
. "$(dirname "$0")/venv.sh"
make_venv slate 'slate-nlp==1.1.3'
