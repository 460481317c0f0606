#!/usr/bin/env bash
# The smoke form of the shipped sweeps: the plan of every one, and from its name to its report for three of them: on small files
# in the official formats of CIFAR and TinyImageNet, and on generated stand-ins.
#
#   SDDE_SMOKE=all bin/test smoke                 runs them all: about a minute each on 2 quiet cores
#   SDDE_SMOKE="tradeoff paper_mnist" bin/test smoke
. "$(dirname "$0")/lib.sh"
home=$work/smoke
shared=${SDDE_SHARED:-$root/../shared}/data/cifar10-reencoded
cd "$work" # bare names work from any folder

# --- without data: an error that names the command, or stand-ins ------------------------------------------------

exits 2 run-sweep paper_cifar10 --home "$home"
grep -q 'sweep data fetch cifar10' "$work/out" || fail "a missing data set does not name the command: $(cat "$work/out")"
[ ! -e "$home/runs" ] || fail 'a sweep without its data has started something'

plans=0
for file in "$root"/sweeps/*.yaml; do
    name=$(basename "$file" .yaml)
    exits 0 sweep plan "$name" --smoke --home "$home"
    grep -q '^sweep .*-smoke' "$work/out" || fail "the plan of $name is not that of a smoke form: $(head -n 3 "$work/out")"
    grep -q 'a trial of the program' "$work/out" || fail "the plan of $name does not say what it is"
    case $name in
        paper_cifar10) grep -q 'generated images stand in for cifar10' "$work/out" || fail 'the plan names no stand-in' ;;
    esac
    plans=$((plans + 1))
done
[ ! -e "$home/runs" ] || fail 'a plan has written something'

# --- data in the official formats -------------------------------------------------------------------------------

made=$work/smoke.data
mkdir -p "$made"
java "$root/src/e2e/smoke/MakeData.java" "$made" >"$work/out" 2>&1 || fail "no data were made: $(cat "$work/out")"
images=generated
if [ -f "$shared/data_batch_1.bin.gz" ] && [ -f "$shared/test_batch.bin.gz" ]; then
    gzip -dc "$shared/data_batch_1.bin.gz" | split -b 6146000 - "$made/part." # 2,000 records each
    i=1
    for part in "$made"/part.*; do
        mv "$part" "$made/cifar-10-batches-bin/data_batch_$i.bin"
        i=$((i + 1))
    done
    [ "$i" -eq 6 ] || fail "the shared CIFAR-10 images make $((i - 1)) files, not 5"
    gzip -dc "$shared/test_batch.bin.gz" >"$made/cifar-10-batches-bin/test_batch.bin"
    images=real
fi
tar -C "$made" -czf "$made/cifar-10-binary.tar.gz" cifar-10-batches-bin
tar -C "$made" -czf "$made/cifar-100-binary.tar.gz" cifar-100-binary
exits 0 sweep data import cifar10 "$made/cifar-10-binary.tar.gz" --unchecked --home "$home"
exits 0 sweep data import cifar100 "$made/cifar-100-binary.tar.gz" --unchecked --home "$home"
exits 0 sweep data import tiny-imagenet "$made/tiny-imagenet-200.zip" --unchecked --home "$home"

# --- from a name to a report ------------------------------------------------------------------------------------

# smoke NAME: every run of its smoke form succeeds or diverges, and each file of its report says what it is
smoke() {
    start=$SECONDS
    exits 0 run-sweep "$1" --smoke --home "$home"
    grep -Eq '^[0-9]+ runs: .* 0 failed, 0 not started' "$work/out" || fail "$1: $(tail -n 3 "$work/out")"
    form=$(sed -n 's/^sweep: *//p' "$root/sweeps/$1.yaml" | head -n 1)-smoke
    report=$home/reports/$form
    for file in report.html report.md report.json numbers.tex tables/all.tex; do
        grep -q 'SMOKE FORM' "$report/$file" || fail "$1: $file does not say that it is a smoke form"
    done
    for file in "$report"/tables/*.tex; do
        head -n 1 "$file" | grep -q '^% SMOKE FORM' || fail "$1: $file does not begin with what it is"
    done
    [ ! -e "$home/reports/${form%-smoke}" ] || fail "$1: there is a report of the whole sweep"
    printf '%s: %s s\n' "$1" $((SECONDS - start))
}

# generated NAME SET: the report says that SET was not there, and that what stands in its place is generated
generated() {
    for file in report.html report.md report.json tables/all.tex; do
        grep -q "GENERATED IMAGES" "$home/reports/$1-smoke/$file" || fail "$1: $file does not name generated images"
        grep -q "stand in for data that were not there:.* $2 " "$home/reports/$1-smoke/$file" ||
            fail "$1: $file does not say that $2 was not there"
    done
}

wanted=${SDDE_SMOKE:-paper_cifar10 paper_tiny_imagenet ood_shift}
[ "$wanted" != all ] || wanted=$(for file in "$root"/sweeps/*.yaml; do basename "$file" .yaml; done)
for name in $wanted; do
    smoke "$name"
    case $name in
        paper_cifar10)
            generated "$name" svhn
            trained=$(sweep sql --home "$home" --csv "select count(*) from run where dataset = 'cifar10'" | tail -n 1)
            [ "$trained" -eq 10 ] || fail "$trained runs, not 10, were trained on the files of CIFAR-10"
            ;;
        paper_tiny_imagenet)
            generated "$name" svhn
            grep -q 'tiny-imagenet, resnet18-64' "$home/reports/$name-smoke/report.md" || fail 'not trained on TinyImageNet'
            ;;
        ood_shift) generated "$name" textures ;;
    esac
done
echo "$plans plans, $(printf '%s\n' $wanted | wc -l | tr -d ' ') reports, CIFAR-10 from $images images"
