//! One difference each.

use super::*;

const URL: &str = "https://{{host}}/users/:id?page=1";

/// The lines of the comparison, without the old names of the lock.
fn lines(old: Value, new: Value) -> Vec<String> {
    let (old, new) = (collection(old), collection(new));
    let old = read(&old, &ApiLock::default());
    lines_of(&compared(&old, &read(&new, &ApiLock::default())))
}

fn hinted(items: Value, old: &str, new: &str) -> Vec<String> {
    let collection = collection(items);
    let old = read_with_hints(&collection, old, &ApiLock::default());
    let new = read_with_hints(&collection, new, &ApiLock::default());
    lines_of(&compared(&old, &new))
}

fn lines_of(comparison: &Comparison) -> Vec<String> {
    text(comparison).lines().map(str::to_owned).collect()
}

/// Whether there is a line with this effect, construct and start of what follows.
fn has(lines: &[String], start: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.iter().any(|line| words(line).starts_with(start))
}

macro_rules! assert_has {
    ($lines:expr, $($start:literal),+) => {
        let lines = $lines;
        $(assert!(has(&lines, $start), "no {:?} in {lines:#?}", $start);)+
    };
}

#[test]
fn the_same_collection_has_no_changes() {
    let items = || json!([get("Get a user", URL)]);
    assert_eq!(lines(items(), items()), ["no changes for callers"]);
}

#[test]
fn an_operation_added_is_an_addition() {
    let (one, two) = (
        get("Get a user", URL),
        get("List users", "https://{{host}}/users"),
    );
    assert_has!(
        lines(json!([one]), json!([one, two])),
        "addition operation `list_users` was added",
        "semver: minor"
    );
}

#[test]
fn an_operation_removed_is_breaking() {
    let (one, two) = (
        get("Get a user", URL),
        get("List users", "https://{{host}}/users"),
    );
    assert_has!(
        lines(json!([one, two]), json!([one])),
        "breaking operation `list_users` was removed",
        "semver: major"
    );
}

#[test]
fn a_rename_breaks_and_with_the_old_name_kept_it_does_not() {
    let old = collection(json!([get("Get a user", URL)]));
    let new = collection(json!([get("Fetch a user", URL)]));
    let old = read(&old, &ApiLock::default());
    let alone = compared(&old, &read(&new, &ApiLock::default()));
    assert_has!(
        lines_of(&alone),
        "breaking operation `get_a_user` is now `fetch_a_user`"
    );
    let kept = compared(&old, &read(&new, &old.lock));
    assert_has!(
        lines_of(&kept),
        "addition operation `get_a_user` is now `fetch_a_user`; the old name is deprecated",
        "semver: minor"
    );
}

/// An operation of a folder `Users` whose answer is a type of its own.
fn named(folder: &str, name: &str) -> Value {
    let item = answers(
        get(name, URL),
        "{\"id\": 1, \"email\": \"ada@example.com\"}",
    );
    json!([{ "name": folder, "item": [item] }])
}

#[test]
fn what_was_renamed_before_has_not_changed_since() {
    let old = read(
        &collection(named("Users", "Get a user")),
        &ApiLock::default(),
    );
    let new = collection(named("People", "Fetch one person"));
    let renamed = read(&new, &old.lock);
    assert_has!(
        lines_of(&compared(&old, &renamed)),
        "addition folder `users` is now `people`",
        "addition operation `users::get_a_user` is now",
        "addition type `users::User` is now",
        "semver: minor"
    );
    let again = read(&new, &renamed.lock);
    assert_eq!(
        lines_of(&compared(&renamed, &again)),
        ["no changes for callers"]
    );
}

#[test]
fn an_addition_takes_no_deprecated_name_away() {
    let old = read(
        &collection(named("Users", "Get a user")),
        &ApiLock::default(),
    );
    let mut items = named("Users", "Fetch one person");
    let renamed = read(&collection(items.clone()), &old.lock);
    items[0]["item"]
        .as_array_mut()
        .unwrap()
        .push(get("Count users", "https://{{host}}/users/count"));
    let more = read(&collection(items), &renamed.lock);
    let aliases = |read: &ReadApi| read.names.operations[0].alias.clone();
    assert!(aliases(&renamed).is_some());
    assert_eq!(aliases(&more), aliases(&renamed));
    assert_has!(lines_of(&compared(&renamed, &more)), "semver: minor");
}

#[test]
fn a_deprecated_name_that_goes_is_breaking() {
    let old = read(
        &collection(named("Users", "Get a user")),
        &ApiLock::default(),
    );
    let renamed = read(&collection(named("Users", "Fetch one person")), &old.lock);
    let again = read(&collection(named("Users", "Read it")), &renamed.lock);
    assert_has!(
        lines_of(&compared(&renamed, &again)),
        "breaking operation `users::fetch_one_person` has lost its deprecated name `get_a_user`",
        "semver: major"
    );
}

#[test]
fn a_move_to_another_folder_is_breaking() {
    let folder = |items: Value| json!({ "name": "Users", "item": items });
    let item = get("Get a user", URL);
    let other = get("List users", "https://{{host}}/users");
    assert_has!(
        lines(
            json!([item, folder(json!([other]))]),
            json!([folder(json!([item, other]))])
        ),
        "breaking operation `get_a_user` is now `users::get_a_user`"
    );
}

#[test]
fn a_type_that_another_folder_uses_too_stays_where_it_was() {
    let folder = |name: &str, item: Value| json!({ "name": name, "item": [item] });
    let user = r#"{"id": "1", "name": "a", "address": {"street": "b", "city": "c"}}"#;
    let body = format!("[{user}, {user}]");
    let item = |name: &str, path: &str| {
        let url = format!("https://{{{{host}}}}/{path}");
        answers(get(name, &url), &body)
    };
    let users = folder("Users", item("Get a user", "users/1"));
    let teams = folder("Teams", item("Get the user of a team", "teams/1/user"));
    let (one, both) = (json!([users.clone()]), json!([users, teams]));
    let told = lines(one.clone(), both.clone());
    assert_has!(
        told.clone(),
        "addition type `users::User` is `types::User`, too"
    );
    assert!(!has(&told, "breaking"), "{told:#?}");
    let back = lines(both, one);
    assert_has!(back, "breaking type `types::User` was removed");
}

#[test]
fn folders_come_and_go() {
    let folder = json!({ "name": "Users", "item": [get("Get a user", URL)] });
    let item = get("Status", "https://{{host}}/status");
    assert_has!(
        lines(json!([item]), json!([item, folder])),
        "addition folder `users` was added"
    );
    assert_has!(
        lines(json!([item, folder]), json!([item])),
        "breaking folder `users` was removed"
    );
}

#[test]
fn another_output_is_breaking() {
    let item = || get("Get a user", URL);
    assert_has!(
        lines(
            json!([answers(item(), "{\"id\": 1}")]),
            json!([answers(item(), "[{\"id\": 1}]")])
        ),
        "breaking operation `get_a_user` yields `Vec<"
    );
    assert_has!(
        lines(json!([item()]), json!([answers(item(), "{\"id\": 1}")])),
        "breaking operation `get_a_user` yields",
        "addition type"
    );
}

#[test]
fn another_method_or_address_is_a_fix() {
    let mut put = get("Get a user", URL);
    put["request"]["method"] = json!("PUT");
    assert_has!(
        lines(json!([get("Get a user", URL)]), json!([put])),
        "fix operation `get_a_user` sends `PUT",
        "semver: patch"
    );
}

#[test]
fn parameters_come_and_go() {
    let with = "https://{{host}}/users/:id?page=1&size=2";
    assert_has!(
        lines(json!([get("A", URL)]), json!([get("A", with)])),
        "addition parameter `A::size` was added",
        "semver: minor"
    );
    assert_has!(
        lines(json!([get("A", with)]), json!([get("A", URL)])),
        "breaking parameter `A::size` was removed"
    );
    let deeper = "https://{{host}}/users/:id/:part?page=1";
    assert_has!(
        lines(json!([get("A", URL)]), json!([get("A", deeper)])),
        "breaking parameter `A::part` was added and is required"
    );
}

#[test]
fn arguments_in_another_order_are_breaking() {
    let url = |path: &str| format!("https://{{{{host}}}}/{path}");
    assert_has!(
        lines(
            json!([get("A", &url(":a/:b"))]),
            json!([get("A", &url(":b/:a"))])
        ),
        "breaking parameter `A::new` takes its arguments in another order"
    );
}

#[test]
fn another_type_or_presence_of_a_parameter_is_breaking() {
    let items = || json!([get("A", URL)]);
    let path = "[operations.\"A\"]\nquery.page.type = \"string\"\n";
    assert_has!(
        hinted(items(), "", path),
        "breaking parameter `A::page` is `String` instead of `i64`"
    );
}

#[test]
fn deprecation_is_an_addition() {
    assert_has!(
        hinted(
            json!([get("A", URL)]),
            "",
            "[operations.\"A\"]\ndeprecated = \"use B\"\n"
        ),
        "addition operation `a` is deprecated"
    );
}

#[test]
fn one_more_sample_of_the_same_is_no_change() {
    let item = |body: &str| json!([answers(get("Get a user", URL), body)]);
    assert_eq!(
        lines(
            item("[{\"id\": 1}, {\"id\": 2}]"),
            item("[{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]")
        ),
        ["no changes for callers"]
    );
}

#[test]
fn other_words_are_a_fix() {
    let mut item = get("A", URL);
    item["request"]["description"] = json!("Gives an A.");
    assert_has!(
        lines(json!([get("A", URL)]), json!([item])),
        "fix operation `a` is documented otherwise",
        "semver: patch"
    );
}

#[test]
fn fields_of_an_answer_come_and_go() {
    let item = |body: &str| json!([answers(get("Get a user", URL), body)]);
    assert_has!(
        lines(item("{\"id\": 1}"), item("{\"id\": 1, \"name\": \"x\"}")),
        "addition field",
        "semver: minor"
    );
    assert_has!(
        lines(item("{\"id\": 1, \"name\": \"x\"}"), item("{\"id\": 1}")),
        "breaking field"
    );
    assert_has!(
        lines(item("{\"id\": 1}"), item("{\"id\": \"x\"}")),
        "breaking field"
    );
}

#[test]
fn fields_of_a_body_come_and_go() {
    let item = |body: &str| json!([post("Add", "https://{{host}}/users", body)]);
    assert_has!(
        lines(item("{\"a\": 1}"), item("{\"a\": 1, \"b\": 2}")),
        "addition parameter `Add::b` was added"
    );
    assert_has!(
        lines(item("{\"a\": 1, \"b\": 2}"), item("{\"a\": 1}")),
        "breaking parameter `Add::b` was removed"
    );
}

#[test]
fn variants_come_and_go() {
    let hints = |values: &str| format!("[operations.\"A\"]\nquery.page.enum = [{values}]\n");
    let items = || json!([get("A", "https://{{host}}/users?page=on")]);
    let (two, three) = (hints("\"on\", \"off\""), hints("\"on\", \"off\", \"auto\""));
    assert_has!(
        hinted(items(), &two, &three),
        "addition variant",
        "semver: minor"
    );
    assert_has!(hinted(items(), &three, &two), "breaking variant");
}

#[test]
fn settings_come_and_go() {
    let one = || json!([get("A", "https://{{host}}/users")]);
    let other = || json!([get("A", "https://{{domain}}/users")]);
    assert_has!(
        lines(one(), other()),
        "breaking setting `host` was removed",
        "breaking setting `domain` was added and is required"
    );
}

#[test]
fn markdown_and_changelog_have_a_heading_for_each_effect() {
    let (one, two) = (
        get("Get a user", URL),
        get("List users", "https://{{host}}/users"),
    );
    let old = read(&collection(json!([one])), &ApiLock::default());
    let new = read(&collection(json!([two])), &ApiLock::default());
    let comparison = compared(&old, &new);
    let markdown = markdown(&comparison);
    assert!(
        markdown.starts_with("**semver: major**\n\n### Breaking changes\n\n- "),
        "{markdown}"
    );
    let entry = changelog(&comparison, "1.0.0");
    assert!(
        entry.starts_with("## 1.0.0\n\n### Breaking changes\n"),
        "{entry}"
    );
    assert!(
        entry.contains("\n### Additions\n\n- operation `list_users` was added"),
        "{entry}"
    );
    assert_eq!(changelog(&compared(&old, &old), "1.0.0"), "");
}
