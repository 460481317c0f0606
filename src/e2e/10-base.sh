#!/usr/bin/env bash
# A small real sweep on MNIST from its file to its report: de, sdde with λ = 0 and λ = 0.1.
. "$(dirname "$0")/lib.sh"

cat >"$sweep_file" <<'YAML'
sweep: e2e
description: The smallest sweep that has everything
grid:
  dataset: mnist
  ensemble_size: 2
  seed: [1]
  method: [de, {name: sdde, lambda: [0, 0.1]}]
set:
  train.epochs: 1
  train.augmentation: none
YAML

cd "$work" # any folder will do
exits 0 run-sweep "$sweep_file" --home "$base"
grep -q '^3 runs: 3 succeeded' "$work/out" || fail "there is no summary of 3 runs: $(tail -n 3 "$work/out")"
grep -q '^report: ' "$work/out" || fail 'the path of the report is not printed'
[ -s "$base/reports/e2e/report.md" ] || fail 'there is no report.md'
[ "$(find "$base/runs" -name result.json -not -path '*/attempts/*' | wc -l)" -eq 3 ] || fail 'not 3 results'
[ -z "$(find "$base/runs" -name '*checkpoint*' -print)" ] || fail 'checkpoints are left behind'
cp "$work/out" "$work/base.out"
facts "$base" >"$work/base.facts"
report_sum "$base" >"$work/base.report"
echo "3 runs, $(wc -l <"$work/base.facts" | tr -d ' ') rows"
