//! Every fact of the collections, for the report.

use super::Failure;
use crate::{
    config::Config,
    diagnostic::{Diagnostics, Documents, FactRecord},
    generator::{Error, Generator},
    inspect, postman,
};

/// Reads the collections once more, with what became of each fact.
pub(super) fn read(config: Config) -> Result<Vec<FactRecord>, Failure> {
    let failure = |error: Error| Failure::Generate(error.located());
    let apis = config.apis.clone();
    let reads = Generator::new(config).read().map_err(failure)?;
    let mut facts = Vec::new();
    for (api, read) in apis.iter().zip(&reads) {
        let (mut documents, mut known) = (Documents::default(), Diagnostics::default());
        let collection = postman::read_collection(&api.collection, &mut documents, &mut known)
            .map_err(|error| failure(error.into()))?;
        let of_api = inspect::facts(&collection, read);
        facts.extend(FactRecord::locate(&api.module, of_api, &read.documents));
    }
    Ok(facts)
}
