#!/usr/bin/env bash
# From another terminal: a detached sweep is watched, its log read, it is stopped, and goes on; then rm and gc.
. "$(dirname "$0")/lib.sh"

one_sweep
home=$work/control
log=$home/runs/.sweeps/one/console.log
exits 0 run-sweep "$one_file" --home "$home" --slots 1 --detach
grep -q 'sweep status one --watch' "$work/out" || fail "a detached start says nothing: $(cat "$work/out")"
orchestrator=$(field "$home/runs/.lock.json" pid)
await 'a run' 300 training "$home" 1
exits 0 sweep stop --home "$home"
grep -q 'goes on from there' "$work/out" || fail "stop does not say how to go on: $(cat "$work/out")"
exits 0 sweep status --home "$home"
grep -q 'running: nothing' "$work/out" || fail "it still runs after stop: $(cat "$work/out")"
exits 0 sweep stop --home "$home"
exits 2 sweep logs zzzz --home "$home"

exits 0 run-sweep "$one_file" --home "$home" --detach
orchestrator=$(field "$home/runs/.lock.json" pid)
await 'the next attempt' 300 training "$home" 2
exits 0 sweep status one --json --home "$home"
grep -q '"active":\[{"' "$work/out" || fail "status --json does not show the run at work: $(cat "$work/out")"
exits 0 sweep status one --home "$home"
grep -q 'at work .*slot' "$work/out" || fail "status does not show the run at work: $(cat "$work/out")"
exits 2 sweep stop other --home "$home"
exits 2 run-sweep "$one_file" --home "$home" --detach
grep -q 'is in use by' "$work/out" || fail "a second start is not refused: $(cat "$work/out")"
exits 0 sweep logs "$(printf '%s' "$one" | cut -c1-8)" -f --home "$home" # ends with the attempt
equal 'the followed log and the log' "$work/out" "$home/runs/$one/attempts/2/log"
exits 0 sweep status --watch --home "$home"
grep -q 'running: nothing' "$work/out" || fail "--watch ends before the sweep: $(cat "$work/out")"
facts "$home" >"$work/control.facts"
equal 'results after detach, stop and detach' "$work/one.facts" "$work/control.facts"

# a run copied from another machine is taken as it is
other=$work/other
mkdir -p "$other/runs"
cp -R "$base/runs/." "$other/runs/"
exits 0 run-sweep "$sweep_file" --home "$other"
grep -q '3 were there before' "$work/out" || fail "copied runs are trained again: $(cat "$work/out")"
grep -q 'note: there is no results database' "$work/out" || fail "the rebuild is not told: $(cat "$work/out")"
facts "$other" >"$work/other.facts"
equal 'results of copied runs' "$work/base.facts" "$work/other.facts"

printf x >"$other/runs/$one/result.json.tmp"
exits 0 sweep gc --home "$other"
grep -q 'nothing was removed; to do it, add --yes' "$work/out" || fail "gc does not ask: $(cat "$work/out")"
[ -e "$other/runs/$one/result.json.tmp" ] || fail 'gc removed something without being told to'
exits 0 sweep gc --yes --home "$other"
[ ! -e "$other/runs/$one/result.json.tmp" ] || fail 'gc left a half-written file'
exits 0 sweep rm "$one" --yes --home "$other"
[ ! -e "$other/runs/$one" ] || fail 'rm left the run'
sweep sql --home "$other" --csv 'select state, count(*) from run group by state order by state' >"$work/states"
grep -q '^PLANNED,1' "$work/states" || fail "the database still has it: $(cat "$work/states")"
exits 0 sweep rm e2e --yes --home "$other"
[ -z "$(ls "$other/runs")" ] || fail "rm left runs: $(ls "$other/runs")"
