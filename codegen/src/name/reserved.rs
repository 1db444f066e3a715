//! The names that emitted code uses itself, by scope. Nothing of a collection may shadow them.

/// Types and traits: the prelude, and what emitted modules import or define beside the collection's own.
pub(super) const TYPES: &[&str] = &[
    // The prelude of the 2024 edition.
    "Option", "Some", "None", "Result", "Ok", "Err", "String", "Vec", "Box", "Copy", "Send", "Sync", "Sized", "Unpin",
    "Drop", "Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce", "ToOwned", "Clone", "PartialEq",
    "PartialOrd", "Eq", "Ord", "AsRef", "AsMut", "Into", "From", "Default", "Iterator", "Extend", "IntoIterator",
    "DoubleEndedIterator", "ExactSizeIterator", "ToString", "TryFrom", "TryInto", "FromIterator", "Future",
    "IntoFuture", "Self",
    // The standard library and serde, as imported.
    "BTreeMap", "Cow", "Debug", "Display", "FromStr", "Duration", "Serialize", "Serializer", "SerializeMap",
    "Deserialize", "Deserializer", "DeserializeOwned", "Visitor", "MapAccess", "SeqAccess", "IgnoredAny", "PhantomData",
    "Arc", "Value", "Number",
    // The runtime and the client.
    "Answer", "Body", "Bytes", "Call", "Client", "ClientBuilder", "Draft",
    "Error", "ErrorKind", "File", "Fill", "Fields", "IntegerOrText", "Json", "Method", "Nullable",
    "Operation", "Parameter", "Response", "SecretString", "Settings", "StatusCode", "HeaderMap",
    "Values",
];

/// Modules of an API: the emitted files, crates that emitted paths start with, and file names that Windows refuses.
pub(super) const MODULES: &[&str] = &[
    "types", "codec", "client", "runtime", "mod", "lib", "main", "self", "super", "crate", "std", "core", "alloc",
    "serde", "serde_json", "http", "bytes", "reqwest", "secrecy", "percent_encoding", "tokio", "tracing", "con", "prn",
    "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Methods of a sub-client: its own, and names that readers (and clippy) take for the standard traits' methods.
pub(super) const FUNCTIONS: &[&str] = &[
    "new", "as_mut", "as_ref", "borrow", "borrow_mut", "clone", "cmp", "default", "deref", "deref_mut", "drop", "eq",
    "fmt", "from", "hash", "index", "index_mut", "into", "into_future", "try_from", "try_into",
];

/// Methods of the root `Client` beside those of every sub-client.
pub(super) const CLIENT_FUNCTIONS: &[&str] = &["builder", "core", "from_env", "request", "settings"];

/// Associated functions of a request struct: setters stand beside them.
pub(super) const REQUEST_FIELDS: &[&str] = &["new", "example", "clone", "default"];

/// Constructors of a union stand beside these.
pub(super) const CONSTRUCTORS: &[&str] = &["new", "as_str", "clone", "default", "eq", "fmt", "from", "into"];

/// Methods of the client builder that are no settings.
pub(super) const SETTINGS: &[&str] = &[
    "build", "builder", "clone", "clock", "default", "environment", "from_env", "header", "headers", "http_client",
    "new", "reqwest_client", "retries", "timeout", "transport", "user_agent",
];
