//! Folders and request items from their members.

use serde_json::{Map, Value};

use super::super::{
    auth::read_auth,
    behavior::read_profile,
    reader::{Reader, Trail},
    request::read_request,
    response::read_responses,
    script::read_scripts,
};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    postman::{Folder, Item, RequestItem},
};

/// Reads a folder whose items are known. A `request` member of its own is ignored, as in the SDK.
pub(super) fn read_folder(
    members: &Map<String, Value>,
    items: Vec<Item>,
    index: usize,
    place: Place,
    reader: &mut Reader,
) -> Folder {
    let trail = Trail::At(&place);
    report_variables(members, &trail, reader);
    Folder {
        id: reader.id(members, &trail),
        name: reader.text(members, "name", &trail).unwrap_or_default(),
        description: reader.description(members, &trail),
        auth: read_auth(members.get("auth"), &trail.member("auth"), reader),
        scripts: read_scripts(members.get("event"), &trail.member("event"), reader),
        behavior: read_profile(members, &trail, reader),
        items,
        index,
        place,
    }
}

/// Postman's runner knows no variables of folders and items.
fn report_variables(members: &Map<String, Value>, trail: &Trail<'_>, reader: &mut Reader) {
    if members
        .get("variable")
        .and_then(Value::as_array)
        .is_some_and(|list| !list.is_empty())
    {
        let message =
            "Postman uses the variables of the collection only, not those of a folder or request";
        reader.push(Diagnostic::new(
            Code::UnknownMember,
            trail.member("variable").place(),
            message,
        ));
    }
}

/// Reads a request item.
pub(super) fn read_item(
    members: &Map<String, Value>,
    index: usize,
    place: Place,
    reader: &mut Reader,
) -> RequestItem {
    let trail = Trail::At(&place);
    report_variables(members, &trail, reader);
    let request = members.get("request");
    let description = reader.description(members, &trail).or_else(|| {
        let members = request.and_then(Value::as_object)?;
        reader.description(members, &trail.member("request"))
    });
    RequestItem {
        id: reader.id(members, &trail),
        name: reader.text(members, "name", &trail).unwrap_or_default(),
        description,
        request: read_request(request, &trail.member("request"), reader),
        responses: read_responses(members.get("response"), &trail.member("response"), reader),
        scripts: read_scripts(members.get("event"), &trail.member("event"), reader),
        behavior: read_profile(members, &trail, reader),
        index,
        place,
    }
}
