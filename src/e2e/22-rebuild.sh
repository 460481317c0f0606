#!/usr/bin/env bash
# Without its database and its reports, a home gives the same rows and the same bytes again, from runs/ alone.
. "$(dirname "$0")/lib.sh"

rm -rf "$base/reports" "$base"/results.db*
exits 2 sweep report e2e --home "$base"
grep -q rebuild "$work/out" || fail "a missing database is not explained: $(cat "$work/out")"
exits 0 sweep rebuild --home "$base"
exits 0 sweep report e2e --home "$base"
facts "$base" >"$work/rebuilt.facts"
report_sum "$base" >"$work/rebuilt.report"
equal 'rows after a rebuild' "$work/base.facts" "$work/rebuilt.facts"
equal 'reports after a rebuild' "$work/base.report" "$work/rebuilt.report"
