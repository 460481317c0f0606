#!/usr/bin/env bash
# Files of a home that somebody or something has damaged: the next start mends what it can, and names what it cannot.
. "$(dirname "$0")/lib.sh"

home=$work/damaged
mkdir -p "$home/runs"
cp -R "$base/runs/." "$home/runs/"
set -- "$home"/runs/[0-9a-f]*
[ $# -eq 3 ] || fail "not 3 runs: $*"
half() { head -c $(($(wc -c <"$1") / 2)) "$1" >"$work/half" && cp "$work/half" "$1"; }

head -c 200000 /dev/urandom >"$home/results.db.mv.db"
half "$1/result.json"
printf '{"time":1,"type":"sta' >>"$1/events.jsonl"
rm -rf "$2/attempts"
half "$2/events.jsonl"
half "$3/result.json"            # and its attempt's as well: nothing says any more what its weights are
half "$3/attempts/1/result.json"
half "$3/run.json"
plan=$(ls "$home"/runs/.sweeps/e2e/*.json | head -n 1)
half "$plan"
exits 2 sweep status --home "$home"
grep -q "cannot read $plan" "$work/out" || fail "a damaged plan is not named: $(cat "$work/out")"

exits 0 run-sweep "$sweep_file" --home "$home"
grep -q 'put aside as results.db.damaged.mv.db' "$work/out" || fail "the damage is not told: $(cat "$work/out")"
grep -q '^3 runs: 3 succeeded.*; 2 were there before' "$work/out" || fail "not one run is trained again: $(tail -n 3 "$work/out")"
facts "$home" >"$work/damaged.facts"
equal 'results after damage' "$work/base.facts" "$work/damaged.facts"

# an output that is there, but is not what it was
predictions=$(find "$1/predictions" -name '*.npz' | sort | head -n 1)
half "$predictions"
head -c 200000 /dev/urandom >"$home/results.db.mv.db"
code=0
run-sweep "$sweep_file" --home "$home" >"$work/out" 2>&1 || code=$?
[ "$code" -eq 1 ] || [ "$code" -eq 2 ] || fail "exit code $code with a damaged output; $(tail -n 5 "$work/out")"
grep -q "$predictions" "$work/out" || fail "a damaged file is not named: $(tail -n 5 "$work/out")"
! grep -q 'fault of the program' "$work/out" || fail "damage is called a fault: $(tail -n 5 "$work/out")"
rm "$predictions"
exits 0 run-sweep "$sweep_file" --home "$home"
facts "$home" >"$work/damaged.facts"
equal 'results after an output was made again' "$work/base.facts" "$work/damaged.facts"

# a database that was cut off: whether it opens as an older state of itself or not at all, the start of another sweep mends it
one_sweep
facts "$home" >"$work/whole.facts"
whole=$work/whole.db
cp "$home/results.db.mv.db" "$whole"
bytes=$(wc -c <"$whole")
told=0
for percent in 97 80 50 20; do
    head -c $((bytes * percent / 100)) "$whole" >"$home/results.db.mv.db"
    exits 0 run-sweep "$one_file" --home "$home"
    grep -q 'note: .*\(put aside\|lacked rows of\)' "$work/out" && told=$((told + 1))
    facts "$home" >"$work/cut.facts"
    equal "results after a cut to $percent %" "$work/whole.facts" "$work/cut.facts"
done
[ "$told" -gt 0 ] || fail 'no cut was told'

# pages in the middle of a database that are no pages any more: noticed when they are read, put aside, and made anew
for percent in 40 85; do
    cp "$whole" "$home/results.db.mv.db"
    dd if=/dev/urandom of="$home/results.db.mv.db" bs=4096 seek=$((bytes * percent / 100 / 4096)) count=2 conv=notrunc 2>/dev/null
    code=0
    run-sweep "$sweep_file" --home "$home" >"$work/out" 2>&1 || code=$?
    [ "$code" -eq 0 ] || [ "$code" -eq 2 ] || fail "exit code $code with damaged pages; $(tail -n 5 "$work/out")"
    ! grep -q 'fault of the program' "$work/out" || fail "damaged pages are called a fault: $(tail -n 5 "$work/out")"
    exits 0 run-sweep "$sweep_file" --home "$home"
    facts "$home" >"$work/cut.facts"
    equal "results after damage at $percent %" "$work/whole.facts" "$work/cut.facts"
done
