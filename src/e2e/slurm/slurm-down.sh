#!/usr/bin/env bash
# Ends what slurm-up.sh has started; --purge removes its files too.
dir=${SLURM_DIR:-/var/tmp/slurm-test}
scancel --user="$(id -un)" 2>/dev/null
sleep 1

pids=$(cat "$dir"/slurmd-*.pid "$dir/slurmctld.pid" /run/munge/munged.pid 2>/dev/null)
for pid in $pids; do
    kill "$pid" 2>/dev/null
done
for _ in $(seq 50); do
    alive=0
    for pid in $pids; do
        ! kill -0 "$pid" 2>/dev/null || alive=1
    done
    [ "$alive" = 1 ] || break
    sleep 0.2
done
if [ "${1:-}" = --purge ]; then
    rm -rf "$dir"
    rm -f /etc/slurm/slurm.conf /etc/slurm/gres.conf /etc/slurm/cgroup.conf
fi
exit 0
