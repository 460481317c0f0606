#!/usr/bin/env bash
# The checks find the base's runs and train nothing; a run trained again is the same, and one that was changed is not.
. "$(dirname "$0")/lib.sh"

facts "$base" >"$work/before"
exits 0 sweep check lambda-zero --home "$base"
grep -q '^pass: lambda-zero: 1 of 1 pairs' "$work/out" || fail "no verdict: $(cat "$work/out")"
exits 0 sweep check cam-similarity --home "$base"
grep -q '^pass: cam-similarity: ' "$work/out" || fail "no verdict: $(cat "$work/out")"
facts "$base" >"$work/after"
equal 'results before and after checks' "$work/before" "$work/after"

exits 0 sweep verify e2e --sample 1 --home "$base"
grep -q '^1 bitwise, 0 within tolerance, 0 different' "$work/out" || fail "not bitwise: $(cat "$work/out")"
exits 2 sweep verify nothing --home "$base"
