#!/usr/bin/env bash
# A wrong number in the database, a row too many and a run under a second name are found, and a rebuild mends the rows.
. "$(dirname "$0")/lib.sh"

home=$work/doctor
rm -rf "$home"
cp -r "$base" "$home"
exits 0 sweep doctor --home "$home"

exits 0 sweep sql --home "$home" --write "update measurement set score = score + 0.01 where metric = 'accuracy' and
    run_id = (select min(run_id) from measurement) and eval_set like '%/test' and aggregator = '-'"
exits 1 sweep doctor --home "$home"
grep -q 'wrong rows .*accuracy has score' "$work/out" || fail "a wrong number is not found: $(cat "$work/out")"

exits 0 sweep rebuild --home "$home"
exits 0 sweep doctor --home "$home"

exits 0 sweep sql --home "$home" --write "insert into measurement select run_id, eval_set, 'planted', temperature, metric, score
    from measurement where metric = 'accuracy' fetch first 1 rows only"
exits 1 sweep doctor --home "$home"
grep -q 'wrong rows .*planted .*is in no run folder' "$work/out" || fail "a planted row is not found: $(cat "$work/out")"

run=$(find "$home/runs" -mindepth 1 -maxdepth 1 -name '[0-9a-f]*' | LC_ALL=C sort | head -n 1)
cp -r "$run" "$home/runs/0123456789abcdef"
exits 0 sweep rebuild --home "$home"
exits 1 sweep doctor --home "$home"
grep -q "wrong twins .*0123456789abcdef" "$work/out" || fail "a run under a second name is not found: $(cat "$work/out")"
