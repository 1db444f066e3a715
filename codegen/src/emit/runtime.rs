//! The runtime modules that the APIs of a crate need.

use crate::ir::{Api, Body, CredentialKind, SignerKind, TypeKind};
use crate::name::Names;
use crate::runtime::{Module, Runtime};

use super::SourceFile;

/// The modules that the APIs need.
pub(super) fn needed(apis: &[(&Api, &Names)]) -> Vec<Module> {
    let mut needed = vec![
        Module::Curl,
        Module::Blocking,
        Module::Tracing,
        Module::Mock,
        Module::Stream,
    ];
    for (api, _) in apis {
        let bodies = || {
            api.operations
                .iter()
                .filter_map(|operation| operation.body.as_ref())
        };
        let mut add = |module, condition: bool| needed.extend(condition.then_some(module));
        add(
            Module::Multipart,
            bodies().any(|body| matches!(body, Body::Multipart { .. })),
        );
        add(
            Module::GraphQl,
            bodies().any(|body| matches!(body, Body::GraphQl { .. })),
        );
        add(
            Module::Union,
            api.types.iter().any(|definition| {
                matches!(
                    definition.kind,
                    TypeKind::Union(_) | TypeKind::Tagged { .. }
                )
            }),
        );
        add(
            Module::Paginate,
            api.operations
                .iter()
                .any(|operation| operation.pagination.is_some()),
        );
        for path in api.options.formats.values() {
            let name = path.trim_start_matches("::").split("::").next();
            needed.push(Module::Formatted);
            needed.extend(name.and_then(Module::of_crate));
        }
        let mut add = |module, condition: bool| needed.extend(condition.then_some(module));
        add(Module::Examples, api.options.examples);
        add(Module::Layout, api.options.examples);
        add(Module::RoundTrip, api.options.round_trip);
        needed.extend(
            api.credentials
                .iter()
                .filter_map(|credential| match &credential.kind {
                    CredentialKind::Signer { kind, .. } => Some(signer(*kind)),
                    _ => credential.kind.token().map(|_| Module::OAuth2),
                }),
        );
    }
    needed
}

fn signer(kind: SignerKind) -> Module {
    match kind {
        SignerKind::OAuth1 => Module::OAuth1,
        SignerKind::Digest => Module::Digest,
        SignerKind::Ntlm => Module::Ntlm,
        SignerKind::AwsV4 => Module::AwsV4,
        SignerKind::Hawk => Module::Hawk,
        SignerKind::EdgeGrid => Module::EdgeGrid,
        SignerKind::Jwt => Module::Jwt,
        SignerKind::Asap => Module::Asap,
    }
}

/// The runtime's files, as they are.
pub(super) fn emit_runtime(runtime: &Runtime) -> Vec<SourceFile> {
    let mut files = vec![SourceFile {
        path: "src/runtime/mod.rs".to_owned(),
        text: runtime.module_source(),
    }];
    files.extend(runtime.files.iter().map(|file| SourceFile {
        path: format!("src/runtime/{}", file.path),
        text: file.source.to_owned(),
    }));
    files
}
