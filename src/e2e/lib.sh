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

# The sweep's first run as a sweep of its own ($one_file), for what one run shows as well as three, and the base's facts of
# it ($work/one.facts).
one_sweep() {
    one_file=$work/one.yaml
    sed -e 's/^sweep: e2e/sweep: one/' -e 's/method: .*/method: de/' "$sweep_file" >"$one_file"
    one=$(sed -n 's/.* de N=2 seed=1 (\([0-9a-f]\{16\}\)).*/\1/p' "$work/base.out" | head -n 1)
    [ -n "$one" ] || fail "the base's output names no run of de: $(tail -n 5 "$work/base.out")"
    awk -F, -v id="$one" 'length($1) != 16 || $1 == id' "$work/base.facts" >"$work/one.facts"
}

# await WHAT SECONDS COMMAND…: until the command succeeds, as long as $orchestrator lives
await() {
    what=$1 left=$(($2 * 5))
    shift 2
    until "$@" >/dev/null 2>&1; do
        kill -0 "$orchestrator" 2>/dev/null || fail "the orchestrator ended before: $what; $(tail -n 5 "$log")"
        left=$((left - 1))
        [ "$left" -gt 0 ] || fail "waited too long for: $what"
        sleep 0.2
    done
}

# started HOME ATTEMPT, training HOME ATTEMPT: whether a worker has said so
started() { grep -ql '"type":"start"' "$1"/runs/*/attempts/"$2"/events.jsonl; }
training() { grep -ql '"phase":"training"' "$1"/runs/*/attempts/"$2"/events.jsonl; }
