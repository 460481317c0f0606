#!/usr/bin/env bash
# A report made again, in another time zone and language, is the same to the byte; so is the plan of a user's own pictures.
. "$(dirname "$0")/lib.sh"

# made NAME OPTIONS: with these options of the JVM, in the time zone and language that the environment names
made() {
    rm -rf "$base/reports"
    SDDE_JAVA_OPTIONS=$2 exits 0 sweep report e2e --home "$base"
    report_sum "$base" >"$work/$1.report"
}

# again NAME OPTIONS: the same, and equal to the one made here; earlier stages may have added verifications to the base's
again() {
    made "$1" "$2"
    equal "reports here and with $1" "$work/here.report" "$work/$1.report"
}

made here ''
again again ''
TZ=Pacific/Chatham LC_ALL=tr_TR.UTF-8 again chatham '-Duser.timezone=Pacific/Chatham -Duser.language=tr -Duser.country=TR'
TZ=America/St_Johns LC_ALL=de_DE again german '-Duser.timezone=America/St_Johns -Duser.language=de -Duser.country=DE -Dfile.encoding=ISO-8859-1'
TZ=Asia/Kathmandu LC_ALL=C again arabic '-Duser.timezone=Asia/Kathmandu -Duser.language=ar -Duser.country=EG'

# --- names of files that ASCII does not have ---------------------------------------------------------------------

own=$work/own
for class in chaîne 猫; do
    mkdir -p "$own/pictures/$class"
    for i in 1 2 3 4; do # a black pixel
        printf 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==' |
            base64 -d >"$own/pictures/$class/é$i.png"
    done
done
{
    echo 'dataset: {name: folder, folder: pictures, channels: 1, size: 28, test_size: 2, validation_size: 2}'
    sed -n '/^network:/,/^ood:/p' "$root/experiments/mnist.yaml" | sed '$d'
    echo 'ood: {near: [fashion-mnist], far: [], validation: []}'
} >"$own/recipe.yaml"
printf 'sweep: own\nrecipe: recipe.yaml\ngrid: {dataset: folder, ensemble_size: 2, seed: 1, method: de}\n' >"$own/own.yaml"
for language in C C.UTF-8 POSIX; do
    LC_ALL=$language exits 0 sweep plan "$own/own.yaml" --home "$own/home"
    grep -E ' [0-9a-f]{16} +folder de ' "$work/out" >"$own/$language.plan" || fail "no run is planned: $(cat "$work/out")"
    equal "plans of one folder in the languages C and $language" "$own/C.plan" "$own/$language.plan"
done
unset LC_ALL LC_CTYPE LANG
exits 0 sweep plan "$own/own.yaml" --home "$own/home"
grep -E ' [0-9a-f]{16} +folder de ' "$work/out" >"$own/none.plan"
equal 'plans of one folder in the language C and in none' "$own/C.plan" "$own/none.plan"
