//! rustfmt over the emitted files: it must find nothing to change.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::group::{Group, MODULE};
use crate::outcome::{Check, Outcome};
use crate::parallel;
use crate::progress::Progress;

/// Lists the files that rustfmt would change, crate by crate.
pub(crate) fn all(groups: &[Group], work: &Path, outcomes: &mut [Outcome]) -> io::Result<()> {
    let progress = Progress::new("rustfmt", groups.len());
    let listed = parallel::map(groups, |_, group| {
        let files = changed(&work.join(&group.package));
        progress.step();
        files
    });
    for files in listed {
        for file in files? {
            let module = |part: &str| part.trim_end_matches(".rs").to_owned();
            let mut parts = file.split('/').map(module);
            let owner =
                parts.find_map(|part| outcomes.iter().position(|o| o.config.module == part));
            match owner.and_then(|index| outcomes.get_mut(index)) {
                Some(outcome) => outcome.unformatted.push(file),
                None => eprintln!("rustfmt would change {file}"),
            }
        }
    }
    for outcome in outcomes {
        outcome.checked.push(Check::Formatted);
    }
    Ok(())
}

fn changed(package: &Path) -> io::Result<Vec<String>> {
    // rustfmt does not follow an `include!`.
    let module = format!("src/{MODULE}/mod.rs");
    let library = if package.join(&module).exists() {
        module
    } else {
        "src/lib.rs".to_owned()
    };
    let mut files = Vec::new();
    for root in [&library, "examples/wire/main.rs"] {
        if !package.join(root).exists() {
            continue;
        }
        let output = Command::new("rustfmt")
            .args(["--check", "--files-with-diff", "--edition", "2024"])
            .arg(package.join(root))
            .output()?;
        let listed = String::from_utf8_lossy(&output.stdout);
        files.extend(listed.lines().map(str::to_owned));
        if listed.is_empty() && !output.status.success() {
            files.push(String::from_utf8_lossy(&output.stderr).into_owned());
        }
    }
    Ok(files)
}
