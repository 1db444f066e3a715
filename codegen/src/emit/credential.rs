//! Credentials, as the building of a client makes them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{CredentialKind, SignerKind, Template, TokenPlacement};

use super::scope::Scope;
use super::template::{self, Source};

/// The statement that adds a credential.
pub(super) fn emit_credential(scope: &Scope<'_>, kind: &CredentialKind) -> TokenStream {
    let credential = scope.runtime("Credential");
    let text = |template: &Template, name: &str| {
        let text = template::text(scope, template, Source::Build);
        let name = quote::format_ident!("{name}");
        let (before, value) = (text.before, text.value);
        (quote!(#before let #name = #value;), quote!(#name))
    };
    let secret = |template: &Template, name: &str| {
        let text = template::text(scope, template, Source::Build);
        let name = quote::format_ident!("{name}");
        let secret = scope.import("secrecy", "SecretString");
        let (before, value) = (text.before, text.value);
        (
            quote!(#before let #name = #secret::from(#value);),
            quote!(#name),
        )
    };
    match kind {
        CredentialKind::Header { name, value } => {
            let (before, value) = secret(value, "header");
            quote!(#before credentials.push(#credential::header(#name, &#value));)
        }
        CredentialKind::Basic { username, password } => {
            let (first, username) = text(username, "username");
            let (second, password) = secret(password, "password");
            quote!(#first #second credentials.push(#credential::basic(#username, &#password));)
        }
        CredentialKind::Bearer { token } => {
            let (before, token) = secret(token, "token");
            quote!(#before credentials.push(#credential::bearer(#token));)
        }
        CredentialKind::ApiKey {
            name,
            value,
            placement,
        } => {
            let (first, name) = text(name, "name");
            let (second, value) = secret(value, "key");
            let constructor = match placement {
                TokenPlacement::Header => quote!(api_key_header),
                TokenPlacement::Query => quote!(api_key_query),
            };
            quote!(#first #second credentials.push(#credential::#constructor(#name, &#value));)
        }
        CredentialKind::OAuth2 {
            token,
            placement,
            prefix,
            ..
        } => {
            let (second, token) = secret(token, "token");
            match placement {
                TokenPlacement::Query => {
                    quote!(#second credentials.push(#credential::oauth2_query(#token));)
                }
                TokenPlacement::Header => {
                    let (first, prefix) = text(prefix, "prefix");
                    quote!(#first #second credentials.push(#credential::oauth2(#token, #prefix));)
                }
            }
        }
        CredentialKind::All(parts) => {
            let parts = parts.iter().map(|id| Literal::usize_unsuffixed(id.0));
            quote!(credentials.push(#credential::all(&[#(credentials[#parts].clone()),*]));)
        }
        CredentialKind::Signer { kind, parameters } => signer(scope, *kind, parameters),
    }
}

fn signer(scope: &Scope<'_>, kind: SignerKind, parameters: &[(String, Template)]) -> TokenStream {
    let credential = scope.runtime("Credential");
    let (module, name) = signer_type(kind);
    let path = scope.below_api(&format!("runtime::auth::{module}"));
    let signer = scope.import(&path, name);
    let locals: Vec<_> = (0..parameters.len())
        .map(|index| quote::format_ident!("parameter_{index:02}"))
        .collect();
    let values = parameters
        .iter()
        .zip(&locals)
        .map(|((_, template), local)| {
            let text = template::text(scope, template, Source::Build);
            let (before, value) = (text.before, text.value);
            if template.as_text().is_some_and(str::is_empty) {
                quote!(let #local = String::new();)
            } else {
                quote!(#before let #local = #value.to_owned();)
            }
        });
    let names = parameters.iter().map(|(name, _)| name);
    quote! {
        #(#values)*
        let parameters = [#((#names, #locals)),*];
        let signer = #signer::new(&parameters);
        credentials.push(#credential::signer(signer));
    }
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
