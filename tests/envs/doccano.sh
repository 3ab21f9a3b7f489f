#!/bin/sh
# doccano with its importer, run without its web server.
. "$(dirname "$0")/venv.sh"
make_venv doccano 'doccano==1.8.4' 'numpy<2' 'marshmallow<4' 'setuptools<81'
