# Shared by the stages. A stage is one file NN-name.sh here: exit code 0 passed, 77 skipped (the last line says why).
# SDDE_E2E_WORK is a folder that all stages of one bin/test share; 10-base.sh leaves a finished sweep in $base.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
work=${SDDE_E2E_WORK:-$(mktemp -d)}
base=$work/base
sweep_file=$work/e2e.yaml
export PATH=$root/bin:$PATH
unset SDDE_HOME MLFLOW_TRACKING_URI || true

fail() {
    printf 'failed: %s\n' "$1"
    exit 1
}

skip() {
    printf '%s\n' "$1"
    exit 77
}

# equal WHAT FILE FILE
equal() {
    cmp -s "$2" "$3" || {
        diff "$2" "$3" | head -n 20
        fail "$1 differ: $2 $3"
    }
}

# exits CODE COMMAND…: the command must end with that code; its output is in $work/out
exits() {
    expected=$1
    shift
    code=0
    "$@" >"$work/out" 2>&1 || code=$?
    [ "$code" -eq "$expected" ] || {
        tail -n 40 "$work/out"
        fail "'$*' ended with exit code $code, expected $expected"
    }
}

# The field of a JSON file that has it once: hash FILE KEY
field() {
    sed -n 's/.*"'"$2"'" *: *"\{0,1\}\([^",}]*\).*/\1/p' "$1" | head -n 1
}

# What a home says of its runs, without times: hashes of weights and logits, every measurement.
facts() {
    sweep sql --home "$1" --csv \
        "select run_id, state, weights_sha256, logits_sha256, chosen_epoch from run order by run_id"
    sweep sql --home "$1" --csv \
        "select * from measurement order by run_id, eval_set, aggregator, temperature, metric"
}

# All bytes of a sweep's report: report_sum HOME
report_sum() {
    (cd "$1/reports/e2e" && find . -type f | LC_ALL=C sort | xargs cksum)
}
