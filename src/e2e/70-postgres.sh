#!/usr/bin/env bash
# A PostgreSQL named by a JDBC URL holds the same rows as H2, and answers the same queries.
. "$(dirname "$0")/lib.sh"

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { bin=$(command -v initdb) && bin=$(dirname "$bin"); } || skip 'there is no PostgreSQL server (apt install postgresql)'
cluster=$(mktemp -d /tmp/sdde-postgres.XXXXXX)
as() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then # PostgreSQL refuses to run as root
    id postgres >/dev/null 2>&1 && command -v runuser >/dev/null || skip 'this is root, and there is no user postgres to run a server as'
    chown postgres "$cluster"
    as() { runuser -u postgres -- "$@"; }
fi
cd /
as "$bin/initdb" -D "$cluster/data" -U sdde -A trust --locale=C -E UTF8 >"$work/initdb.log" 2>&1 ||
    skip "initdb does not work: $(tail -n 1 "$work/initdb.log")"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || echo 54329)
trap 'as "$bin/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1; rm -rf "$cluster"' EXIT
as "$bin/pg_ctl" -D "$cluster/data" -w -t 60 -l "$cluster/log" \
    -o "-p $port -k $cluster -c listen_addresses=127.0.0.1" start >"$work/pg.log" 2>&1 || fail "PostgreSQL does not start: $(cat "$work/pg.log")"

facts "$base" >"$work/h2.facts"
views() {
    for view in v_run v_measurement_wide v_best v_failures v_mean; do
        sweep sql --home "$1" --csv "select count(*) as n from $view"
    done
    sweep sql --home "$1" --csv "select method, lambda, metric, seeds from v_best where metric in ('accuracy', 'nll', 'auroc')
        order by eval_set, aggregator, temperature, metric, method, lambda"
}
views "$base" >"$work/h2.views"
export SDDE_DATABASE="jdbc:postgresql://127.0.0.1:$port/postgres" SDDE_DATABASE_USER=sdde
exits 0 sweep rebuild --home "$base"
facts "$base" >"$work/pg.facts"
views "$base" >"$work/pg.views"
equal 'rows of H2 and PostgreSQL' "$work/h2.facts" "$work/pg.facts"
equal 'views of H2 and PostgreSQL' "$work/h2.views" "$work/pg.views"
mkdir -p "$work/pg-home" # one that never had a file of H2
cp -R "$base/runs" "$work/pg-home/"
exits 0 run-sweep "$sweep_file" --home "$work/pg-home"
! grep -q 'note: ' "$work/out" || fail "a database on a server is missed as a file: $(cat "$work/out")"
exits 2 sweep sql --home "$base" 'delete from sweep_run'
grep -q 'read-only' "$work/out" || fail "a reader may write: $(cat "$work/out")"
exits 0 sweep doctor --home "$base" --quick
SDDE_DATABASE="jdbc:postgresql://127.0.0.1:1/x?password=geheim" exits 2 sweep sql --home "$base" 'select 1'
grep -q geheim "$work/out" && fail 'a password was printed'
echo "$(wc -l <"$work/pg.facts" | tr -d ' ') rows are the same in H2 and in PostgreSQL"
