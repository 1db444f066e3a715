//! GraphQL over HTTP.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::draft::Draft;

/// `{"query": …, "operationName": …, "variables": …}` in Postman's order, absent members left out.
struct Document<'a, V: ?Sized> {
    query: Option<&'a str>,
    operation_name: Option<&'a str>,
    variables: Option<&'a V>,
}

impl<V: Serialize + ?Sized> Serialize for Document<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(query) = self.query {
            map.serialize_entry("query", query)?;
        }
        if let Some(operation_name) = self.operation_name {
            map.serialize_entry("operationName", operation_name)?;
        }
        if let Some(variables) = self.variables {
            map.serialize_entry("variables", variables)?;
        }
        map.end()
    }
}

impl Draft {
    /// Sets a GraphQL body: the document, the name of the operation in it, and its variables.
    pub fn graphql<V: Serialize + ?Sized>(
        &mut self,
        query: Option<&str>,
        operation_name: Option<&str>,
        variables: Option<&V>,
    ) -> &mut Self {
        self.json(&Document {
            query,
            operation_name,
            variables,
        });
        // Postman adds the content type of GraphQL after it has signed the request.
        self.is_json = false;
        self
    }
}
