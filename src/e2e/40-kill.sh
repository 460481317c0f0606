#!/usr/bin/env bash
# kill -9 of a worker, of the orchestrator at its very start and later: retry and the next start end with the same weights,
# logits and measurements.
. "$(dirname "$0")/lib.sh"

one_sweep
home=$work/killed
log=$work/killed.log

# before it has done anything
run-sweep "$one_file" --home "$home" >"$log" 2>&1 &
orchestrator=$!
sleep 0.7
kill -9 "$orchestrator"
wait "$orchestrator" 2>/dev/null || true

# a worker, without another try: a line says what failed, with its first error or exit, and where its log is
run-sweep "$one_file" --home "$home" --slots 1 --retries 0 >"$log" 2>&1 &
orchestrator=$!
newest() { ls "$home"/runs/*/attempts | sort -n | tail -n 1; }
worker() { field "$(ls "$home"/runs/*/attempts/"$(newest)"/lease.json)" pid; }
training_now() { training "$home" "$(newest)" && kill -0 "$(worker)"; }
await 'a worker' 300 training_now
kill -9 "$(worker)"
code=0
wait "$orchestrator" || code=$?
[ "$code" -eq 1 ] || fail "exit code $code after a failed run, expected 1; $(tail -n 5 "$log")"
grep -q "failed mnist de .*crashed: exit code 137 (SIGKILL).*; log: $home/runs/$one/attempts/[0-9]*/log" "$log" ||
    fail "the failure is not told: $(cat "$log")"
exits 0 sweep status --home "$home"
grep -q 'crash .*SIGKILL' "$work/out" || fail "status does not show the failed run: $(cat "$work/out")"

# the orchestrator, while the run is tried again
failed=$(newest)
sweep retry "$one_file" --failed --home "$home" --slots 1 >"$log" 2>&1 &
orchestrator=$!
again() { [ "$(newest)" -gt "$failed" ] && training_now; }
await 'its second attempt' 300 again
second=$(worker)
kill -9 "$orchestrator"
wait "$orchestrator" 2>/dev/null || true
exits 0 sweep status --home "$home"
grep -q 'running: nothing' "$work/out" || fail "a dead orchestrator still counts: $(cat "$work/out")"
exits 0 run-sweep "$one_file" --home "$home"
! kill -0 "$second" 2>/dev/null || fail "worker $second outlived its orchestrator"
facts "$home" >"$work/killed.facts"
equal 'results after kills' "$work/one.facts" "$work/killed.facts"
