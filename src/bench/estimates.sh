#!/usr/bin/env bash
# What a plan says and what the clock says: the quickstart by the shipped cost model, three mixes by calibration. Needs a quiet
# machine and about 15 minutes. Files named as arguments are estimated by calibration instead of these three.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

# FILE [OPTION OF PLAN]
compare() {
    file=$1
    shift
    estimate=$("$root/bin/sweep" plan "$file" --home "$home" --json "$@" |
        sed -n 's/.*"estimate":{.*"seconds":\([0-9]*\),"unknown".*/\1/p')
    log=$home/log
    start=$(date +%s)
    "$root/bin/run-sweep" "$file" --home "$home" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    real=$(($(date +%s) - start))
    awk -v name="$(basename "$file" .yaml)" -v estimate="$estimate" -v real="$real" \
        'BEGIN { printf "%-14s %10d %6d %6.2f\n", name, estimate, real, real / estimate }'
}

printf '%-14s %10s %6s %6s\n' sweep estimate real ratio
if [ $# -gt 0 ]; then
    for file in "$@"; do compare "$file" --calibrate; done
else
    for file in "$here"/estimates/*.yaml; do compare "$file" --calibrate; done
    rm -rf "$home"/* # nothing measured may be known
    compare "$root/sweeps/quickstart.yaml"
fi
