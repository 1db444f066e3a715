//! The figures of the wire check, and every difference.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::json;
use tests::wire::Outcome;

use super::Checked;

/// How many items of one cause are printed.
const SHOWN: usize = 3;

/// Prints figures and differences by cause, and writes all of them to `wire.jsonl`; whether every request is equal.
pub(crate) fn print(checked: &[Checked], work: &Path) -> io::Result<bool> {
    let (mut equal, mut not_sent) = (0, 0);
    let mut causes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut accepted: BTreeMap<String, usize> = BTreeMap::new();
    let mut lines = String::new();
    for collection in checked {
        if let Some(error) = &collection.error {
            println!("{}: {error}", collection.path.display());
        }
        for item in &collection.items {
            match &item.outcome {
                Outcome::Equal => equal += 1,
                Outcome::NotSent => not_sent += 1,
                Outcome::Accepted(rules) => {
                    let rules: Vec<&str> = rules.iter().map(|rule| rule.name()).collect();
                    *accepted.entry(rules.join(", ")).or_default() += 1;
                }
                Outcome::NotGenerated(reason) => {
                    causes
                        .entry(format!("not generated: {reason}"))
                        .or_default()
                        .push(format!("{} {}", collection.path.display(), item.name));
                }
                Outcome::Different(differences) => {
                    let cause: Vec<&str> = differences
                        .iter()
                        .map(|difference| difference.cause.as_str())
                        .collect();
                    let shown: Vec<String> = differences
                        .iter()
                        .map(|difference| {
                            format!(
                                "      newman {}\n      ours   {}",
                                difference.newman, difference.ours
                            )
                        })
                        .collect();
                    causes.entry(cause.join(", ")).or_default().push(format!(
                        "{} {}\n{}",
                        collection.path.display(),
                        item.name,
                        shown.join("\n")
                    ));
                }
            }
            if let Some(difference) = item.to_json() {
                lines.push_str(&json!({ "file": collection.path, "item": difference }).to_string());
                lines.push('\n');
            }
        }
    }
    fs::write(work.join("wire.jsonl"), lines)?;
    let mut by_count: Vec<_> = causes.iter().collect();
    by_count.sort_by_key(|(_, items)| std::cmp::Reverse(items.len()));
    for (cause, items) in &by_count {
        println!("{:>6}  {cause}", items.len());
        for item in items.iter().take(SHOWN) {
            println!("    {item}");
        }
    }
    let different: usize = causes.values().map(Vec::len).sum();
    let on_purpose: usize = accepted.values().sum();
    println!("sent by newman  {:>6}", equal + on_purpose + different);
    println!("equal           {equal:>6}");
    for (rule, count) in &accepted {
        println!("on purpose      {count:>6}  {rule}");
    }
    println!("different       {different:>6}");
    println!("newman cannot   {not_sent:>6}");
    Ok(different == 0)
}
