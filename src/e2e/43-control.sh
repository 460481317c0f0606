#!/usr/bin/env bash
# From another terminal: a detached sweep is watched, its log read, it is stopped, and goes on; then rm and gc.
. "$(dirname "$0")/lib.sh"

home=$work/control
# the base sweep's data and settings, in a home of its own
exits 0 run-sweep "$sweep_file" --home "$home" --slots 1 --detach
grep -q 'sweep status e2e --watch' "$work/out" || fail "a detached start says nothing: $(cat "$work/out")"
exits 2 run-sweep "$sweep_file" --home "$home" --detach
grep -q 'is in use by' "$work/out" || fail "a second start is not refused: $(cat "$work/out")"
left=300
until grep -ql '"phase":"training"' "$home"/runs/*/events.jsonl 2>/dev/null; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || fail "waited too long for a run: $(cat "$home"/runs/.sweeps/e2e/console.log)"
    sleep 1
done
exits 0 sweep status e2e --home "$home"
grep -q 'at work .*slot' "$work/out" || fail "status does not show the run at work: $(cat "$work/out")"
exits 0 sweep status --json --home "$home"
grep -q '"active":\[{"' "$work/out" || fail "status --json does not show it: $(cat "$work/out")"
run=$(basename "$(dirname "$(grep -l '"phase":"training"' "$home"/runs/*/events.jsonl | head -n 1)")")
exits 0 sweep logs "$(printf '%s' "$run" | cut -c1-8)" --home "$home"
exits 2 sweep logs zzzz --home "$home"
exits 2 sweep stop other --home "$home"
exits 0 sweep stop --home "$home"
exits 0 sweep status --home "$home"
grep -q 'running: nothing' "$work/out" || fail "it still runs after stop: $(cat "$work/out")"
exits 0 sweep stop --home "$home"
exits 0 run-sweep "$sweep_file" --home "$home" --detach
exits 0 sweep status --watch --home "$home"
facts "$home" >"$work/control.facts"
equal 'results after detach, stop and detach' "$work/base.facts" "$work/control.facts"

# a run copied from another machine is taken as it is
other=$work/other
mkdir -p "$other/runs"
cp -R "$base/runs/." "$other/runs/"
exits 0 run-sweep "$sweep_file" --home "$other"
grep -q '3 were there before' "$work/out" || fail "copied runs are trained again: $(cat "$work/out")"
grep -q 'note: there is no results database' "$work/out" || fail "the rebuild is not told: $(cat "$work/out")"
facts "$other" >"$work/other.facts"
equal 'results of copied runs' "$work/base.facts" "$work/other.facts"

# a damaged database is put aside and made anew
size=$(wc -c <"$other/results.db.mv.db")
head -c $((size / 3)) "$other/results.db.mv.db" >"$work/half" && cp "$work/half" "$other/results.db.mv.db"
exits 0 run-sweep "$sweep_file" --home "$other"
grep -q 'put aside as results.db.damaged.mv.db' "$work/out" || fail "the damage is not told: $(cat "$work/out")"
facts "$other" >"$work/other.facts"
equal 'results after damage' "$work/base.facts" "$work/other.facts"

printf x >"$other/runs/$run/result.json.tmp"
exits 0 sweep gc --home "$other"
grep -q 'nothing was removed; to do it, add --yes' "$work/out" || fail "gc does not ask: $(cat "$work/out")"
[ -e "$other/runs/$run/result.json.tmp" ] || fail 'gc removed something without being told to'
exits 0 sweep gc --yes --home "$other"
[ ! -e "$other/runs/$run/result.json.tmp" ] || fail 'gc left a half-written file'
exits 0 sweep rm "$run" --yes --home "$other"
[ ! -e "$other/runs/$run" ] || fail 'rm left the run'
sweep sql --home "$other" --csv 'select state, count(*) from run group by state order by state' >"$work/states"
grep -q '^PLANNED,1' "$work/states" || fail "the database still has it: $(cat "$work/states")"
exits 0 sweep rm e2e --yes --home "$other"
[ -z "$(ls "$other/runs")" ] || fail "rm left runs: $(ls "$other/runs")"
