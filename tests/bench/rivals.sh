#!/bin/bash
# Runs the rivals' generators and ours on one collection: rivals.sh COLLECTION.json [RUNS]
# Prints CPU seconds (user + system, median), peak MB and emitted lines. A rival that is not installed is left out.
#
# Install them once, into $RIVALS (default: target/rivals):
#   npm install --prefix $RIVALS quicktype@26.0.0 postman-code-generators@2.1.1 postman-collection@5
#   cargo install --root $RIVALS postman2openapi-cli@1.2.1 cargo-progenitor@0.15.1
set -u
root="$(cd "$(dirname "$0")/../.." && pwd)"
rivals="${RIVALS:-$root/target/rivals}"
input="$(realpath "$1")"
runs="${2:-5}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
# Backtraces that progenitor captures and drops would make it look slower than it is.
export RUST_BACKTRACE=0

# measure NAME OUTPUT COMMAND...
measure() {
    local name="$1" output="$2" code=0 samples=""
    shift 2
    for _ in $(seq "$runs"); do
        rm -rf "$output"
        /usr/bin/time -o "$work/time" -f '%U %S %M' timeout 900 "$@" >"$work/log" 2>&1
        code=$?
        samples+="$(tail -1 "$work/time" | awk '{ printf "%.2f %.0f", $1 + $2, $3 / 1024 }')"$'\n'
        [ $code -eq 0 ] || break
    done
    local median lines
    median="$(printf '%s' "$samples" | sort -n | awk '{ row[NR] = $0 } END { print row[int((NR + 1) / 2)] }')"
    lines="$(find "$output" -name '*.rs' -print0 2>/dev/null | xargs -0r cat | wc -l)"
    printf '%-28s exit %d  CPU s, MB: %-12s lines: %d\n' "$name" $code "$median" "$lines"
}

cargo build -q --release -p postwright --bin postwright --manifest-path "$root/Cargo.toml" || exit 1
ours="$root/target/release/postwright"
measure postwright "$work/ours" "$ours" generate "$input" --out "$work/ours"
quicktype="$rivals/node_modules/quicktype/dist/index.js"
if [ -f "$quicktype" ]; then
    measure "quicktype (types only)" "$work/types.rs" node --max-old-space-size=8000 "$quicktype" \
        --src-lang postman --lang rust -o "$work/types.rs" "$input"
fi
if [ -x "$rivals/bin/postman2openapi" ]; then
    convert="'$rivals/bin/postman2openapi' -f json '$input' > '$work/openapi.json'"
    measure postman2openapi "$work/none" sh -c "$convert"
fi
if [ -x "$rivals/bin/cargo-progenitor" ] && [ -s "$work/openapi.json" ]; then
    for interface in positional builder; do
        measure "progenitor $interface" "$work/$interface" "$rivals/bin/cargo-progenitor" progenitor \
            -i "$work/openapi.json" -o "$work/$interface" -n rival -v 0.1.0 --interface "$interface"
    done
fi
