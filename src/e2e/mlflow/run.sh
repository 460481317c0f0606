#!/bin/sh
# Mirrors a small made-up sweep to a real MLflow server twice and compares what the server then holds with the run folders.
# Exit code 0: equal, 1: not, 77: no Python, pip or server to be had (skipped).
# Needs a built program (target/classes, target/test-classes and the class path of the tests in target/e2e-classpath,
# written here by Maven if it is missing). MLFLOW_VENV names a virtual environment that is kept; default target/mlflow-venv.
set -u
root=$(cd "$(dirname "$0")/../../.." && pwd)
venv=${MLFLOW_VENV:-$root/target/mlflow-venv}
version=3.17.2

skip() {
    echo "skipped: $1"
    exit 77
}

command -v python3 >/dev/null 2>&1 || skip "python3 is missing"
if ! "$venv/bin/python" -c 'import mlflow' >/dev/null 2>&1; then
    echo "installing mlflow==$version into $venv (850 MB, a minute or more)"
    python3 -m venv "$venv" >/dev/null 2>&1 || skip "python3 -m venv does not work"
    "$venv/bin/pip" install -q --disable-pip-version-check "mlflow==$version" || skip "pip cannot install mlflow==$version"
fi
if [ ! -s "$root/target/e2e-classpath" ]; then
    (cd "$root" && mvn -q -B dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/e2e-classpath) \
        || { echo "cannot write target/e2e-classpath"; exit 1; }
fi
[ -d "$root/target/test-classes/sdde/track" ] || { echo "not built: run mvn test-compile first"; exit 1; }
SDDE_E2E_CLASSPATH="$root/target/test-classes:$root/target/classes:$(cat "$root/target/e2e-classpath")"
export SDDE_E2E_CLASSPATH
exec "$venv/bin/python" "$(dirname "$0")/check.py" "$venv/bin/mlflow"
