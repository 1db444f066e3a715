#!/bin/bash
# Runs the rivals' generators and ours in turn, and prints a table of CPU seconds (user and system), peak MB and lines of Rust:
#
#     rivals.sh ROUNDS COLLECTION.json...
#
# Seconds are the median of the rounds, MB the most. A tool that fails runs once, one that is not installed does not run. With
# KEEP=FOLDER what was written stays, in FOLDER/COLLECTION/TOOL, for rivals-compile.sh; TOOLS="postwright quicktype" runs only
# these. Install them once, into $RIVALS (default: target/rivals):
#
#     npm install --prefix $RIVALS quicktype@26.0.0 postman-code-generators@2.1.1 postman-collection@5.3.1
#     cargo install --locked --root $RIVALS postman2openapi-cli@1.2.1 cargo-progenitor@0.15.1
#     pip download --no-deps --dest $RIVALS openapi-generator-cli==7.26.0 && unzip $RIVALS/openapi_generator_cli-*.whl -d $RIVALS
set -u
root="$(cd "$(dirname "$0")/../.." && pwd)"
rivals="$(realpath -m "${RIVALS:-$root/target/rivals}")"
rounds="$1"
shift
work="$(realpath -m "${KEEP:-$(mktemp -d)}")"
removed="$work/.removed"
trap 'rm -rf "$removed"; [ -n "${KEEP:-}" ] || rm -rf "$work"' EXIT
# Backtraces that progenitor captures and drops would make it look slower than it is.
export RUST_BACKTRACE=0 NODE_PATH="$rivals/node_modules"
export ours="$root/target/release/postwright" quicktype="$NODE_PATH/quicktype/dist/index.js"
export postman2openapi="$rivals/bin/postman2openapi" progenitor="$rivals/bin/cargo-progenitor"
export openapi_generator="$rivals/openapi_generator_cli/openapi-generator.jar"

# The tools: what must be there, and the command, which reads $input and writes $output.
convert='"$postman2openapi" -f json "$input" >"$output.json"'
snippets='
    const { readFileSync, writeFileSync } = require("fs"), { convert } = require("postman-code-generators");
    const { Collection } = require("postman-collection"), snippets = [];
    new Collection(JSON.parse(readFileSync(process.env.input, "utf8"))).forEachItem((item) =>
        convert("rust", "reqwest", item.request, {}, (error, snippet) => snippets.push(snippet ?? `// ${error}\n`)));
    writeFileSync(process.env.output + ".rs", snippets.join("\n"));'
export snippets
tools=(
    "postwright|$ours|"'"$ours" generate "$input" --out "$output"'
    "postman-code-generators|$NODE_PATH/postman-code-generators|"'node -e "$snippets"'
    "quicktype|$quicktype|"'node --max-old-space-size=8000 "$quicktype" --src-lang postman --lang rust -o "$output.rs" "$input"'
)
for interface in positional builder; do
    tools+=("progenitor-$interface|$progenitor|$convert"' && "$progenitor" progenitor -i "$output.json" -o "$output" -n rival -v 0.1.0 --interface '$interface)
done
tools+=("openapi-generator|$openapi_generator|$convert"' && java -jar "$openapi_generator" generate -i "$output.json" -g rust --library reqwest -o "$output" --skip-validate-spec')

# run TOOL COMMAND: one sample, "CPU-seconds MB", or the first line that tells of the failure.
run() {
    export output="$place/$1"
    [ ! -e "$output.failure" ] || return
    # Not removed before the end: a file system may take long to give out again what was freed a moment ago.
    mkdir -p "$removed"
    mv "$output" "$output.rs" "$output.json" "$(mktemp -d -p "$removed")" 2>/dev/null
    if /usr/bin/time -o "$place/time" -f '%U %S %M' timeout 900 sh -c "$2" >"$place/log" 2>&1; then
        awk '{ printf "%.2f %.0f\n", $1 + $2, $3 / 1024 }' "$place/time" >>"$output.samples"
    else
        grep -m1 -iE 'error|fail|panick' "$place/log" | cut -c1-120 >"$output.failure"
    fi
}

# cell TOOL: what the table says of the collection in $place.
cell() {
    [ ! -e "$place/$1.failure" ] || { echo -n ' fails |'; return; }
    local lines
    lines="$(find "$place/$1" "$place/$1.rs" -name '*.rs' -exec cat {} + 2>/dev/null | wc -l)"
    sort -n "$place/$1.samples" | awk -v lines="$lines" '
        { seconds[NR] = $1; if ($2 > most) most = $2 }
        END { printf " %.2f / %d / %.1fk |", seconds[int((NR + 1) / 2)], most, lines / 1000 }'
}

if [ -n "${TOOLS:-}" ]; then
    mapfile -t tools < <(printf '%s\n' "${tools[@]}" | grep -E "^(${TOOLS// /|})\|")
fi

cargo build -q --release -p postwright --bin postwright --manifest-path "$root/Cargo.toml" || exit 1
header='| CPU s / peak MB / lines |'
for input in "$@"; do
    export input="$(realpath "$input")" place="$work/$(basename "$input" | cut -d. -f1)"
    mkdir -p "$place"
    rm -f "$place"/*.samples "$place"/*.failure
    header+=" $(basename "$place") |"
    for _ in $(seq "$rounds"); do
        for tool in "${tools[@]}"; do
            IFS='|' read -r name needed command <<<"$tool"
            [ ! -e "$needed" ] || run "$name" "$command"
        done
    done
done
echo "$header"
echo "$header" | sed 's/[^|]\+/---/g'
for tool in "${tools[@]}"; do
    IFS='|' read -r name needed command <<<"$tool"
    [ -e "$needed" ] || continue
    echo -n "| $name |"
    for input in "$@"; do
        place="$work/$(basename "$input" | cut -d. -f1)"
        cell "$name"
    done
    echo
done
cat "$work"/*/*.failure 2>/dev/null | sort -u
