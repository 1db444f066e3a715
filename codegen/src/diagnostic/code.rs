//! The catalogue of findings: one row a rule.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; the output is what most users want.
    Note,
    /// The output differs from what the collection says, or had to be guessed.
    Warning,
}

impl Severity {
    /// The word that is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident, $title:literal;)+) => {
        /// The rule that a finding falls under. Numbers are stable: 1xxx reading, 2xxx resolving, 3xxx inferring,
        /// 4xxx lowering, 5xxx naming, 6xxx emitting.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every rule, in order of number.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The number as printed, such as `PW1001`.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The rule of that number, in any case.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.text().eq_ignore_ascii_case(text))
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// The rule in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// What the rule means and what to do: the text of `--explain`.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc, "\n",)+),)+ }
            }
        }
    };
}

codes! {
    /// An item is not an object, or a folder's or request's member has a type that Postman does not accept. Postman
    /// skips such a member; so does Postwright.
    MalformedMember = "PW1001", Warning, "member of unexpected type";
    /// A URL object has only `raw`. Postman never reads `raw` from an object and cannot send such a request; Postwright
    /// reads it, because that is what the author meant.
    RawUrlOnly = "PW1002", Warning, "URL object with only `raw`";
    /// A v3 entity of a protocol other than HTTP (gRPC, WebSocket, Socket.IO, MQTT, MCP, LLM). It is skipped.
    OtherProtocol = "PW1003", Warning, "not an HTTP request";
    /// A v1 request that no `order` list names is invisible in Postman; it is skipped.
    NotInOrder = "PW1004", Warning, "v1 request outside every order list";
    /// A member that Postwright does not know. It is ignored, as Postman does.
    UnknownMember = "PW1005", Note, "unknown member";
    /// Nesting or count beyond what Postwright reads. The part beyond the limit is skipped.
    LimitReached = "PW1006", Warning, "limit reached";
    /// A number is larger than JavaScript, and so Postman, can hold (`1e400`); only the first of a file is told. Postman
    /// reads each of them as `Infinity` and sends that; so does the client. Written in quotes, it is sent as it stands.
    NumberTooLarge = "PW1007", Warning, "number that Postman cannot hold";

    /// A variable has no value in the collection or in any environment that was given. It is a setting of
    /// the client without a default, which the caller has to give.
    UndefinedVariable = "PW2001", Note, "variable without a value";
    /// A secret stands as a literal in the collection. It was left out of code, documentation and tests.
    /// Keep it in a variable of type `secret`, and change it where the collection was shared.
    LiteralSecret = "PW2002", Warning, "secret in the collection";
    /// An `auth` type that Postwright does not know. Postman sends nothing for it; so does the client.
    UnknownAuth = "PW2003", Warning, "unknown auth type";
    /// A pre-request script changes the request before Postman sends it. Scripts are not run: the request is
    /// generated as it is stored.
    PreRequestScript = "PW2004", Note, "script changes the request";
    /// A folder holds no request, in no folder below it either. There is nothing that a client could offer, so that it
    /// has neither a module nor a function.
    EmptyFolder = "PW2005", Note, "folder without requests";

    /// A JSON sample that cannot be read as JSON, even with comments, trailing commas and bare variables allowed.
    BrokenJson = "PW3001", Warning, "broken JSON sample";
    /// Samples of one place disagree in a way that only untyped JSON can hold.
    Untyped = "PW3002", Note, "samples disagree";
    /// A hint asks for something that the operation does not have, such as paging by a parameter that is not in its
    /// query. The operation is generated without it.
    UnfitHint = "PW3003", Warning, "hint that does not fit";
    /// A saved response keeps a request of another method or path than its item's, left over from copying an item. What
    /// it sends tells nothing of what the item sends.
    StrayRequest = "PW3004", Note, "saved request to another address";

    /// A header that cannot be sent: its name is not an HTTP token or its value has control characters. Postman fails
    /// to send the request; the call fails with an error that names the header.
    InvalidHeader = "PW4001", Warning, "header that cannot be sent";
    /// Something the collection asks for that the client does not do.
    Unsupported = "PW4002", Warning, "not supported";
    /// The request has no URL or an empty one, which Postman cannot send. Its operation is there; the caller gives the
    /// address on the call.
    NoUrl = "PW4003", Warning, "request without a URL";
    /// A request of a method whose body Postman leaves out (GET, HEAD, COPY, PURGE, UNLOCK) has one. The client leaves it
    /// out, too; with the setting `disableBodyPruning` in the collection both send it.
    BodyNotSent = "PW4004", Note, "body that Postman does not send";

    /// Two names of one scope fell together after casing; one was given a longer name.
    Renamed = "PW5001", Note, "name settled";
}
