#!/usr/bin/env bash
# A full disk and a read-only one: a clear message, and the same command goes on. Needs root, for a small file system of its own.
. "$(dirname "$0")/lib.sh"

[ "$(id -u)" -eq 0 ] || skip 'mounting a small file system needs root'
small=$work/small
mkdir -p "$small"
mount -t tmpfs -o size=160m tmpfs "$small" 2>/dev/null || skip 'this machine mounts no tmpfs'
trap 'umount -l "$small" 2>/dev/null' EXIT

one_sweep
# no room before the start: nothing is begun
head -c 110000000 /dev/zero >"$small/filler"
exits 1 run-sweep "$one_file" --home "$small/home" --slots 1
grep -q 'MB are free at .*, and .* MB are needed' "$work/out" || fail "no room is not told: $(cat "$work/out")"
rm "$small/filler"

# full in the middle
log=$work/full.log
run-sweep "$one_file" --home "$small/home" --slots 1 >"$log" 2>&1 &
orchestrator=$!
await 'a worker' 300 training "$small/home" 1
cat /dev/zero >"$small/filler" 2>/dev/null || true
code=0
wait "$orchestrator" || code=$?
[ "$code" -eq 1 ] || [ "$code" -eq 2 ] || fail "exit code $code on a full disk; $(tail -n 20 "$log")"
grep -q 'make room' "$log" || fail "a full disk is not told: $(tail -n 20 "$log")"
! grep -q 'fault of the program' "$log" || fail "a full disk is called a fault: $(tail -n 5 "$log")"

# still full at the next start
code=0
run-sweep "$one_file" --home "$small/home" >"$log" 2>&1 || code=$?
[ "$code" -eq 1 ] || [ "$code" -eq 2 ] || fail "exit code $code on a disk that is still full; $(tail -n 5 "$log")"
grep -q 'make room' "$log" || fail "a disk that is still full is not told: $(tail -n 5 "$log")"
! grep -q 'fault of the program' "$log" || fail "a full disk is called a fault: $(tail -n 5 "$log")"
[ ! -e "$small/home/results.db.damaged.mv.db" ] || fail 'a full disk is taken for a damaged database'

# read-only
mount -o remount,ro "$small"
exits 2 run-sweep "$one_file" --home "$small/home"
grep -q -i 'read-only' "$work/out" || fail "a read-only folder is not told: $(cat "$work/out")"
! grep -q 'fault of the program' "$work/out" || fail "a read-only folder is called a fault: $(cat "$work/out")"
mount -o remount,rw "$small"

rm "$small/filler"
exits 0 run-sweep "$one_file" --home "$small/home"
facts "$small/home" >"$work/full.facts"
equal 'results after a full disk' "$work/one.facts" "$work/full.facts"
