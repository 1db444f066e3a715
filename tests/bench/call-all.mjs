// Writes a program that calls every operation of a crate of ours or of progenitor's (positional): call-all.mjs CRATE PROGRAM
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [crate, program] = process.argv.slice(2);
const sources = readdirSync(join(crate, "src"), { recursive: true }).filter((path) => path.endsWith(".rs"));
const operation = /^impl (?<type>\w+)(?<lifetime><'_>)? \{|^    pub (?:async )?fn (?<name>\w+)(?:<'a>)?\(\s*&(?:'a )?self,?(?<inputs>[^)]*)\)\s*->\s*(?:PagedCall|Call|Result<\s*ResponseValue)</gm;

const calls = [];
for (const path of sources) {
    const module = ["api", ...path.replace(/(\/?(lib|mod))?\.rs$/, "").split("/")].filter(Boolean).join("::");
    let receiver;
    for (const { groups } of readFileSync(join(crate, "src", path), "utf8").matchAll(operation)) {
        if (groups.type) {
            receiver = `${module}::${groups.type}${groups.lifetime ?? ""}`;
            continue;
        }
        const inputs = groups.inputs.split(",").map((input) => input.trim()).filter(Boolean);
        const types = inputs.map((input) => input.slice(input.indexOf(":") + 1).trim());
        const names = inputs.map((_, index) => `input_${index}`);
        const typed = types.map((type, index) => {
            const path = type.replace(/^(&(?:'a )?)([A-Z]\w+)$/, `$1${module}::$2`).replace(/\btypes::/g, "api::types::");
            return `${names[index]}: ${path}`;
        });
        calls.push(`fn call_${calls.length}<'a>(on: &'a ${receiver}, ${[...typed, "context: &mut Context<'_>"].join(", ")}) -> bool {
    pin!(on.${groups.name}(${names.join(", ")}).into_future()).poll(context).is_ready()
}`);
    }
}
mkdirSync(join(program, "src"), { recursive: true });
const name = readFileSync(join(crate, "Cargo.toml"), "utf8").match(/^name = "(.*)"/m)[1];
writeFileSync(join(program, "Cargo.toml"), `[package]
name = "call-all"
edition = "2024"
[dependencies]
api = { package = "${name}", path = "${resolve(crate)}" }
futures-core = "0.3"
reqwest = { version = "0.13", default-features = false }
[workspace]
`);
writeFileSync(join(program, "src/main.rs"), `#![allow(unused_imports)]
use std::future::{Future, IntoFuture};
use std::{hint::black_box, pin::pin, task::Context};
${calls.join("\n")}
fn main() {
    black_box([${calls.map((_, index) => `call_${index} as *const ()`).join(", ")}]);
}
`);
console.log(`${calls.length} operations`);
