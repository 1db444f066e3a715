#!/usr/bin/env bash
# What a call of an emitted client costs, beside one that is written by hand: user instructions by callgrind, from the
# difference of 100 and 300 calls; then time and allocations.
#
#     tests/bench/call/run.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
folder=target/call-bench
mkdir -p "$folder"
cp -r tests/bench/call/Cargo.toml tests/bench/call/src "$folder"
cargo run --quiet -- generate tests/bench/call/invoices.postman_collection.json --out "$folder/client"
cargo build --quiet --release --manifest-path "$folder/Cargo.toml" --target-dir "$folder/target"
program=$folder/target/release/call-bench
"$program" server 8098 &
trap 'kill %1' EXIT
sleep 1

instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 8098 2>&1 >/dev/null |
        sed -n 's/.*Collected : //p'
}
for call in get post build-get build-post read write; do
    for who in hand emitted; do
        few=$(instructions "$call-$who" 100)
        many=$(instructions "$call-$who" 300)
        printf '%-20s %7d instructions\n' "$call-$who" $(((many - few) / 200))
    done
done
for _ in 1 2 3; do
    for mode in get-hand get-emitted post-hand post-emitted read-hand read-emitted many-hand many-emitted; do
        "$program" "$mode" 12800 8098
    done
done
