#!/usr/bin/env bash
# kill -9 of a worker, then of the orchestrator: the next start ends with the same weights, logits and measurements.
. "$(dirname "$0")/lib.sh"

home=$work/killed
run-sweep "$sweep_file" --home "$home" --slots 1 >"$work/killed.log" 2>&1 &
orchestrator=$!

# await WHAT SECONDS COMMAND…
await() {
    what=$1 left=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        kill -0 "$orchestrator" 2>/dev/null || fail "the orchestrator ended before: $what; $(tail -n 5 "$work/killed.log")"
        left=$((left - 1))
        [ "$left" -gt 0 ] || fail "waited too long for: $what"
        sleep 1
    done
}
started() { grep -ql '"type":"start"' "$home"/runs/*/attempts/"$1"/events.jsonl; }
worker() { field "$(ls "$home"/runs/*/attempts/"$1"/lease.json | head -n 1)" pid; }

await 'a worker' 300 started 1
kill -9 "$(worker 1)"
await 'its second attempt' 300 started 2
second=$(worker 2)
kill -9 "$orchestrator"
wait "$orchestrator" 2>/dev/null || true

exits 0 sweep status --home "$home"
grep -q 'running: nothing' "$work/out" || fail "a dead orchestrator still counts: $(cat "$work/out")"
exits 0 run-sweep "$sweep_file" --home "$home"
! kill -0 "$second" 2>/dev/null || fail "worker $second outlived its orchestrator"
facts "$home" >"$work/killed.facts"
equal 'results after kills' "$work/base.facts" "$work/killed.facts"
