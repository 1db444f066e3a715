//! `protocolProfileBehavior`, merged key by key along the folders: the nearest wins.

use crate::postman::Behavior;

/// What holds below `outer` for something that says `inner` itself.
pub(super) fn inherit(outer: &Behavior, inner: &Behavior) -> Behavior {
    Behavior {
        follow_redirects: inner.follow_redirects.or(outer.follow_redirects),
        max_redirects: inner.max_redirects.or(outer.max_redirects),
        follow_original_method: inner
            .follow_original_method
            .or(outer.follow_original_method),
        follow_authorization_header: inner
            .follow_authorization_header
            .or(outer.follow_authorization_header),
        strict_ssl: inner.strict_ssl.or(outer.strict_ssl),
        disable_body_pruning: inner.disable_body_pruning.or(outer.disable_body_pruning),
        disable_url_encoding: inner.disable_url_encoding.or(outer.disable_url_encoding),
        disable_cookies: inner.disable_cookies.or(outer.disable_cookies),
        disabled_system_headers: inner
            .disabled_system_headers
            .clone()
            .or_else(|| outer.disabled_system_headers.clone()),
        protocol_version: inner
            .protocol_version
            .clone()
            .or_else(|| outer.protocol_version.clone()),
    }
}
