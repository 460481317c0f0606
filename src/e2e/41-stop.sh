#!/usr/bin/env bash
# Ctrl-C: workers checkpoint, exit code 130; a second orchestrator is told who holds the home; the next start goes on.
. "$(dirname "$0")/lib.sh"

one_sweep
home=$work/stopped
log=$work/stopped.log
run-sweep "$one_file" --home "$home" --slots 1 >"$log" 2>&1 &
orchestrator=$!
await 'a worker' 300 training "$home" 1
exits 2 run-sweep "$one_file" --home "$home"
grep -q "process $orchestrator " "$work/out" || fail "the holder is not named: $(cat "$work/out")"
kill -TERM "$orchestrator" # a job of a script is deaf to SIGINT; both are handled alike
code=0
wait "$orchestrator" || code=$?
[ "$code" -eq 130 ] || fail "exit code $code, expected 130; $(tail -n 5 "$log")"
grep -q 'goes on at the next start' "$log" || fail 'the stopped run is not named'
[ -n "$(find "$home"/runs/*/attempts/1/checkpoint -type f 2>/dev/null)" ] || fail 'no checkpoint was written'
exits 0 run-sweep "$one_file" --home "$home"
facts "$home" >"$work/stopped.facts"
equal 'results after a stop' "$work/one.facts" "$work/stopped.facts"
