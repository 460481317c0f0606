#!/usr/bin/env bash
# The smoke form of shipped sweeps, from a name to a report: on small files in the official formats of CIFAR and TinyImageNet, and
# on generated stand-ins. Whole: paper_cifar10, with all five methods. Of paper_tiny_imagenet two methods, because the others do
# not know how large an image is. The plan of every shipped sweep is made by a test in Java, ShippedPlansTest, in one process.
#
#   SDDE_SMOKE=all bin/test smoke                 runs them all, whole: about a minute each on 2 quiet cores
#   SDDE_SMOKE="tradeoff paper_mnist" bin/test smoke
. "$(dirname "$0")/lib.sh"
home=$work/smoke
shared=${SDDE_SHARED:-$root/../shared}/data/cifar10-reencoded
cd "$work" # bare names work from any folder

# --- without data: an error that names the command, or stand-ins ------------------------------------------------

exits 2 run-sweep paper_cifar10 --home "$home"
grep -q 'sweep data fetch cifar10' "$work/out" || fail "a missing data set does not name the command: $(cat "$work/out")"
[ ! -e "$home/runs" ] || fail 'a sweep without its data has started something'

exits 0 sweep plan paper_cifar10 --smoke --home "$home"
grep -q '^sweep paper_cifar10-smoke' "$work/out" || fail "the plan is not that of a smoke form: $(head -n 3 "$work/out")"
grep -q 'generated images stand in for cifar10' "$work/out" || fail 'the plan names no stand-in'
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

# smoke NAME [FILE]: every run of its smoke form succeeds or diverges, and each file of its report says what it is
smoke() {
    start=$SECONDS
    exits 0 run-sweep "${2:-$1}" --smoke --home "$home"
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

wanted=${SDDE_SMOKE:-paper_cifar10 two_of_tiny_imagenet}
[ "$wanted" != all ] || wanted=$(for file in "$root"/sweeps/*.yaml; do basename "$file" .yaml; done)
two=$work/two_of_tiny_imagenet.yaml
sed 's/^\(sweep: paper_tiny_imagenet\).*/\1/; s/method: \[.*\]/method: [de, sdde]/' "$root/sweeps/paper_tiny_imagenet.yaml" >"$two"
grep -q 'method: \[de, sdde\]' "$two" || fail 'the sweep of TinyImageNet has no list of methods'
for name in $wanted; do
    case $name in
        two_of_tiny_imagenet) name=paper_tiny_imagenet && smoke "$name" "$two" ;;
        *) smoke "$name" ;;
    esac
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
echo "$(printf '%s\n' $wanted | wc -l | tr -d ' ') reports, CIFAR-10 from $images images"
