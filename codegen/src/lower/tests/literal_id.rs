//! IDs that paths hold as text.

use serde_json::{Value, json};

use super::{collection, read, read_with};
use crate::config::Literals;
use crate::ir::Literal;

#[test]
fn an_id_in_the_path_is_a_field_and_hints_say_so_of_other_segments() {
    let signature = |hints: &str| {
        let url = "https://h/2.0/folders/103404330/items/0";
        let items = json!([{ "name": "Get", "request": { "method": "GET", "url": url } }]);
        let operation = read(&collection(Value::Null, items), hints)
            .api
            .operations
            .remove(0);
        let fields = operation.fields.into_iter();
        let fields = fields.map(|field| (field.example.unwrap(), field.rename));
        (operation.signature, fields.collect::<Vec<_>>())
    };
    let text = |text: &str| Literal::Text(text.to_owned());
    let folder = (text("103404330"), None);
    let guessed = signature("");
    assert_eq!(guessed.0, "GET https://h/2.0/folders/{folder_id}/items/0");
    assert_eq!(guessed.1, std::slice::from_ref(&folder));
    let named =
        signature("[operations.Get]\npath.0.rename = 'page'\npath.folder_id.description = 'x'");
    assert_eq!(named.0, "GET https://h/2.0/folders/{folder_id}/items/{0}");
    assert_eq!(named.1, [folder, (text("0"), Some("page".to_owned()))]);
    for key in ["103404330", "folder_id"] {
        let constant = signature(&format!("[operations.Get]\npath.{key}.constant = true"));
        assert_eq!(constant.0, "GET https://h/2.0/folders/103404330/items/0");
    }
}

#[test]
fn an_id_in_the_path_stays_where_the_own_values_are_sent() {
    let items = json!([{ "name": "Get", "request": "https://h/folders/103404330" }]);
    let read = read_with(&collection(Value::Null, items), "", Literals::Send);
    assert_eq!(
        read.api.operations[0].signature,
        "GET https://h/folders/103404330"
    );
}
