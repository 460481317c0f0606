#!/usr/bin/env bash
# The crash test in short: two kills at each kind of moment; bin/crash-test kills fifty times.
. "$(dirname "$0")/lib.sh"

command -v python3 >/dev/null || skip 'there is no python3'
"$root/bin/crash-test" --kills 10 --seed "${SDDE_CRASH_SEED:-1}" --file "$sweep_file" --base "$base" --limit 900
