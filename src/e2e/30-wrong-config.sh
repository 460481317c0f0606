#!/usr/bin/env bash
# Every mistake is told at once, with its place; nothing is started and nothing written.
. "$(dirname "$0")/lib.sh"

sed 's/mnist/mnsit/; s/sdde/ssde/; s/epochs: 1/epochs: 0/' "$sweep_file" >"$work/wrong.yaml"
for command in 'run-sweep' 'run-sweep --dry-run' 'sweep plan'; do
    # shellcheck disable=SC2086 # several words
    exits 2 $command "$work/wrong.yaml" --home "$work/never"
    for expected in 'wrong.yaml:4:' "did you mean 'mnist'" "did you mean 'sdde'"; do
        grep -qF "$expected" "$work/out" || fail "'$command' does not say: $expected; $(cat "$work/out")"
    done
    [ ! -e "$work/never" ] || fail "'$command' wrote something"
done
exits 2 run-sweep no-such-sweep
exits 2 sweep rnu
grep -qF "did you mean 'run'" "$work/out" || fail 'no hint for a mistyped command'
exits 2 run-sweep "$sweep_file" --slots none
exits 0 run-sweep lambda_grid.yaml --dry-run --home "$work/never"
[ ! -e "$work/never" ] || fail 'a dry run wrote something'
