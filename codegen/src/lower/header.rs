//! Headers: constants that a caller may replace, and fields.

use super::Lower;
use super::body::ContentType;
use super::context::Context;
use super::credential::carries_credential;
use super::inputs::Inputs;
use super::parameter::Parameter;
use super::setting;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{HeaderEntry, HeaderValue, Location, Template};
use crate::postman::Header;
use crate::resolve::{ResolvedRequest, has_variable, only_variable};

impl Lower<'_> {
    /// The headers in order, without credentials, and without the Content-Type where that is the body's.
    pub(super) fn headers(
        &mut self,
        context: &Context<'_>,
        content_type: ContentType,
        inputs: &mut Inputs,
    ) -> Vec<HeaderEntry> {
        let request = context.request;
        let mut entries: Vec<HeaderEntry> = Vec::new();
        let sent = sent_headers(&request.item.request.headers);
        for (index, header) in sent.iter().copied().enumerate() {
            let is_content_type = header.name.eq_ignore_ascii_case("content-type");
            if carries_credential(header, &self.resolved.variables)
                || (is_content_type && content_type == ContentType::Body)
            {
                continue;
            }
            self.report_invalid(header, request);
            let is_no_field = is_documented_by_client(&header.name) || has_variable(&header.name);
            if header.name.eq_ignore_ascii_case("content-length")
                || (header.disabled && is_no_field)
            {
                continue;
            }
            let same = |other: &&&Header| other.name == header.name;
            let values: Vec<&str> = sent
                .iter()
                .filter(same)
                .map(|other| other.value.as_str())
                .collect();
            let is_list = values.len() > 1 && values.iter().any(|value| !self.is_fixed(value));
            if is_list
                && sent
                    .iter()
                    .take(index)
                    .any(|other| other.name == header.name)
            {
                continue;
            }
            let value = if is_list {
                self.header_list(header, values, context, inputs)
            } else {
                self.header_value(header, context, inputs)
            };
            let name = self.settings.template(&header.name, context.origin());
            entries.push(HeaderEntry { name, value });
        }
        for name in context.added(Location::Header) {
            let parameter = Parameter::added(name, Location::Header);
            let field = self.parameter(&parameter, context);
            entries.push(HeaderEntry {
                name: Template::text(name),
                value: HeaderValue::Field(inputs.add(field)),
            });
        }
        entries
    }

    fn header_value(
        &mut self,
        header: &Header,
        context: &Context<'_>,
        inputs: &mut Inputs,
    ) -> HeaderValue {
        let only_dynamic = only_variable(&header.value).and_then(setting::dynamic);
        let lifted = context.constant_hint(Location::Header, &header.name) == Some(false);
        let is_field =
            header.disabled || lifted || only_dynamic.is_some() || !self.is_fixed(&header.value);
        if !is_field {
            return HeaderValue::Constant(self.settings.template(&header.value, context.origin()));
        }
        let parameter = Parameter {
            name: &header.name,
            location: Location::Header,
            texts: vec![&header.value],
            description: header.description.as_deref(),
            repeated: false,
            enabled: !header.disabled && only_dynamic.is_none(),
        };
        let field = self.parameter(&parameter, context);
        let field = inputs.add(field);
        match only_dynamic.filter(|_| !header.disabled) {
            Some(dynamic) => HeaderValue::FieldOrDynamic(field, dynamic),
            None => HeaderValue::Field(field),
        }
    }

    /// Whether a caller has no say in a value.
    fn is_fixed(&self, value: &str) -> bool {
        !has_variable(value) || self.settings.completes(value)
    }

    /// Headers of one name, not all of them fixed: one field with a value for each.
    fn header_list(
        &mut self,
        header: &Header,
        values: Vec<&str>,
        context: &Context<'_>,
        inputs: &mut Inputs,
    ) -> HeaderValue {
        let parameter = Parameter {
            name: &header.name,
            location: Location::Header,
            texts: values,
            description: header.description.as_deref(),
            repeated: true,
            enabled: true,
        };
        let field = self.parameter(&parameter, context);
        HeaderValue::Field(inputs.add(field))
    }

    /// Says which header will make the call fail.
    fn report_invalid(&mut self, header: &Header, request: &ResolvedRequest) {
        let name_is_token = header.name.bytes().all(is_token_byte) || has_variable(&header.name);
        let value_fits = !header
            .value
            .chars()
            .any(|c| c == '\r' || c == '\n' || c == '\0' || c > '\u{ff}');
        if header.disabled || (name_is_token && value_fits) {
            return;
        }
        let wrong = if name_is_token { "value" } else { "name" };
        let place = request
            .item
            .place
            .member("request")
            .member("header")
            .element(header.index);
        self.diagnostics.push(
            Diagnostic::new(
                Code::InvalidHeader,
                place,
                format!("the {wrong} of header `{}` cannot be sent", header.name),
            )
            .item(&request.path)
            .instead("a call that fails with an error naming the header"),
        );
    }
}

/// The headers as they go out: of enabled ones that differ only in case, the values of the spelling that comes up last
/// stand at the first one's place; a disabled one counts only where no enabled one has its name.
fn sent_headers(headers: &[Header]) -> Vec<&Header> {
    let mut sent: Vec<&Header> = Vec::new();
    for header in headers {
        let is_same = |other: &&Header| other.name.eq_ignore_ascii_case(&header.name);
        if sent.iter().copied().any(|other| is_same(&other)) {
            continue;
        }
        let mut spellings: Vec<&str> = Vec::new();
        for other in headers
            .iter()
            .filter(is_same)
            .filter(|other| !other.disabled)
        {
            if !spellings.contains(&other.name.as_str()) {
                spellings.push(&other.name);
            }
        }
        match spellings.last() {
            Some(last) => sent.extend(
                headers
                    .iter()
                    .filter(|other| !other.disabled && other.name == *last),
            ),
            None => sent.push(header),
        }
    }
    sent
}

/// Disabled headers that the client takes care of by itself are no fields.
fn is_documented_by_client(name: &str) -> bool {
    matches!(
        name.to_ascii_lowercase().as_str(),
        "content-type"
            | "accept"
            | "accept-encoding"
            | "host"
            | "user-agent"
            | "connection"
            | "cache-control"
            | "postman-token"
            | "authorization"
            | "cookie"
            | "transfer-encoding"
    )
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
