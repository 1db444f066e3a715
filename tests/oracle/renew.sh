#!/usr/bin/env bash
# Records newman once more for the collections of this repository: tests/fixtures/wire/*.jsonl.
#
#     tests/oracle/renew.sh
#
# Needs Node 20 or newer; newman is installed from package-lock.json on the first run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[ -d tests/oracle/node_modules ] || npm ci --prefix tests/oracle
mkdir -p tests/fixtures/wire
for collection in collections/*.postman_collection.json; do
    name=$(basename "$collection" .postman_collection.json)
    node tests/oracle/record.mjs --collection "$collection" --out "tests/fixtures/wire/$name.jsonl" \
        --fill --fill-empty --stable --now 1700000000 --seed 1 --timeout 2000
done
