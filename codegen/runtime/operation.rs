//! What is fixed about an operation.

/// What is fixed about an operation: one static for each client function.
#[derive(Debug)]
pub struct Operation {
    pub(super) name: &'static str,
    pub(super) method: &'static str,
    pub(super) template: &'static str,
    pub(super) server: usize,
    pub(super) credential: Option<usize>,
    pub(super) redirects: Redirects,
    pub(super) raw_url: bool,
    pub(super) keep_body: bool,
    pub(super) keep_method: bool,
    pub(super) without_headers: &'static [&'static str],
}

/// Which redirects are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Redirects {
    /// As many as the client's options say.
    Default,
    /// At most this many; none means that redirects are answers.
    Limit(u32),
}

impl Operation {
    /// An operation such as `"users.link_a_user_account"`, `"POST"`, `"/api/v2/users/{id}/identities"`.
    ///
    /// The name and the template appear in errors and traces, never in requests.
    pub const fn new(name: &'static str, method: &'static str, template: &'static str) -> Self {
        Self {
            name,
            method,
            template,
            server: 0,
            credential: None,
            redirects: Redirects::Default,
            raw_url: false,
            keep_body: false,
            keep_method: false,
            without_headers: &[],
        }
    }

    /// Sends it to another server than the first.
    #[must_use]
    pub const fn server(mut self, index: usize) -> Self {
        self.server = index;
        self
    }

    /// Authorizes it with this credential; without one nothing is sent.
    #[must_use]
    pub const fn credential(mut self, index: usize) -> Self {
        self.credential = Some(index);
        self
    }

    /// Gives redirects to the caller (`followRedirects: false`).
    #[must_use]
    pub const fn without_redirects(mut self) -> Self {
        self.redirects = Redirects::Limit(0);
        self
    }

    /// Follows at most this many redirects (`maxRedirects`).
    #[must_use]
    pub const fn max_redirects(mut self, count: u32) -> Self {
        self.redirects = Redirects::Limit(count);
        self
    }

    /// Keeps method and body also where a redirect would make a GET of it (`followOriginalHttpMethod`).
    #[must_use]
    pub const fn keep_method(mut self) -> Self {
        self.keep_method = true;
        self
    }

    /// Sends settings in the path and the query as they stand (`disableUrlEncoding`).
    #[must_use]
    pub const fn raw_url(mut self) -> Self {
        self.raw_url = true;
        self
    }

    /// Sends a body also with GET, HEAD, COPY, PURGE and UNLOCK (`disableBodyPruning`).
    #[must_use]
    pub const fn keep_body(mut self) -> Self {
        self.keep_body = true;
        self
    }

    /// Does not add these headers, in lower case (`disabledSystemHeaders`); those that are written are sent.
    #[must_use]
    pub const fn without_headers(mut self, names: &'static [&'static str]) -> Self {
        self.without_headers = names;
        self
    }

    /// The name: folders and function.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The method.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The path with its fields in braces.
    pub const fn template(&self) -> &'static str {
        self.template
    }

    /// Whether a body goes with the method, by Postman's rule of pruning.
    pub(super) fn sends_body(&self) -> bool {
        self.keep_body || !matches!(self.method, "GET" | "HEAD" | "COPY" | "PURGE" | "UNLOCK")
    }

    /// Whether the client may add this header by itself.
    pub(super) fn adds_header(&self, name: &str) -> bool {
        !self.without_headers.contains(&name)
    }
}
