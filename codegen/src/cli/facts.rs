//! Every fact of the collections, for the report.

use crate::{
    config::{ApiConfig, Config},
    diagnostic::{Diagnostics, Documents},
    generator::{Generator, ReadApi},
    inspect::{self, FactRecord},
    postman,
};

/// Reads the collections once more, after a run that read them without a fault, with what became of each fact.
pub(super) fn read(config: Config) -> Vec<FactRecord> {
    let apis = config.apis.clone();
    let reads = Generator::new(config).read().unwrap_or_default();
    let pairs = apis.iter().zip(&reads);
    pairs.flat_map(|(api, read)| of_api(api, read)).collect()
}

fn of_api(api: &ApiConfig, read: &ReadApi) -> Vec<FactRecord> {
    let (mut documents, mut known) = (Documents::default(), Diagnostics::default());
    let collection = postman::read_collection(&api.collection, &mut documents, &mut known);
    collection.map_or_else(
        |_| Vec::new(),
        |collection| {
            let facts = inspect::facts(&collection, read);
            FactRecord::locate(&api.module, facts, &read.documents)
        },
    )
}
