//! Credentials, as the building of a client makes them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{
    CredentialId, CredentialKind, SettingId, SignerKind, Template, TokenEndpoint, TokenPlacement,
};

use super::scope::Scope;
use super::template::{self, Source};

/// The statements before a credential and its expression.
pub(super) fn emit_credential(
    scope: &Scope<'_>,
    kind: &CredentialKind,
) -> (TokenStream, TokenStream) {
    let credential = scope.runtime("Credential");
    let (first, second) = (format_ident!("first"), format_ident!("second"));
    if let Some((token, prefix)) = kind.token().filter(|(id, _)| scope.cx.api.is_token(*id)) {
        return of_token(scope, kind, token, prefix);
    }
    match kind {
        CredentialKind::Header { name, value } => {
            let before = secret(scope, value, &first);
            (before, quote!(#credential::header(#name, &first)))
        }
        CredentialKind::Basic { username, password } => {
            let before = [
                text(scope, username, &first),
                secret(scope, password, &second),
            ];
            (
                quote!(#(#before)*),
                quote!(#credential::basic(first, &second)),
            )
        }
        CredentialKind::Bearer { token } => (
            secret(scope, token, &first),
            quote!(#credential::bearer(first)),
        ),
        CredentialKind::ApiKey {
            name,
            value,
            placement,
        } => {
            let before = [text(scope, name, &first), secret(scope, value, &second)];
            let constructor = match placement {
                TokenPlacement::Header => quote!(api_key_header),
                TokenPlacement::Query => quote!(api_key_query),
            };
            (
                quote!(#(#before)*),
                quote!(#credential::#constructor(first, &second)),
            )
        }
        CredentialKind::OAuth2 {
            token,
            placement,
            prefix,
            ..
        } => {
            let token = secret(scope, token, &first);
            match placement {
                TokenPlacement::Query => (token, quote!(#credential::oauth2_query(first))),
                TokenPlacement::Header => {
                    let prefix = text(scope, prefix, &second);
                    (
                        quote!(#token #prefix),
                        quote!(#credential::oauth2(first, second)),
                    )
                }
            }
        }
        CredentialKind::All(parts) => {
            let parts = parts.iter().map(|id| local(scope, *id));
            let before = quote!(let all = [#(#parts.clone()),*];);
            (before, quote!(#credential::all(&all)))
        }
        CredentialKind::Signer { kind, parameters } => signer(scope, *kind, parameters),
    }
}

/// The statements that bind text.
fn text(scope: &Scope<'_>, template: &Template, local: &Ident) -> TokenStream {
    template::text(scope, template, Source::Build).written(|value| quote!(let #local = #value;))
}

/// The statements that bind a secret.
fn secret(scope: &Scope<'_>, template: &Template, local: &Ident) -> TokenStream {
    let secret = scope.import("secrecy", "SecretString");
    template::text(scope, template, Source::Build)
        .written(|value| quote!(let #local = #secret::from(#value);))
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
    let (mut before, token) = (TokenStream::new(), quote!(#token.clone()));
    let value = match kind {
        CredentialKind::Header { .. } => quote!(#credential::authorization(#token, #written)),
        CredentialKind::OAuth2 {
            placement: TokenPlacement::Query,
            ..
        } => quote!(#credential::oauth2_query(#token)),
        CredentialKind::OAuth2 { prefix, .. } => {
            before = text(scope, prefix, &format_ident!("second"));
            quote!(#credential::oauth2(#token, second))
        }
        _ => quote!(#credential::bearer(#token)),
    };
    (before, value)
}

/// The statement that completes a token by what is known of its endpoint; none when the setting is no token.
pub(super) fn complete_token(scope: &Scope<'_>, endpoint: &TokenEndpoint) -> Option<TokenStream> {
    scope.cx.api.is_token(endpoint.token).then_some(())?;
    let token = &scope.cx.setting(endpoint.token).1.field;
    let token_endpoint = scope.runtime("TokenEndpoint");
    let with = |template: &Template, write: &dyn Fn(TokenStream) -> TokenStream| {
        template::text(scope, template, Source::Build).written(|value| {
            let endpoint = write(value);
            quote!(let endpoint = #endpoint;)
        })
    };
    let url = with(&endpoint.url, &|url| quote!(#token_endpoint::new(#url)));
    let client_id = endpoint.client_id.as_ref();
    let client_id = client_id.map(|id| with(id, &|id| quote!(endpoint.client_id(#id))));
    let parameters = endpoint.parameters.iter();
    let parameters = parameters
        .map(|(name, value)| with(value, &|value| quote!(endpoint.parameter(#name, #value))));
    let secret_in_body = endpoint
        .secret_in_body
        .then(|| quote!(let endpoint = endpoint.secret_in_body();));
    Some(quote! {
        #url
        #client_id
        #(#parameters)*
        #secret_in_body
        let #token = #token.completed(&endpoint);
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
    let (module, name) = signer_type(kind);
    let path = scope.below_api(&format!("runtime::auth::{module}"));
    let signer = scope.import(&path, name);
    let locals: Vec<_> = (0..parameters.len())
        .map(|index| format_ident!("parameter_{index:02}"))
        .collect();
    let values = parameters
        .iter()
        .zip(&locals)
        .map(|((_, template), local)| {
            if template.as_text().is_some_and(str::is_empty) {
                return quote!(let #local = String::new(););
            }
            template::text(scope, template, Source::Build)
                .written(|value| quote!(let #local = #value.to_owned();))
        });
    let names = parameters.iter().map(|(name, _)| name);
    let before = quote! {
        #(#values)*
        let parameters = [#((#names, #locals)),*];
        let first = #signer::new(&parameters);
    };
    (before, quote!(#credential::signer(first)))
}

/// The runtime's module and type of a signer.
fn signer_type(kind: SignerKind) -> (&'static str, &'static str) {
    match kind {
        SignerKind::OAuth1 => ("oauth1", "OAuth1"),
        SignerKind::Digest => ("digest", "Digest"),
        SignerKind::Ntlm => ("ntlm", "Ntlm"),
        SignerKind::AwsV4 => ("awsv4", "AwsV4"),
        SignerKind::Hawk => ("hawk", "Hawk"),
        SignerKind::EdgeGrid => ("edgegrid", "EdgeGrid"),
        SignerKind::Jwt => ("jwt", "Jwt"),
        SignerKind::Asap => ("asap", "Asap"),
    }
}
