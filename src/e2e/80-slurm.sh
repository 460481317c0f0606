#!/usr/bin/env bash
# A real Slurm: two nodes with two fake GPUs each, on this machine. 12 runs on 4 places; one node's daemon is killed while its
# workers go on, one task is pre-empted, one cancelled by hand, the orchestrator killed and started again: every run has its
# result, none was trained to its end twice, and what was disturbed equals what was not. Needs root, slurm-wlm, munge.
. "$(dirname "$0")/lib.sh"

[ "$(id -u)" -eq 0 ] || skip 'starting a Slurm of our own needs root'
for program in sbatch slurmctld slurmd munged; do
    PATH=$PATH:/usr/sbin command -v "$program" >/dev/null ||
        skip "there is no $program: apt-get install -y --no-install-recommends slurm-wlm slurm-client munge"
done
command -v python3 >/dev/null || skip 'there is no python3, which proves the results'
! grep -qsv '^ClusterName=sdde-test$' <(grep -hs '^ClusterName' /etc/slurm/slurm.conf) ||
    skip 'this machine belongs to a Slurm cluster already'

export SLURM_DIR=$work/cluster SDDE_JAVA_OPTIONS=-Dsdde.checkpoint.seconds=1
orchestrator='' lost=''
down() {
    # shellcheck disable=SC2086 # several processes
    kill -9 $orchestrator $lost 2>/dev/null || true # else this ends here, and the cluster stays
    "$root/src/e2e/slurm/slurm-down.sh" --purge
}
trap down EXIT
"$root/src/e2e/slurm/slurm-up.sh" >"$work/slurm-up.log" 2>&1 || {
    tail -n 5 "$work/slurm-up.log"
    fail 'Slurm does not start here'
}

grid() { # NAME SEEDS: a sweep file
    cat >"$work/$1.yaml" <<YAML
sweep: $1
grid: {dataset: mnist, ensemble_size: 2, seed: $2, method: [de, {name: sdde, lambda: [0, 0.1]}, {name: ncl, lambda: 0.1}]}
executor: slurm
slurm: {partition: low, gres: gpu:1, time: 10 min, at_a_time: 4}
set: {train.epochs: 5, train.augmentation: none, train.images: 3000}
YAML
}
grid cluster 1..3
grid alone 1
home=$work/slurm

start() { # on the processors of the nodes: their GPUs are fake
    run-sweep "$work/cluster.yaml" --home "$home" --devices sim:4 >>"$work/slurm.log" 2>&1 &
    orchestrator=$!
}

await() { # WHAT SECONDS COMMAND…
    what=$1 left=$(($2 * 2))
    shift 2
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || {
            tail -n 20 "$work/slurm.log"
            squeue -r -t all
            fail "waited too long for: $what"
        }
        sleep 0.5
    done
}
training() { [ "$(cat "$home"/runs/*/attempts/1/events.jsonl | grep -c '"type":"checkpoint"')" -ge 4 ] && [ "$(at_work | wc -l)" -ge 4 ]; }
at_work() { squeue -h -r -t RUNNING -p low -o '%F_%K %N'; }
on() { at_work | sed -n "s/ $1\$//p"; } # NODE: keys of the tasks there

# --- a sweep with accidents --------------------------------------------------------------------------------------------

start
await 'four runs in training' 240 training
others=$(squeue -h -r -t PENDING -p low -o '%F_%K' | paste -sd,)
scontrol hold "$others" # so that whoever lost its place is next
lost=$(cat "$home"/runs/*/attempts/1/events.jsonl | sed -n '/"slurm_node":"n1"/s/.*"pid":\([0-9]*\).*/\1/p' | tr '\n' ' ')
[ -n "$lost" ] || fail "nobody works on n1: $(squeue -r)"
# shellcheck disable=SC2086 # several processes
kill -STOP $lost # as if the network had gone: they will go on and not know what has happened
kill -9 "$(cat "$SLURM_DIR/slurmd-n1.pid")"
kill -9 "$orchestrator"
scontrol update NodeName=n1 State=DOWN Reason='no answer' # as the controller would by itself, sooner
wait "$orchestrator" 2>/dev/null || true
before=$(on n0)
sbatch --partition=high --nodelist=n0 --gres=gpu:1 --time=1 --output=/dev/null --wrap 'sleep 2' >/dev/null
pre_empted() { # a controller that does not answer is no pre-emption
    now=$(at_work) && [ -n "$now" ] && [ "$(on n0 | wc -l)" -lt "$(printf '%s\n' "$before" | wc -l)" ] &&
        grep -qs 'goes back to the queue' "$home"/runs/*/attempts/*/log
}
await 'a pre-empted task' 90 pre_empted
exits 0 sweep status --home "$home"
grep -q 'running: nothing' "$work/out" || fail "a dead orchestrator still counts: $(cat "$work/out")"
grep -q ' \(running\|pending\)  *[0-9]  *[0-9]/5 ' "$work/out" || fail "the tasks in the cluster are not shown: $(cat "$work/out")"
start
await 'the second orchestrator' 120 grep -q 'slurm:0' "$work/slurm.log"
victim=$(on n0 | head -n 1)
[ -n "$victim" ] || fail "nothing is at work on n0: $(squeue -r -t all)"
scancel "$victim"
second() { grep -l '"slurm_node":"n1"' "$home"/runs/*/attempts/1/events.jsonl | sed 's|/1/events.jsonl$|/2/events.jsonl|' | xargs ls 2>/dev/null | grep -q .; }
await 'a second attempt of a run of the lost node' 120 second
# shellcheck disable=SC2086 # several processes
kill -CONT $lost
superseded() { grep -qs 'has taken over: stopping' "$home"/runs/*/attempts/1/log; }
await 'a worker of the lost node that lays its work down' 90 superseded
/usr/sbin/slurmd -N n1 -f /etc/slurm/slurm.conf
scontrol update NodeName=n1 State=RESUME 2>/dev/null || true # unless it has come back by itself
scontrol release "$others"

code=0
left=600
while kill -0 "$orchestrator" 2>/dev/null; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || {
        tail -n 20 "$work/slurm.log"
        squeue -r -t all
        fail 'the sweep does not end'
    }
    sleep 1
done
wait "$orchestrator" || code=$?
[ "$code" -eq 0 ] || fail "exit code $code: $(tail -n 20 "$work/slurm.log")"
grep -q '^12 runs: 12 succeeded' "$work/slurm.log" || fail "not 12 results: $(tail -n 5 "$work/slurm.log")"

# --- what it came to ---------------------------------------------------------------------------------------------------

python3 "$root/src/e2e/slurm/once.py" "$home" 12 || fail 'a run is missing, or was trained twice'
python3 "$root/src/e2e/crash/leases.py" "$home" || fail 'a slot was given away twice'
grep -qs 'goes back to the queue' "$home"/runs/*/attempts/*/log || fail 'no task was pre-empted'
grep -q 'cancelled in the cluster' "$home"/runs/*/events.jsonl || fail 'no task was cancelled by hand'
run-sweep "$work/alone.yaml" --executor local --home "$work/alone" >"$work/alone.log" 2>&1 || fail "$(tail -n 5 "$work/alone.log")"
trained() {
    sweep sql --home "$1" --csv "select run_id, weights_sha256, logits_sha256 from run where seed = 1 order by run_id"
}
trained "$home" >"$work/slurm.hashes"
trained "$work/alone" >"$work/alone.hashes"
[ "$(wc -l <"$work/alone.hashes")" -eq 5 ] || fail "not 4 runs alone: $(cat "$work/alone.hashes")"
equal 'weights from the cluster and from here' "$work/alone.hashes" "$work/slurm.hashes"

# --- in the background, and stopped ------------------------------------------------------------------------------------

exits 0 run-sweep "$work/cluster.yaml" --home "$work/stopped" --devices sim:4 --detach
home=$work/stopped
await 'runs in training' 240 training
exits 0 sweep stop --home "$home"
[ -z "$(squeue -h -r -t PENDING,RUNNING -p low -o %i)" ] || fail "tasks are left: $(squeue -r)"
exits 0 sweep status --home "$home"
grep -q '^cluster .* 12$\|cancelled' "$work/out" || fail "no run is cancelled: $(cat "$work/out")"

# --- left to the cluster by an orchestrator that is dead, and stopped without one -----------------------------------------

exits 0 run-sweep "$work/alone.yaml" --home "$work/left" --devices sim:4 --detach
home=$work/left
await 'four runs in training' 240 training
orchestrator=$(sed -n 's/.*"pid" *: *\([0-9]*\).*/\1/p' "$home/runs/.lock.json")
kill -9 "$orchestrator"
dead() { ! kill -0 "$orchestrator"; }
await 'the end of the orchestrator' 30 dead
run=$(basename "$(dirname "$(find "$home/runs" -maxdepth 2 -name run.json | sort | head -n 1)")")
sweep logs "$run" -f --home "$home" >"$work/followed" 2>&1 &
follower=$!
exits 0 sweep status --home "$home"
[ "$(grep -c ' running  *1  *[0-9]/5 ' "$work/out")" -eq 4 ] || fail "not four tasks are shown: $(cat "$work/out")"
exits 0 sweep stop --home "$home"
grep -q 'stopped 4 runs that were left to the cluster' "$work/out" || fail "they are not stopped: $(cat "$work/out")"
[ -z "$(squeue -h -r -t PENDING,RUNNING -p low -o %i)" ] || fail "tasks are left: $(squeue -r)"
left=60
while kill -0 "$follower" 2>/dev/null; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || fail "a log is followed for ever: $(tail -n 3 "$work/followed")"
    sleep 1
done
sweep doctor --quick --home "$home" >"$work/out" 2>&1 || true
grep -q '^ok    slurm  *answers after' "$work/out" || fail "the doctor does not see the cluster: $(cat "$work/out")"
run-sweep "$work/alone.yaml" --home "$home" --devices sim:4 >"$work/left.log" 2>&1 || fail "$(tail -n 5 "$work/left.log")"
! grep -q 'failed run\|retry' "$work/left.log" || fail "a stopped run counts as failed: $(cat "$work/left.log")"
trained "$home" >"$work/left.hashes"
equal 'weights after a stop without an orchestrator' "$work/alone.hashes" "$work/left.hashes"
exits 0 sweep gc --yes --home "$home"
[ -z "$(ls "$home/runs/.slurm")" ] || fail "batches are left behind: $(ls "$home/runs/.slurm")"
