#!/usr/bin/env bash
# A second start trains nothing and writes the same report; a lost database is made good on the way.
. "$(dirname "$0")/lib.sh"

exits 0 run-sweep "$sweep_file" --home "$base"
grep -q '3 succeeded.*; 3 were there before' "$work/out" || fail "not every run is skipped: $(tail -n 2 "$work/out")"
[ -z "$(find "$base/runs" -path '*/attempts/2' -print)" ] || fail 'a second attempt was made'
report_sum "$base" >"$work/again.report"
equal 'reports of two starts' "$work/base.report" "$work/again.report"
