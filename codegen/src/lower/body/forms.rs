//! Everything that was seen of a JSON body, and in how many forms.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::infer::{self, Forms, Sample, Shape};
use crate::lower::Lower;
use crate::lower::address::Address;
use crate::lower::context::Context;
use crate::lower::response::status_of;
use crate::postman;
use crate::resolve::ResolvedRequest;

/// The method whose body is any part of a whole, so that its bodies never exclude each other.
const PARTIAL: &str = "PATCH";

/// What a request of the collection sends, as far as the forms of others depend on it.
pub(in crate::lower) struct SentObject {
    operation: usize,
    address: Address,
    members: Vec<String>,
}

impl SentObject {
    /// The objects among the bodies of all requests.
    pub(in crate::lower) fn all(
        requests: &[ResolvedRequest],
        bodies: &[Option<Sample>],
    ) -> Vec<Self> {
        let all = requests.iter().zip(bodies).enumerate();
        all.filter_map(|(operation, (request, body))| {
            let Some(Sample::Object(members)) = body else {
                return None;
            };
            Some(Self {
                operation,
                address: Address::of(&request.item.request),
                members: members.iter().map(|(name, _)| name.clone()).collect(),
            })
        })
        .collect()
    }
}

/// The body of a saved request.
struct Saved<'c> {
    sample: Cow<'c, Sample>,
    refused: bool,
}

impl Lower<'_> {
    /// The shape of a body: of the request itself, of the saved requests and those in its description.
    ///
    /// Objects without a common member are forms that exclude each other, as [`Forms`] says, except that
    ///
    /// - a saved request to another address, left over from copying an item, tells nothing;
    /// - one that was refused shows no form, but it can be written;
    /// - a form that another item on the same address has as its own is left to that item;
    /// - what PATCH sends is part of one object.
    pub(super) fn body_shape(&mut self, context: &Context<'_>) -> Shape {
        let Some(own) = context.sample else {
            return self.with_described(Forms::default(), context).into_shape();
        };
        let saved = self.saved_bodies(context);
        if !matches!(own, Sample::Object(_)) {
            let alike =
                |sample: &&Sample| std::mem::discriminant(*sample) == std::mem::discriminant(own);
            let saved = saved
                .iter()
                .map(|saved| saved.sample.as_ref())
                .filter(alike);
            let mut shape = Shape::default();
            std::iter::once(own)
                .chain(saved)
                .for_each(|sample| shape.observe(sample, &self.values));
            return shape;
        }
        let mut forms = Forms::default();
        forms.add(Shape::of(own, &self.values));
        let (refused, accepted): (Vec<Saved<'_>>, Vec<Saved<'_>>) =
            saved.into_iter().partition(|saved| saved.refused);
        for body in accepted {
            forms.add(Shape::of(&body.sample, &self.values));
        }
        let mut forms = self.with_described(forms, context);
        let refused = refused
            .iter()
            .map(|body| Shape::of(&body.sample, &self.values));
        let (new, known): (Vec<Shape>, Vec<Shape>) = refused.partition(|body| forms.is_new(body));
        for body in known {
            forms.widen(body);
        }
        if forms.count() > 1 || !new.is_empty() {
            let others = self.members_elsewhere(context);
            let is_elsewhere = |body: &Shape| has_any(body, &others);
            forms.retain(|form| !is_elsewhere(form));
            for body in new.into_iter().filter(|body| !is_elsewhere(body)) {
                forms.widen(body);
            }
        }
        if context.request.item.request.method == PARTIAL {
            forms.into_one()
        } else {
            forms.into_shape()
        }
    }

    /// The JSON bodies of the saved requests to the item's address.
    fn saved_bodies<'c>(&mut self, context: &Context<'c>) -> Vec<Saved<'c>> {
        let item = &context.request.item;
        let address = Address::of(&item.request);
        let mut bodies = Vec::new();
        for saved in &item.responses {
            let Some(request) = saved.original_request.as_deref() else {
                continue;
            };
            let Some(postman::Body::Raw { text, .. }) = &request.body else {
                continue;
            };
            let Some(sample) = sample(text, context) else {
                continue;
            };
            if Address::of(request).meets(&address) {
                let refused = status_of(saved).is_failure();
                bodies.push(Saved { sample, refused });
                continue;
            }
            let place = item.place.member("response").element(saved.index);
            let message = "the saved request goes to another address than the item";
            self.diagnostics.push(
                Diagnostic::new(Code::StrayRequest, place.member("originalRequest"), message)
                    .item(&context.origin().path)
                    .instead("its body tells nothing of this item's"),
            );
        }
        bodies
    }

    /// Adds the requests in the description.
    fn with_described(&self, mut forms: Forms, context: &Context<'_>) -> Forms {
        let item = &context.request.item;
        let description = item.description.as_deref();
        let blocks = description.map(infer::json_blocks).unwrap_or_default();
        let address = Address::of(&item.request);
        let mut described = Forms::default();
        for block in &blocks {
            let line = block.request.as_ref();
            let line = line.map(|(method, target)| Address::of_line(method, target));
            if line.is_some_and(|line| line.meets(&address)) {
                described.add(block.shape(&self.values));
            }
        }
        forms.describe(described);
        forms
    }

    /// The members that the other items on the same address send.
    fn members_elsewhere(&self, context: &Context<'_>) -> HashSet<&str> {
        let address = Address::of(&context.request.item.request);
        let others = self
            .sent
            .iter()
            .filter(|sent| sent.operation != context.operation && sent.address.meets(&address));
        others
            .flat_map(|sent| sent.members.iter().map(String::as_str))
            .collect()
    }
}

/// The sample that a saved text is; most repeat the request itself, which is read already.
fn sample<'c>(text: &str, context: &Context<'c>) -> Option<Cow<'c, Sample>> {
    match (&context.request.item.request.body, context.sample) {
        (Some(postman::Body::Raw { text: own, .. }), Some(sample)) if own == text => {
            Some(Cow::Borrowed(sample))
        }
        _ => infer::parse_sample(text).ok().map(Cow::Owned),
    }
}

fn has_any(body: &Shape, names: &HashSet<&str>) -> bool {
    let members = body.object.iter().flat_map(|object| object.members.keys());
    members
        .into_iter()
        .any(|name| names.contains(name.as_str()))
}
