//! The verdicts of `postwright diff` against those of cargo-semver-checks, as `tests/fixtures/semver.md` keeps them.

use tests::semver::{CASES, read, verdict};

#[test]
fn verdicts_agree_with_cargo_semver_checks() {
    let table = include_str!("../fixtures/semver.md");
    let folder =
        std::env::temp_dir().join(format!("postwright-semver-test-{}", std::process::id()));
    for case in &CASES {
        let row = table
            .lines()
            .find(|line| line.starts_with(&format!("| {} |", case.name)));
        let cells: Vec<&str> = row.unwrap_or_default().split(" | ").collect();
        let [_, kept, theirs, ..] = cells.as_slice() else {
            panic!(
                "{} is not in the table: `cargo run -p tests --bin semver` writes it",
                case.name
            );
        };
        let ours = verdict(&read(case, &folder).unwrap()).to_string();
        assert_eq!(ours, *kept, "{}", case.name);
        let agrees = (ours == "major") == (*theirs == "major");
        assert_eq!(
            agrees,
            case.why.is_empty(),
            "{}: {ours}, but {theirs}",
            case.name
        );
        assert!(
            agrees || ours == "major",
            "{}: cargo-semver-checks sees a break",
            case.name
        );
    }
    std::fs::remove_dir_all(folder).ok();
}
