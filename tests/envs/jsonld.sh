#!/bin/sh
# JSON-LD processor and JSON Schema validator, for claimreview and webannotation.
. "$(dirname "$0")/venv.sh"
make_venv jsonld 'pyld>=2.0.4,<4' 'jsonschema>=4.23' 'referencing>=0.35' 'rdflib>=7,<8'
