#!/usr/bin/env bash
# Records newman once more for the collections and the fixtures of this repository: tests/fixtures/wire/*.jsonl.
#
#     tests/oracle/renew.sh
#
# Needs Node 20 or newer; newman is installed from package-lock.json on the first run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[ -d tests/oracle/node_modules ] || npm ci --prefix tests/oracle
mkdir -p tests/fixtures/wire

# record COLLECTION [OPTION]...
record() {
    local name
    name=$(basename "$1")
    node tests/oracle/record.mjs --collection "$1" --out "tests/fixtures/wire/${name%%.*}.jsonl" \
        --fill --fill-empty --stable --now 1700000000 --seed 1 --timeout 2000 "${@:2}"
}

for collection in collections/*.postman_collection.json; do
    record "$collection"
done

# Away from their files: what the collections send is a stand-in that the clients know too.
fixtures=tests/oracle/fixtures
empty=$(mktemp -d)
trap 'rmdir "$empty"' EXIT
for name in 01-urls 02-headers 03-bodies 04-auth 04b-auth-collection 06-v1 07-sloppy 08-client 09-corners; do
    record "$fixtures/$name.json" --working-dir "$empty"
done
record "$fixtures/05-variables.json" --working-dir "$empty" \
    --environment "$fixtures/05-variables.environment.json" --globals "$fixtures/05-variables.globals.json"
