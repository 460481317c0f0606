#!/usr/bin/env bash
# The README's commands as they stand there, on the base's sweep in place of the two that take longer.
. "$(dirname "$0")/lib.sh"

# The block of shell commands under "What you do with it", without its comments and without the line for an interactive shell.
sed -n '/^## What you do with it/,/^## /p' "$root/README.md" | sed -n '/^```sh$/,/^```$/p' |
    sed -e '/^```/d' -e '/^export PATH/d' -e 's/ *#.*$//' >"$work/readme.commands"
[ "$(wc -l <"$work/readme.commands")" -ge 4 ] || fail "no block of commands found: $(cat "$work/readme.commands")"

cp "$sweep_file" "$work/lambda_grid.yaml"
export SDDE_HOME=$base
cd "$work"
sed -e 's/quickstart/e2e/g' "$work/readme.commands" >"$work/readme.sh"
while IFS= read -r line; do
    code=0
    bash -euc "$line" >"$work/out" 2>&1 </dev/null || code=$?
    [ "$code" -eq 0 ] || {
        tail -n 20 "$work/out"
        fail "the README's '$line' ended with exit code $code"
    }
    [ -s "$work/out" ] || fail "the README's '$line' printed nothing"
done <"$work/readme.sh"

# Every file and folder that the README points to is there.
missing=$(grep -o '](\([a-zA-Z0-9_./-]*\))' "$root/README.md" | tr -d ']()' | while IFS= read -r path; do
    [ -e "$root/$path" ] || printf '%s ' "$path"
done)
[ -z "$missing" ] || fail "the README points to what is not there: $missing"
echo "$(wc -l <"$work/readme.sh" | tr -d ' ') commands"
