//! Whatever one edit is, no name moves but those of what was edited, and old names go on working.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const NAMES: [&str; 6] = [
    "List users",
    "Get a user",
    "Users",
    "Count users",
    "Get user",
    "Fetch it",
];

/// Answers that have at most one member in common, so that no two items yield one type unless one is the other's
/// duplicate: which samples are of one type is not a question of names.
fn body(kind: usize, number: usize) -> String {
    let [a, b, c] = ["a", "b", "c"].map(|letter| format!("\"{letter}{number}\": 1"));
    match kind {
        0 => String::new(),
        1 => format!("{{{a}, {b}}}"),
        2 => format!("[{{{a}, {b}, {c}, \"address\": {{{b}, {c}}}}}]"),
        3 => format!("{{\"data\": [{{{a}, {b}}}], {a}, {b}, {c}}}"),
        _ => format!("{{{a}, {b}, {c}, \"owner\": {{{a}, {c}}}}}"),
    }
}

const KINDS: usize = 5;

/// An item: the number that makes its path, its name, the kind of its answer and the number in that.
type Item = (usize, usize, usize, usize);

/// A folder: its name and its items.
type Folder = (String, Vec<Item>);

#[derive(Debug, Clone)]
enum Edit {
    Rename(usize, usize),
    Swap(usize, usize),
    Add(usize, usize, usize),
    Duplicate(usize),
    Remove(usize),
    RenameFolder(usize),
    SwapFolders(usize, usize),
}

fn edits() -> impl Strategy<Value = Edit> {
    let any = 0..64_usize;
    prop_oneof![
        (any.clone(), any.clone()).prop_map(|(at, name)| Edit::Rename(at, name)),
        (any.clone(), any.clone()).prop_map(|(left, right)| Edit::Swap(left, right)),
        (any.clone(), any.clone(), any.clone())
            .prop_map(|(at, name, body)| Edit::Add(at, name, body)),
        any.clone().prop_map(Edit::Duplicate),
        any.clone().prop_map(Edit::Remove),
        any.clone().prop_map(Edit::RenameFolder),
        (any.clone(), any).prop_map(|(left, right)| Edit::SwapFolders(left, right)),
    ]
}

/// Makes the edit; gives the paths of the items that it is about, which may get other names.
fn apply(edit: &Edit, folders: &mut [Folder], step: usize) -> Vec<usize> {
    let count: usize = folders.iter().map(|(_, items)| items.len()).sum();
    let place = |at: usize| {
        let mut at = at % count.max(1);
        for (folder, (_, items)) in folders.iter().enumerate() {
            if at < items.len() {
                return (folder, at);
            }
            at -= items.len();
        }
        (0, 0)
    };
    let new = 100 + step;
    match *edit {
        _ if count == 0 => Vec::new(),
        Edit::Rename(at, name) => {
            let (folder, at) = place(at);
            let item = &mut folders[folder].1[at];
            item.1 = name % NAMES.len();
            vec![item.0]
        }
        Edit::Swap(left, right) => {
            let (folder, left) = place(left);
            let items = &mut folders[folder].1;
            let right = right % items.len();
            items.swap(left, right);
            Vec::new()
        }
        Edit::Add(at, name, body) => {
            let (folder, at) = place(at);
            let item = (new, name % NAMES.len(), body % KINDS, new);
            folders[folder].1.insert(at, item);
            vec![new]
        }
        Edit::Duplicate(at) => {
            let (folder, at) = place(at);
            let (_, name, kind, number) = folders[folder].1[at];
            // Of three equal samples two make a type that the third is not of, once one of the two is renamed.
            let is_single =
                |items: &[Item]| items.iter().filter(|item| item.3 == number).count() == 1;
            let number = if is_single(&folders[folder].1) {
                number
            } else {
                new
            };
            folders[folder].1.push((new, name, kind, number));
            vec![new]
        }
        Edit::Remove(at) => {
            let (folder, at) = place(at);
            vec![folders[folder].1.remove(at).0]
        }
        Edit::RenameFolder(at) => {
            let (folder, _) = place(at);
            folders[folder].0 = format!("Folder {}", ["X", "Y", "Z"][step % 3]);
            Vec::new()
        }
        Edit::SwapFolders(left, right) => {
            let count = folders.len();
            folders.swap(left % count, right % count);
            Vec::new()
        }
    }
}

fn shop(folders: &[Folder]) -> Value {
    let item = |(path, name, kind, number): &Item| {
        let item = get(NAMES[*name], &format!("https://{{{{host}}}}/p{path}"));
        match body(*kind, *number).as_str() {
            "" => item,
            body => answers(item, body),
        }
    };
    let folder = |(name, items): &Folder| {
        let items: Vec<Value> = items.iter().map(item).collect();
        json!({ "name": name, "item": items })
    };
    let folders: Vec<Value> = folders.iter().map(folder).collect();
    collection(Value::Array(folders))
}

/// By path of the item: function, request struct and the names in what it yields.
fn names(read: &ReadApi) -> BTreeMap<String, [String; 3]> {
    let side = side(read);
    let operations = read.api.operations.iter().zip(&read.names.operations);
    let names = operations.map(|(operation, names)| {
        let yields = side.output_text(&operation.output);
        // A type that another folder uses, too, moves to a module of its own; its name stays.
        let yields: String = yields.replace("types::", "").replace("folder_", "");
        let bare = yields
            .rsplit_once("::")
            .map_or(yields.clone(), |(_, name)| name.to_owned());
        let key = operation.signature.clone();
        (
            key,
            [names.function.to_string(), names.request.to_string(), bare],
        )
    });
    names.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn one_edit_moves_no_other_name(
        sizes in prop::collection::vec(prop::collection::vec((0..NAMES.len(), 0..KINDS), 0..5), 1..4),
        edits in prop::collection::vec(edits(), 1..6),
    ) {
        let mut path = 0;
        let mut folders: Vec<Folder> = sizes.into_iter().enumerate().map(|(index, items)| {
            let items = items.into_iter().map(|(name, kind)| {
                path += 1;
                (path, name, kind, path)
            });
            (format!("Folder {}", ["A", "B", "C"][index]), items.collect())
        }).collect();
        let mut before = read(&shop(&folders), &ApiLock::default());
        for (step, edit) in edits.iter().enumerate() {
            let edited = apply(edit, &mut folders, step);
            let after = read(&shop(&folders), &before.lock);
            let now = names(&after);
            for (key, old) in names(&before) {
                let is_edited = edited.iter().any(|path| key.ends_with(&format!("/p{path}")));
                if let Some(new) = now.get(&key).filter(|_| !is_edited) {
                    prop_assert_eq!(new, &old, "{:?} moved {}", edit, key);
                }
            }
            let again = read(&shop(&folders), &after.lock);
            prop_assert_eq!(&again.lock, &after.lock, "{:?} does not settle", edit);
            prop_assert_eq!(&again.names, &after.names);
            before = after;
        }
    }

    #[test]
    fn what_is_renamed_goes_on_under_its_old_name(
        items in prop::collection::vec((0..NAMES.len(), 1..KINDS), 1..5),
        at in 0..64_usize,
    ) {
        let items: Vec<Item> = items.into_iter().enumerate().map(|(path, (name, kind))| (path, name, kind, path)).collect();
        let mut folders = vec![("Folder A".to_owned(), items)];
        let before = read(&shop(&folders), &ApiLock::default());
        let at = at % folders[0].1.len();
        let mut collection = shop(&folders);
        collection["item"][0]["item"][at]["name"] = json!("Something new");
        let renamed = read(&collection, &before.lock);
        prop_assert!(compared(&before, &renamed).verdict() <= Verdict::Minor, "{}", text(&compared(&before, &renamed)));
        folders[0].0 = "Folder Z".to_owned();
        let moved = read(&shop(&folders), &before.lock);
        prop_assert!(compared(&before, &moved).verdict() <= Verdict::Minor, "{}", text(&compared(&before, &moved)));
    }
}
