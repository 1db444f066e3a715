//! Credentials, as the building of a client makes them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{
    CredentialId, CredentialKind, SettingId, SignerKind, Template, TokenEndpoint, TokenPlacement,
};

use super::scope::Scope;
use super::template;

/// The statements before a credential and its expression.
pub(super) fn emit_credential(
    scope: &Scope<'_>,
    kind: &CredentialKind,
) -> (TokenStream, TokenStream) {
    if let Some((token, prefix)) = kind.token().filter(|(id, _)| scope.cx.api.is_token(*id)) {
        return of_token(scope, kind, token, prefix);
    }
    let credential = scope.runtime("Credential");
    match kind {
        CredentialKind::Header { name, value } => {
            let (before, value) = secret(scope, value, "first");
            (before, quote!(#credential::header(#name, &#value)))
        }
        CredentialKind::Basic { username, password } => {
            let (mut before, username) = text(scope, username, "first");
            let (then, password) = secret(scope, password, "second");
            before.extend(then);
            (before, quote!(#credential::basic(#username, &#password)))
        }
        CredentialKind::Bearer { token } => {
            let (before, token) = secret(scope, token, "first");
            (before, quote!(#credential::bearer(#token)))
        }
        CredentialKind::ApiKey {
            name,
            value,
            placement,
        } => {
            let (mut before, name) = text(scope, name, "first");
            let (then, value) = secret(scope, value, "second");
            before.extend(then);
            let value = match placement {
                TokenPlacement::Header => quote!(#credential::api_key_header(#name, &#value)),
                TokenPlacement::Query => quote!(#credential::api_key_query(#name, &#value)),
            };
            (before, value)
        }
        CredentialKind::OAuth2 {
            token,
            placement: TokenPlacement::Query,
            ..
        } => {
            let (before, token) = secret(scope, token, "first");
            (before, quote!(#credential::oauth2_query(#token)))
        }
        CredentialKind::OAuth2 { token, prefix, .. } => {
            let (mut before, token) = secret(scope, token, "first");
            let (then, prefix) = text(scope, prefix, "second");
            before.extend(then);
            (before, quote!(#credential::oauth2(#token, #prefix)))
        }
        CredentialKind::All(parts) => {
            let parts = parts.iter().map(|id| local(scope, *id));
            let before = quote!(let all = [#(#parts.clone()),*];);
            (before, quote!(#credential::all(&all)))
        }
        CredentialKind::Signer { kind, parameters } => signer(scope, *kind, parameters),
    }
}

/// A text as `&str`, with the statement that it needs before.
fn text(scope: &Scope<'_>, template: &Template, local: &str) -> (TokenStream, TokenStream) {
    let (before, text) = template::bound(scope, template, local);
    (before, text.borrowed())
}

/// A text as a secret, with the statement that it needs before.
fn secret(scope: &Scope<'_>, template: &Template, local: &str) -> (TokenStream, TokenStream) {
    let secret = scope.import("secrecy", "SecretString");
    let (before, text) = template::bound(scope, template, local);
    let text = text.either();
    (before, quote!(#secret::from(#text)))
}

/// A credential of a token that may come from a source.
fn of_token(
    scope: &Scope<'_>,
    kind: &CredentialKind,
    token: SettingId,
    written: &str,
) -> (TokenStream, TokenStream) {
    let credential = scope.runtime("Credential");
    let token = &scope.cx.setting(token).1.field;
    let token = quote!(#token.clone());
    let value = match kind {
        CredentialKind::Header { .. } => quote!(#credential::authorization(#token, #written)),
        CredentialKind::OAuth2 {
            placement: TokenPlacement::Query,
            ..
        } => quote!(#credential::oauth2_query(#token)),
        CredentialKind::OAuth2 { prefix, .. } => {
            let (before, prefix) = text(scope, prefix, "second");
            return (before, quote!(#credential::oauth2(#token, #prefix)));
        }
        _ => quote!(#credential::bearer(#token)),
    };
    (TokenStream::new(), value)
}

/// The statements that complete a token by what is known of its endpoint; none when the setting is no token.
pub(super) fn complete_token(scope: &Scope<'_>, endpoint: &TokenEndpoint) -> Option<TokenStream> {
    scope.cx.api.is_token(endpoint.token).then_some(())?;
    let token = &scope.cx.setting(endpoint.token).1.field;
    let token_endpoint = scope.runtime("TokenEndpoint");
    let with = |template: &Template, write: &dyn Fn(TokenStream) -> TokenStream| {
        let (before, value) = text(scope, template, "text");
        let grant = write(value);
        quote!(#before let grant = #grant;)
    };
    let url = with(&endpoint.url, &|url| quote!(#token_endpoint::new(#url)));
    let client_id = endpoint.client_id.as_ref();
    let client_id = client_id.map(|id| with(id, &|id| quote!(grant.client_id(#id))));
    let parameters = endpoint.parameters.iter();
    let parameters = parameters
        .map(|(name, value)| with(value, &|value| quote!(grant.parameter(#name, #value))));
    let secret_in_body = endpoint
        .secret_in_body
        .then(|| quote!(let grant = grant.secret_in_body();));
    Some(quote! {
        #url
        #client_id
        #(#parameters)*
        #secret_in_body
        let #token = #token.completed(&grant);
    })
}

/// The local of a credential while the client is built.
pub(super) fn local(scope: &Scope<'_>, id: CredentialId) -> Ident {
    let digits = scope.cx.api.credentials.len().to_string().len().max(2);
    format_ident!("credential_{:0digits$}", id.0)
}

fn signer(
    scope: &Scope<'_>,
    kind: SignerKind,
    parameters: &[(String, Template)],
) -> (TokenStream, TokenStream) {
    let credential = scope.runtime("Credential");
    let path = scope.below_api(&format!("runtime::auth::{}", kind.name()));
    let signer = scope.import(&path, signer_type(kind));
    let mut before = TokenStream::new();
    let mut pairs = Vec::new();
    for (index, (name, template)) in parameters.iter().enumerate() {
        let (then, value) = template::bound(scope, template, &format!("parameter_{index:02}"));
        before.extend(then);
        let is_empty = template.as_text().is_some_and(str::is_empty);
        let value = if is_empty {
            quote!(String::new())
        } else {
            value.owned()
        };
        pairs.push(quote!((#name, #value)));
    }
    before.extend(quote!(let parameters = [#(#pairs),*];));
    (
        before,
        quote!(#credential::signer(#signer::new(&parameters))),
    )
}

/// The runtime's type of a signer.
fn signer_type(kind: SignerKind) -> &'static str {
    match kind {
        SignerKind::OAuth1 => "OAuth1",
        SignerKind::Digest => "Digest",
        SignerKind::Ntlm => "Ntlm",
        SignerKind::AwsV4 => "AwsV4",
        SignerKind::Hawk => "Hawk",
        SignerKind::EdgeGrid => "EdgeGrid",
        SignerKind::Jwt => "Jwt",
        SignerKind::Asap => "Asap",
    }
}
