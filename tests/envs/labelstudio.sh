#!/bin/sh
# Label Studio's own checks of configurations and tasks.
. "$(dirname "$0")/venv.sh"
make_venv labelstudio 'label-studio-sdk>=2,<3'
