#!/usr/bin/env bash
# Sweeps mirrored to a real MLflow server are there as they are in the run folders, once: though the server was dead for
# 20 s, though the sender was killed ten times, and with a password.
. "$(dirname "$0")/lib.sh"

cache=${XDG_CACHE_HOME:-$HOME/.cache}/sdde/mlflow-3.17.2
mkdir -p "$(dirname "$cache")" || skip "cannot make $(dirname "$cache")"
MLFLOW_VENV=$cache exec "$root/src/e2e/mlflow/run.sh"
