//! The texts of the licenses that the user chose.

use std::collections::BTreeMap;

use spdx::{Expression, LicenseReq, ParseMode};

use super::SourceFile;

/// What stands in the published texts for the year and the owner; a year would change what is emitted.
const OWNERS: [&str; 6] = [
    "YEAR by AUTHOR EMAIL",
    "<year> <copyright holders>",
    "<year> <owner>",
    "<YEAR> by <OWNER>",
    "<YEAR> <COPYRIGHT HOLDER>",
    "[yyyy] [name of copyright owner]",
];

/// A file for each license of an expression: `LICENSE`, or `LICENSE-MIT` and `LICENSE-APACHE` where there are several.
///
/// A license of one's own (`LicenseRef-…`) has no text.
pub(super) fn emit_licenses(expression: &str, package: &str) -> Vec<SourceFile> {
    // What does not parse was refused when the configuration was read.
    let Ok(expression) = Expression::parse_mode(expression, ParseMode::LAX) else {
        return Vec::new();
    };
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for requirement in expression.requirements() {
        let Some(id) = requirement.req.license.id() else {
            continue;
        };
        let parts = texts.entry(id.name).or_insert_with(|| vec![id.text()]);
        parts.extend(addition(&requirement.req));
    }
    let is_single = texts.len() == 1;
    let files = texts.into_iter().map(|(name, parts)| SourceFile {
        path: if is_single {
            "LICENSE".to_owned()
        } else {
            format!("LICENSE-{}", short(name))
        },
        text: text(&parts, package),
    });
    files.collect()
}

/// The text of an exception, such as `LLVM-exception`.
fn addition(requirement: &LicenseReq) -> Option<&'static str> {
    let id = requirement.addition.as_ref()?.id()?;
    Some(id.text())
}

/// As files of licenses are usually named.
fn short(name: &str) -> &str {
    match name {
        "Apache-2.0" => "APACHE",
        name => name,
    }
}

fn text(parts: &[&str], package: &str) -> String {
    let owner = format!("the authors of {package}");
    let mut text = String::new();
    for line in parts.join("\n").lines() {
        let placeholder = OWNERS
            .iter()
            .find(|placeholder| line.contains(**placeholder));
        match placeholder.filter(|_| line.starts_with("Copyright")) {
            Some(placeholder) => text.push_str(&line.replace(placeholder, &owner)),
            None => text.push_str(line),
        }
        text.truncate(text.trim_end_matches([' ', '\t']).len());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::emit_licenses;

    fn files(expression: &str) -> Vec<(String, String)> {
        let files = emit_licenses(expression, "acme-client").into_iter();
        files.map(|file| (file.path, file.text)).collect()
    }

    fn paths(expression: &str) -> Vec<String> {
        files(expression)
            .into_iter()
            .map(|(path, _)| path)
            .collect()
    }

    #[test]
    fn a_choice_of_licenses_is_a_file_for_each() {
        assert_eq!(paths("MIT"), ["LICENSE"]);
        assert_eq!(
            paths("MIT OR Apache-2.0"),
            ["LICENSE-APACHE", "LICENSE-MIT"]
        );
        assert_eq!(paths("(MIT OR Apache-2.0) AND BSD-3-Clause").len(), 3);
        assert_eq!(paths("LicenseRef-Acme"), [""; 0]);
    }

    #[test]
    fn the_owner_is_the_package_and_no_year_is_written() {
        for (license, line) in [
            ("MIT", "Copyright (c) the authors of acme-client"),
            ("ISC", "Copyright the authors of acme-client"),
            ("BSD-3-Clause", "Copyright (c) the authors of acme-client."),
            ("0BSD", "Copyright (C) the authors of acme-client"),
        ] {
            let (_, text) = files(license).swap_remove(0);
            assert!(text.lines().any(|own| own == line), "{text}");
            assert!(!text.contains("<year>"), "{text}");
        }
    }

    #[test]
    fn an_exception_stands_below_its_license() {
        let (_, text) = files("Apache-2.0 WITH LLVM-exception").swap_remove(0);
        assert!(text.starts_with("Apache License"));
        assert!(text.contains("LLVM Exceptions to the Apache 2.0 License"));
    }
}
