#!/usr/bin/env bash
# A task of a Slurm array: one run of a batch. Arguments: RUNS BATCH MAIN COMMAND…, the folder runs/, the batch's name, the
# worker's class, and what starts its JVM. Line k of RUNS/.slurm/BATCH/tasks is the attempt of task k.
set -u
runs=$1 batch=$2 main=$3
shift 3
task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID

leave() {
    printf '%s: %s\n' "$task" "$1"
    exit 0
}

# --- the folder to work in: each is given once, to one process ------------------------------------------------------

listed=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" "$runs/.slurm/$batch/tasks") && [ -n "$listed" ] ||
    leave 'the batch is not wanted any more'
attempts=$runs/${listed%/*}
newest=$(ls "$attempts" | grep -E '^[0-9]+$' | sort -n | tail -n 1)
folder=$attempts/$newest
grep -qF "\"$batch\"" "$folder/slurm.json" 2>/dev/null || leave "attempt $newest of somebody else has taken over"
[ ! -e "$folder/stop" ] || leave 'stopped before it began'

claim() { (set -C && printf '%s\n' "$SLURM_ARRAY_JOB_ID" >"$folder/claimed") 2>/dev/null; }

if ! claim; then
    [ "${SLURM_RESTART_COUNT:-0}" -gt 0 ] && [ "$(cat "$folder/claimed")" = "$SLURM_ARRAY_JOB_ID" ] ||
        leave "attempt $newest is at work elsewhere"
    ended=$(cat "$folder/exit" 2>/dev/null)
    [ -z "$ended" ] || [ "$ended" = 75 ] || leave "attempt $newest has ended"
    # begun again, while its old process may still write: a next attempt, whole or not at all
    half=$attempts/.$SLURM_JOB_ID.$SLURM_RESTART_COUNT.tmp
    mkdir "$half" && cp "$folder/job.json" "$folder/slurm.json" "$half/" && mv -T "$half" "$attempts/$((newest + 1))" ||
        leave "cannot make attempt $((newest + 1))"
    folder=$attempts/$((newest + 1))
    claim || leave "attempt $((newest + 1)) is at work elsewhere"
fi

# --- the worker -----------------------------------------------------------------------------------------------------

exec >>"$folder/log" 2>&1 </dev/null
worker='' wish=''
lay_down() { # WISH: the worker writes a checkpoint and ends
    wish=$1
    [ -z "$worker" ] || kill -TERM "$worker" 2>/dev/null
}
trap 'lay_down requeue' USR1 # the time limit is near, or a job of higher priority wants the place
trap 'lay_down stop' TERM

ulimit -c 0
"$@" "-XX:ErrorFile=$folder/hs_err.log" "$main" "$folder" &
worker=$!
[ -z "$wish" ] || lay_down "$wish"
while kill -0 "$worker" 2>/dev/null; do
    wait "$worker"
done
wait "$worker"
code=$?

printf '%s\n' "$code" >"$folder/exit.tmp" && mv "$folder/exit.tmp" "$folder/exit"
if [ "$code" -eq 75 ] && [ "$wish" = requeue ]; then
    printf '%s goes back to the queue\n' "$task"
    scontrol requeue "$task" && sleep 60 # the controller ends this script
fi
[ "$code" -ne 75 ] || [ ! -e "$folder/stop" ] || exit 0
exit "$code"
