//! What is known about the variables of a script.

use std::collections::HashMap;

use oxc_ast::ast::{Argument, CallExpression, Expression, ObjectPropertyKind, UnaryOperator};
use serde_json::{Map, Number, Value};

use super::path::{Path, Step};

/// What an expression is known to be.
#[derive(Debug, Clone)]
pub(super) enum Known {
    /// A part of the response body.
    Body(Path),
    /// A literal value.
    Literal(Value),
}

/// Values that one script may build before the rest stays unknown: a few lines can double a value over and over.
const BUDGET: usize = 50_000;

/// The variables of a script. Scopes are not told apart: the last value given wins.
#[derive(Debug, Default)]
pub(super) struct Variables {
    known: HashMap<String, Known>,
    spent: usize,
}

impl Variables {
    pub(super) fn assign(&mut self, name: &str, value: Option<&Expression<'_>>) {
        let Some(value) = value else { return };
        let known = match self.path(value) {
            Some(path) => Some(Known::Body(path)),
            None => self.literal(value).map(Known::Literal),
        };
        match known {
            Some(known) => self.known.insert(name.to_owned(), known),
            None => self.known.remove(name),
        };
    }

    /// The part of the response body that an expression is.
    pub(super) fn path(&self, expression: &Expression<'_>) -> Option<Path> {
        match expression {
            Expression::Identifier(identifier) => match self.known.get(identifier.name.as_str()) {
                Some(Known::Body(path)) => Some(path.clone()),
                _ => None,
            },
            Expression::StaticMemberExpression(member) => {
                let name = member.property.name.as_str();
                let mut path = self.path(&member.object)?;
                // The length of a list or a text is not a member of the body.
                if name != "length" {
                    path.push(Step::Member(name.to_owned()));
                }
                Some(path)
            }
            Expression::ComputedMemberExpression(member) => {
                let mut path = self.path(&member.object)?;
                path.push(match &member.expression {
                    Expression::StringLiteral(name) => Step::Member(name.value.to_string()),
                    Expression::NumericLiteral(_) => Step::Element,
                    _ => return None,
                });
                Some(path)
            }
            Expression::CallExpression(call) => is_body(call).then(Path::new),
            _ => None,
        }
    }

    /// The value of an expression that holds nothing but literals and variables with such.
    pub(super) fn literal(&mut self, expression: &Expression<'_>) -> Option<Value> {
        self.spent += 1;
        if self.spent > BUDGET {
            return None;
        }
        Some(match expression {
            Expression::NullLiteral(_) => Value::Null,
            Expression::BooleanLiteral(literal) => Value::Bool(literal.value),
            Expression::NumericLiteral(literal) => Value::Number(number(literal.value)?),
            Expression::UnaryExpression(unary)
                if unary.operator == UnaryOperator::UnaryNegation =>
            {
                match &unary.argument {
                    Expression::NumericLiteral(literal) => Value::Number(number(-literal.value)?),
                    _ => return None,
                }
            }
            Expression::StringLiteral(literal) => Value::String(literal.value.to_string()),
            Expression::TemplateLiteral(literal) => match literal.quasis.as_slice() {
                [only] => Value::String(only.value.cooked?.to_string()),
                _ => return None,
            },
            Expression::Identifier(identifier) => match self.known.get(identifier.name.as_str()) {
                Some(Known::Literal(value)) => {
                    self.spent += size(value);
                    value.clone()
                }
                _ => return None,
            },
            Expression::ArrayExpression(array) => {
                let elements = array
                    .elements
                    .iter()
                    .map(|element| self.literal(element.as_expression()?));
                Value::Array(elements.collect::<Option<_>>()?)
            }
            Expression::ObjectExpression(object) => Value::Object(self.object(&object.properties)?),
            Expression::CallExpression(call) if names(&call.callee) == ["JSON", "parse"] => {
                match self.literal(argument(call, 0)?)? {
                    Value::String(text) => serde_json::from_str(&text).ok()?,
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    fn object(&mut self, properties: &[ObjectPropertyKind<'_>]) -> Option<Map<String, Value>> {
        let members = properties.iter().map(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) if !property.computed => Some((
                property.key.static_name()?.into_owned(),
                self.literal(&property.value)?,
            )),
            _ => None,
        });
        members.collect()
    }
}

/// `pm.response.json()` and `JSON.parse(responseBody)`, in their spellings.
fn is_body(call: &CallExpression<'_>) -> bool {
    match names(&call.callee).as_slice() {
        ["pm", "response", "json"] => true,
        ["JSON", "parse"] => match argument(call, 0) {
            Some(Expression::Identifier(text)) => text.name == "responseBody",
            Some(Expression::CallExpression(text)) => {
                names(&text.callee) == ["pm", "response", "text"]
            }
            _ => false,
        },
        _ => false,
    }
}

/// Longer chains are no assertions; each call in a chain reads the chain before it, so length must have a bound.
pub(super) const CHAIN_LIMIT: usize = 64;

/// The names of a chain of members from its start, such as `["pm", "response", "to", "have", "status"]`. Calls within
/// are passed over: their names are in the chain, what they were called with is not.
pub(super) fn names<'e>(expression: &'e Expression<'_>) -> Vec<&'e str> {
    let mut names = Vec::new();
    let mut rest = expression;
    while names.len() < CHAIN_LIMIT {
        rest = match rest {
            Expression::StaticMemberExpression(member) => {
                names.push(member.property.name.as_str());
                &member.object
            }
            Expression::CallExpression(call) => &call.callee,
            Expression::Identifier(identifier) => {
                names.push(identifier.name.as_str());
                break;
            }
            _ => break,
        };
    }
    names.reverse();
    names
}

/// The argument of a call at `position`.
pub(super) fn argument<'e, 'a>(
    call: &'e CallExpression<'a>,
    position: usize,
) -> Option<&'e Expression<'a>> {
    call.arguments
        .get(position)
        .and_then(Argument::as_expression)
}

/// A number as JSON has it: an integer where it is one.
fn number(value: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "checked to be an integer that fits"
    )]
    if value.fract() == 0.0 && value.abs() < EXACT {
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}
