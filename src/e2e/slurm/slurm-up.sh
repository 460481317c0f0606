#!/usr/bin/env bash
# A Slurm of two nodes with two fake GPUs each, on this machine alone, without systemd and cgroups. Run as root.
# Needs: apt-get install -y --no-install-recommends slurm-wlm slurm-client munge
# SLURM_DIR: where it lives. Writes /etc/slurm/*.conf, so it is for test machines only. Everything listens on loopback.
set -eu
nodes=${SLURM_NODES:-2} gpus=${SLURM_GPUS:-2} cpus=${SLURM_CPUS:-4} dir=${SLURM_DIR:-/var/tmp/slurm-test}
host=$(hostname -s)
mkdir -p "$dir"/{log,state,spool}
chmod 755 "$dir" "$dir/log" "$dir/state" "$dir/spool"

# --- munge: the daemon insists on its own user ---------------------------------------------------------------------
install -d -o munge -g munge -m 755 /run/munge
install -d -o munge -g munge -m 700 /var/lib/munge /var/log/munge
[ -s /etc/munge/munge.key ] || dd if=/dev/urandom of=/etc/munge/munge.key bs=1 count=1024 status=none
chown munge:munge /etc/munge /etc/munge/munge.key
chmod 700 /etc/munge
chmod 400 /etc/munge/munge.key
munge -n >/dev/null 2>&1 || runuser -u munge -- /usr/sbin/munged --pid-file=/run/munge/munged.pid
for _ in $(seq 50); do
    ! munge -n >/dev/null 2>&1 || break
    sleep 0.1
done

# --- slurm.conf: a task that is queued again may start after seconds instead of minutes --------------------------
cat >"$dir/slurm.conf" <<CONF
ClusterName=sdde-test
SlurmctldHost=$host(127.0.0.1)
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=cred_expire=6
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool/%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd-%n.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/slurmd-%n.log
SlurmctldPort=26817
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,batch_sched_delay=0,bf_interval=2
MpiDefault=none
ReturnToService=2
MinJobAge=3600
KillWait=5
InactiveLimit=0
SlurmdTimeout=15
SlurmctldTimeout=15
JobRequeue=1
RequeueExit=75
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
SlurmctldParameters=preempt_send_user_signal
GresTypes=gpu
PropagateResourceLimits=NONE
SlurmdParameters=config_overrides
CONF
: >"$dir/gres.conf"
list=
for node in $(seq 0 $((nodes - 1))); do
    list=$list,n$node
    printf 'NodeName=n%s NodeHostname=%s NodeAddr=127.0.0.1 Port=%s CPUs=%s RealMemory=8000 Gres=gpu:%s State=UNKNOWN\n' \
        "$node" "$host" $((27100 + node)) "$cpus" "$gpus" >>"$dir/slurm.conf"
    # a count alone leaves a node invalid: every fake GPU needs a device file
    for gpu in $(seq 0 $((gpus - 1))); do
        [ -e "$dir/fakegpu$gpu" ] || mknod "$dir/fakegpu$gpu" c 1 3
    done
    printf 'NodeName=n%s Name=gpu File=%s/fakegpu[0-%s]\n' "$node" "$dir" $((gpus - 1)) >>"$dir/gres.conf"
done
list=${list#,}
cat >>"$dir/slurm.conf" <<CONF
PartitionName=low  Nodes=$list Default=YES MaxTime=INFINITE State=UP PriorityTier=1 PreemptMode=REQUEUE GraceTime=10
PartitionName=high Nodes=$list Default=NO  MaxTime=INFINITE State=UP PriorityTier=10 PreemptMode=OFF
CONF
mkdir -p /etc/slurm
cp "$dir/slurm.conf" "$dir/gres.conf" /etc/slurm/
printf 'CgroupAutomount=no\n' >/etc/slurm/cgroup.conf

# --- daemons ---------------------------------------------------------------------------------------------------------
/usr/sbin/slurmctld -c -f /etc/slurm/slurm.conf
for node in $(seq 0 $((nodes - 1))); do
    mkdir -p "$dir/spool/n$node"
    /usr/sbin/slurmd -N "n$node" -f /etc/slurm/slurm.conf
done
for _ in $(seq 150); do
    [ "$(sinfo -h -p low -o '%D %T' 2>/dev/null)" != "$nodes idle" ] || break
    sleep 0.2
done
sinfo -N -o '%N %P %T %c %G %m'
[ "$(sinfo -h -p low -o '%D %T')" = "$nodes idle" ]
