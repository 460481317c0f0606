#!/usr/bin/env bash
# A sweep mirrored to a real MLflow server is there as it is in the run folders, once, also after a second mirroring.
. "$(dirname "$0")/lib.sh"

cache=${XDG_CACHE_HOME:-$HOME/.cache}/sdde/mlflow-3.17.2
mkdir -p "$(dirname "$cache")" || skip "cannot make $(dirname "$cache")"
MLFLOW_VENV=$cache exec "$root/src/e2e/mlflow/run.sh"
