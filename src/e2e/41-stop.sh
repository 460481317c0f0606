#!/usr/bin/env bash
# Ctrl-C: workers checkpoint, exit code 130; a second orchestrator is told who holds the home; the next start goes on.
. "$(dirname "$0")/lib.sh"

home=$work/stopped
run-sweep "$sweep_file" --home "$home" --slots 1 >"$work/stopped.log" 2>&1 &
orchestrator=$!
left=300
until grep -ql '"type":"start"' "$home"/runs/*/attempts/1/events.jsonl 2>/dev/null; do
    kill -0 "$orchestrator" 2>/dev/null || fail "ended too early: $(tail -n 5 "$work/stopped.log")"
    left=$((left - 1))
    [ "$left" -gt 0 ] || fail 'waited too long for a worker'
    sleep 1
done
exits 2 run-sweep "$sweep_file" --home "$home"
grep -q "process $orchestrator " "$work/out" || fail "the holder is not named: $(cat "$work/out")"
kill -TERM "$orchestrator" # a job of a script is deaf to SIGINT; both are handled alike
code=0
wait "$orchestrator" || code=$?
[ "$code" -eq 130 ] || fail "exit code $code, expected 130; $(tail -n 5 "$work/stopped.log")"
grep -q 'goes on at the next start' "$work/stopped.log" || fail 'the stopped run is not named'
exits 0 run-sweep "$sweep_file" --home "$home"
facts "$home" >"$work/stopped.facts"
equal 'results after a stop' "$work/base.facts" "$work/stopped.facts"
