#!/bin/bash
# Compiles what rivals.sh kept of one collection, in turn, and prints a table of CPU seconds (user and system) and peak MB of
# rustc for each crate alone, its dependencies built, without incremental compilation; seconds are the median of the rounds:
#
#     rivals-compile.sh ROUNDS KEPT/COLLECTION OPERATIONS [check | release | calls]
#
# check and release compile the library, calls a program in release that calls every operation of it (ours, progenitor positional).
# TOOLS="postwright quicktype" takes only these. Any crate put beside the others is a tool too.
set -u
rounds="$1" kept="$(realpath "$2")" operations="$3" mode="${4:-check}"
work="$kept/compile"
mkdir -p "$work"
export CARGO_TARGET_DIR="$kept/../target" CARGO_INCREMENTAL=0 TIMES="$work/times"
case "$mode" in
    check) cargo=(cargo check --quiet --lib) ;;
    release) cargo=(cargo build --quiet --lib --release) ;;
    calls) cargo=(cargo build --quiet --release) ;;
esac

# Cargo calls rustc for the crate itself, and for nothing that it depends on, through this.
export RUSTC_WORKSPACE_WRAPPER="$work/timed-rustc"
printf '#!/bin/sh\nexec /usr/bin/time -a -o "$TIMES" -f "%%U %%S %%M" "$@"\n' >"$RUSTC_WORKSPACE_WRAPPER"
chmod +x "$RUSTC_WORKSPACE_WRAPPER"

# prepare TOOL: a crate of its own in $work/TOOL, without the TLS that a rival would build by default.
prepare() {
    rm -rf "${work:?}/$1" "$work/$1.$mode"
    if [ -d "$kept/$1" ]; then
        cp -r "$kept/$1" "$work/$1"
        sed -i '/^default = \["native-tls"\]/d' "$work/$1/Cargo.toml"
    else
        mkdir -p "$work/$1/src"
        cp "$kept/$1.rs" "$work/$1/src/lib.rs"
        printf '[package]\nname = "%s"\nedition = "2021"\n[dependencies]\n%s\n%s\n' "$1" \
            'serde = { version = "1", features = ["derive"] }' 'serde_json = "1"' >"$work/$1/Cargo.toml"
    fi
    grep -q '^\[workspace\]' "$work/$1/Cargo.toml" || printf '\n[workspace]\n' >>"$work/$1/Cargo.toml"
    if [ "$mode" = calls ]; then
        rm -rf "$work/$1-calls"
        node "$(dirname "$0")/call-all.mjs" "$work/$1" "$work/$1-calls" >&2
    fi
}

# sample TOOL: one more line "CPU-seconds MB", of the library or the program.
sample() {
    local crate="$work/$1"
    [ "$mode" != calls ] || crate+=-calls
    rm -f "$TIMES"
    touch "$crate"/src/*.rs
    if (cd "$crate" && "${cargo[@]}") >"$work/$1.log" 2>&1; then
        tail -1 "$TIMES" | awk '{ printf "%.2f %.0f\n", $1 + $2, $3 / 1024 }' >>"$work/$1.$mode"
    else
        echo "$1 does not compile: $work/$1.log" >&2
    fi
}

tools=()
for tool in ${TOOLS:-postwright progenitor-positional progenitor-builder openapi-generator quicktype}; do
    [ -d "$kept/$tool/src" ] || [ -s "$kept/$tool.rs" ] || continue
    prepare "$tool"
    tools+=("$tool")
done
for _ in $(seq "$rounds"); do
    for tool in "${tools[@]}"; do sample "$tool"; done
done
echo "| $(basename "$kept"), $mode | CPU s | per 100 operations | peak MB |"
echo '|---|---|---|---|'
for tool in "${tools[@]}"; do
    [ -s "$work/$tool.$mode" ] || continue
    sort -n "$work/$tool.$mode" | awk -v tool="$tool" -v operations="$operations" '
        { seconds[NR] = $1; if ($2 > most) most = $2 }
        END { s = seconds[int((NR + 1) / 2)]; printf "| %s | %.2f | %.1f | %d |\n", tool, s, s * 100 / operations, most }'
done
