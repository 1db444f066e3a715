//! Servers: one for each host expression of the collection.

use indexmap::IndexMap;

use super::setting::Settings;
use crate::ir::{Docs, Origin, Server, ServerId, Template};
use crate::postman::Url;
use crate::resolve::reference;

/// The variable whose value is the address of requests that have none, as Postman's importers name it.
const BASE_URL: &str = "baseUrl";

/// The servers met so far.
#[derive(Default)]
pub(super) struct Servers {
    list: IndexMap<Template, Vec<String>>,
}

impl Servers {
    /// The server of a request; `folder` is named in its documentation.
    pub(super) fn id(
        &mut self,
        url: &Url,
        folder: &str,
        settings: &mut Settings<'_>,
        origin: &Origin,
    ) -> ServerId {
        let base = match base_text(url) {
            text if text.is_empty() => Template::setting(settings.id(BASE_URL, origin)),
            text => settings.template(&text, origin),
        };
        let entry = self.list.entry(base);
        let index = entry.index();
        let folders = entry.or_default();
        if !folders.iter().any(|known| known == folder) {
            folders.push(folder.to_owned());
        }
        ServerId(index)
    }

    /// The base address of a server.
    pub(super) fn base(&self, id: ServerId) -> Option<&Template> {
        self.list.get_index(id.0).map(|(base, _)| base)
    }

    pub(super) fn finish(self) -> Vec<Server> {
        let alone = self.list.len() == 1;
        self.list
            .into_iter()
            .map(|(base, folders)| Server {
                base,
                docs: docs(&folders, alone),
            })
            .collect()
    }
}

/// The base address for readers: the setting that stands for it where a request has none.
pub(super) fn shown_base(url: &Url) -> String {
    match base_text(url) {
        text if text.is_empty() => reference(BASE_URL),
        text => text,
    }
}

/// Scheme, host and port as text that Postman would parse. Userinfo is not part of it: it is a credential.
pub(super) fn base_text(url: &Url) -> String {
    let mut text = String::new();
    if let Some(protocol) = &url.protocol {
        text.push_str(protocol);
        if !protocol.ends_with("://") {
            text.push_str("://");
        }
    }
    text.push_str(&url.host);
    if let Some(port) = &url.port {
        text.push(':');
        text.push_str(port);
    }
    text
}

fn docs(folders: &[String], alone: bool) -> Docs {
    let summary = if alone {
        "Where every request goes.".to_owned()
    } else {
        let named: Vec<&str> = folders
            .iter()
            .map(String::as_str)
            .filter(|folder| !folder.is_empty())
            .take(5)
            .collect();
        let more = if folders.len() > named.len() {
            " and others"
        } else {
            ""
        };
        if named.is_empty() {
            "Where some of the requests go.".to_owned()
        } else {
            format!("Where requests of {}{more} go.", named.join(", "))
        }
    };
    Docs::sentence(summary)
}
