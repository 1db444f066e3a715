//! The rows of the signers: `codegen/runtime/sign.rs`, `signing.rs` and `auth/`.

use super::{Dependency, File, Module, Row, dependency};

const BASE64: Dependency = dependency("base64", "0.23").features(&["alloc"]);
const HMAC: Dependency = dependency("hmac", "0.13");
const JIFF: Dependency = dependency("jiff", "0.2").features(&["std"]);
const MD5: Dependency = dependency("md-5", "0.11");
const SHA1: Dependency = dependency("sha1", "0.11");
const SHA2: Dependency = dependency("sha2", "0.11");
// The newest release that is not a release candidate.
const RSA: Dependency =
    dependency("rsa", "0.9").features(&["getrandom", "sha2", "std", "u64_digit"]);

const fn signer(files: &'static [File], dependencies: &'static [Dependency]) -> Row {
    Row {
        files,
        requires: &[Module::Sign],
        dependencies,
        features: &[],
    }
}

pub(super) const SIGN: Row = Row {
    requires: &[],
    ..signer(
        &[
            file!("auth/encoding"),
            file!("auth/parameters"),
            file!("sign"),
            file!("signing"),
        ],
        &[BASE64],
    )
};
pub(super) const KEY: Row = signer(&[file!("auth/key")], &[RSA]);
pub(super) const JOSE: Row = Row {
    requires: &[Module::Sign, Module::Key],
    ..signer(
        &[file!("auth/jose"), file!("auth/json")],
        &[
            HMAC,
            SHA2,
            dependency("p256", "0.14").features(&["ecdsa", "pkcs8"]),
            dependency("p384", "0.14").features(&["ecdsa", "pkcs8"]),
            dependency("p521", "0.14").features(&["ecdsa", "pkcs8"]),
            // Numbers of a token's payload are read exactly, as JavaScript does.
            dependency("serde_json", "1").features(&["float_roundtrip"]),
        ],
    )
};
pub(super) const OAUTH1: Row = Row {
    requires: &[Module::Sign, Module::Key],
    ..signer(
        &[file!("auth/oauth1"), file!("auth/oauth1_base")],
        &[HMAC, SHA1, SHA2],
    )
};
pub(super) const DIGEST: Row = signer(&[file!("auth/digest")], &[MD5, SHA2]);
pub(super) const NTLM: Row = signer(
    &[file!("auth/ntlm"), file!("auth/ntlm_message")],
    &[
        dependency("des", "0.9"),
        HMAC,
        dependency("md4", "0.11"),
        MD5,
    ],
);
pub(super) const AWSV4: Row = signer(
    &[file!("auth/awsv4"), file!("auth/awsv4_target")],
    &[HMAC, JIFF, SHA2],
);
pub(super) const HAWK: Row = signer(&[file!("auth/hawk")], &[HMAC, SHA1, SHA2]);
pub(super) const EDGEGRID: Row = signer(&[file!("auth/edgegrid")], &[HMAC, JIFF, SHA2]);
pub(super) const JWT: Row = Row {
    requires: &[Module::Jose],
    ..signer(&[file!("auth/jwt")], &[])
};
pub(super) const ASAP: Row = Row {
    requires: &[Module::Jose],
    ..signer(&[file!("auth/asap")], &[])
};

#[cfg(test)]
mod tests {
    use super::super::{Module, assemble};

    #[test]
    fn every_kind_brings_the_crates_that_it_names() {
        let crates = [
            "base64", "des", "hmac", "jiff", "md4", "md5", "p256", "p384", "p521", "rsa", "sha1",
            "sha2",
        ];
        for module in Module::ALL {
            let runtime = assemble(&[module]);
            let has = |name: &str| {
                let name = if name == "md5" { "md-5" } else { name };
                runtime
                    .dependencies
                    .iter()
                    .any(|dependency| dependency.name == name)
            };
            let sources = || {
                runtime
                    .files
                    .iter()
                    .filter(|file| file.path.starts_with("auth/"))
            };
            for name in crates {
                let is_named = sources().any(|file| {
                    let own = [
                        format!("use {name}::"),
                        format!(" {name}::"),
                        format!("({name}::"),
                        format!("<{name}::"),
                    ];
                    own.iter().any(|text| file.source.contains(text))
                });
                assert!(!is_named || has(name), "{module:?} names {name}");
            }
        }
    }

    #[test]
    fn the_folder_is_a_module_of_its_own() {
        let source = assemble(&[Module::Hawk]).module_source();
        let start = source.find("/// Credentials").unwrap();
        insta::assert_snapshot!(source[start..].split_inclusive("}\n").next().unwrap(), @r"
        /// Credentials that compute what they send.
        pub mod auth {
            pub mod encoding;
            pub mod hawk;
            pub mod parameters;
        }
        ");
    }
}
