#!/usr/bin/env bash
# kill -9 after the last epoch and before the result, of the worker and then of the orchestrator; a database that is deleted
# while the sweep runs; and another home at work all the while.
. "$(dirname "$0")/lib.sh"

one_sweep
home=$work/late
log=$work/late.log
run-sweep "$one_file" --home "$work/beside" --slots 1 >"$work/beside.log" 2>&1 &
beside=$!

attempts=$home/runs/$one/attempts
predicting() { grep -q '"phase":"predicting' "$attempts/$1/events.jsonl" && [ ! -e "$attempts/$1/result.json" ]; }
too_late() { [ ! -e "$attempts/$1/result.json" ] || fail "the kill of attempt $1 came too late: it has its result"; }

run-sweep "$one_file" --home "$home" --slots 1 --retries 1 >"$log" 2>&1 &
orchestrator=$!
await 'a worker that predicts' 300 predicting 1
kill -9 "$(field "$attempts/1/lease.json" pid)"
too_late 1
await 'its second attempt' 300 predicting 2
grep -q 'attempt 1 crashed: exit code 137 (SIGKILL).*; trying again' "$log" || fail "the kill is not told: $(cat "$log")"
kill -9 "$orchestrator"
wait "$orchestrator" 2>/dev/null || true
too_late 2

run-sweep "$one_file" --home "$home" --slots 1 >"$log" 2>&1 &
orchestrator=$!
await 'its third attempt' 300 predicting 3
rm "$home/results.db.mv.db"
code=0
wait "$orchestrator" || code=$?
[ "$code" -eq 0 ] || fail "exit code $code after the database was deleted: $(tail -n 5 "$log")"
grep -q 'note: the results database was deleted while the sweep ran; making it anew' "$log" ||
    fail "a deleted database is not told: $(cat "$log")"
facts "$home" >"$work/late.facts"
equal 'results after late kills' "$work/one.facts" "$work/late.facts"
[ "$(cat "$attempts"/*/events.jsonl | grep -c '"type":"epoch"')" -eq 1 ] || fail 'the last epoch was trained again'

code=0
wait "$beside" || code=$?
[ "$code" -eq 0 ] || fail "exit code $code of the other home: $(tail -n 5 "$work/beside.log")"
facts "$work/beside" >"$work/beside.facts"
equal 'results of two homes at once' "$work/one.facts" "$work/beside.facts"
