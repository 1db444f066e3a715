//! What a client is made of.

use std::fmt;
use std::sync::Arc;

use super::base::Base;
use super::credential::Credential;
use super::draft::Draft;
use super::entropy::Entropy;
use super::error::Error;
use super::operation::Operation;
use super::options::Options;
use super::settings::Missing;
use super::transport::Http;

/// The address of a server, or the settings that it lacks.
#[derive(Debug, Clone)]
pub struct Server<'t>(Result<&'t str, Missing>);

impl Server<'_> {
    /// A server whose address lacks settings: calls to it fail and name them.
    pub(super) fn missing(missing: Missing) -> Self {
        Self(Err(missing))
    }
}

impl<'t> From<&'t str> for Server<'t> {
    fn from(address: &'t str) -> Self {
        Self(Ok(address))
    }
}

/// Servers, credentials, options and connections of a client; cheap to clone.
#[derive(Clone)]
pub struct Core(pub(super) Arc<Parts>);

/// What the clones of a [`Core`] share.
pub(super) struct Parts {
    first: Arc<Base>,
    servers: Vec<Arc<Base>>,
    credentials: Vec<Credential>,
    pub(super) options: Options,
    pub(super) http: Http,
}

impl Core {
    /// A core with the base addresses of its servers, by the index of [`Operation::server`], and its credentials, by that
    /// of [`Operation::credential`].
    ///
    /// # Errors
    ///
    /// When no base address, or a header of the options or the proxy cannot be used. An address that cannot be used while
    /// another one can makes only the calls to it fail.
    pub fn new<'t>(
        mut options: Options,
        servers: &[impl Into<Server<'t>> + Clone],
        credentials: Vec<Credential>,
    ) -> Result<Self, Error> {
        if let Some(name) = &options.refused_header {
            return Err(Error::build(format!("the header `{name}` cannot be sent")));
        }
        let http = options.take_http()?;
        let servers: Vec<Server<'t>> = servers.iter().map(|server| server.clone().into()).collect();
        let servers = match &options.base_url {
            Some(address) => vec![Arc::new(Base::parse(address)?)],
            None => bases(&servers)?,
        };
        let first = servers
            .first()
            .cloned()
            .ok_or_else(|| Error::build("there is no server"))?;
        Ok(Self(Arc::new(Parts {
            first,
            servers,
            credentials,
            options,
            http,
        })))
    }

    /// Begins a request of an operation.
    pub fn draft(&self, operation: &'static Operation) -> Draft {
        Draft::new(self, operation)
    }

    /// The base address of an operation's server.
    pub(super) fn server(&self, index: usize) -> &Arc<Base> {
        self.0.servers.get(index).unwrap_or(&self.0.first)
    }

    /// The credential of an operation.
    pub(super) fn credential(&self, operation: &Operation) -> Option<&Credential> {
        self.0.credentials.get(operation.credential?)
    }

    /// The clock and random values, for dynamic variables.
    pub fn entropy(&self) -> &Entropy {
        &self.0.options.entropy
    }
}

/// The base addresses of servers.
///
/// # Errors
///
/// When none of them can be used and an address is to blame: every call would fail.
fn bases(servers: &[Server<'_>]) -> Result<Vec<Arc<Base>>, Error> {
    let mut failures = Vec::new();
    let mut bases = Vec::with_capacity(servers.len());
    for server in servers {
        let base = match &server.0 {
            Ok(address) => Base::parse(address).or_else(|error| {
                let base = Base::unusable(error.to_string());
                failures.push(error);
                base
            }),
            Err(missing) => Base::unusable(missing.to_string()),
        };
        bases.push(Arc::new(base?));
    }
    match failures.into_iter().next() {
        Some(error) if bases.iter().all(|base| base.check().is_err()) => Err(error),
        _ => Ok(bases),
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("servers", &self.0.servers)
            .field("credentials", &self.0.credentials)
            .field("options", &self.0.options)
            .field("http", &self.0.http)
            .finish()
    }
}
