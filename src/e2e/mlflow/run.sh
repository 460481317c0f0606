#!/bin/sh
# Runs sweeps against a real MLflow server that is killed, with a sender that is killed, and compares what the server then
# holds with the run folders. Exit code 0: equal, 1: not, 77: no Python, pip or server to be had (skipped).
# Needs a built program and its tests (target/test-classes). MLFLOW_VENV names a virtual environment that is kept.
set -u
root=$(cd "$(dirname "$0")/../../.." && pwd)
venv=${MLFLOW_VENV:-$root/target/mlflow-venv}
version=$(sed -n 's/^version=//p' "$root/bin/mlflow-ui")

skip() {
    echo "skipped: $1"
    exit 77
}

command -v python3 >/dev/null 2>&1 || skip "python3 is missing"
SDDE_MLFLOW_VENV=$venv "$root/bin/mlflow-ui" --install || skip "mlflow==$version cannot be installed"
if [ ! -s "$root/target/e2e-classpath" ]; then
    # shellcheck disable=SC2086 # several options
    (cd "$root" && mvn -q -B ${SDDE_MAVEN_OPTIONS:-} dependency:build-classpath -DincludeScope=test \
        -Dmdep.outputFile=target/e2e-classpath) || { echo "cannot write target/e2e-classpath"; exit 1; }
fi
[ -d "$root/target/test-classes/sdde/track" ] || { echo "not built: run mvn test-compile first"; exit 1; }
SDDE_E2E_CLASSPATH="$root/target/test-classes:$root/target/classes:$(cat "$root/target/e2e-classpath")"
export SDDE_E2E_CLASSPATH
exec "$venv/bin/python" -u "$(dirname "$0")/check.py" "$venv/bin/mlflow"
