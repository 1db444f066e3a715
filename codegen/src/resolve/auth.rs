//! Auth, inherited: the request's own, else the nearest folder's, else the collection's.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::postman::{Auth, AuthKind};

/// The auth that is really used, out of what is inherited. `noauth` and unknown types end inheritance and send nothing.
pub(super) fn effective(
    inherited: Option<&Auth>,
    path: &[String],
    place: &Place,
    diagnostics: &mut Diagnostics,
) -> Option<Auth> {
    let auth = inherited?;
    match &auth.kind {
        AuthKind::None => None,
        AuthKind::Unknown(word) => {
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownAuth,
                    place.clone(),
                    format!("auth type `{word}` is unknown to Postman"),
                )
                .item(path)
                .instead("requests without credentials, as Postman sends them"),
            );
            None
        }
        _ => Some(auth.clone()),
    }
}
