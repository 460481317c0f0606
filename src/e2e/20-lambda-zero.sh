#!/usr/bin/env bash
# sdde with λ = 0 trains bitwise what de trains, and with λ = 0.1 something else.
. "$(dirname "$0")/lib.sh"

query() {
    sweep sql --home "$base" --csv "select weights_sha256 from run where method = '$1' and $2" | tail -n 1
}
de=$(query de 'lambda is null')
zero=$(query sdde 'lambda = 0')
tenth=$(query sdde 'lambda > 0')
printf '%s\n' "$de" | grep -Eq '^[0-9a-f]{64}$' || fail "no hash of the weights of de: '$de'"
[ "$de" = "$zero" ] || fail "weights of de ($de) and of sdde with λ = 0 ($zero) differ"
[ "$de" != "$tenth" ] || fail 'λ = 0.1 changes no weight'
