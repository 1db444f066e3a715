//! Finds what a script asserts.

use oxc_ast::ast::{
    AssignmentExpression, AssignmentTarget, BinaryExpression, BinaryOperator, BindingPattern,
    CallExpression, ConditionalExpression, Expression, IfStatement, StaticMemberExpression,
    VariableDeclarator,
};
use oxc_ast_visit::VisitJs;
use oxc_ast_visit::walk_js;
use serde_json::Value;

use super::known::{CHAIN_LIMIT, Variables, argument, names};
use super::path::{Path, Step, body_with, shape_of_kind, shown};
use super::{Kept, ScriptFacts};
use crate::infer::{Schema, Shape, TextShape};

/// Walks a script twice: without `facts` it collects variables only.
#[derive(Default)]
pub(super) struct Visitor {
    pub(super) facts: Option<ScriptFacts>,
    variables: Variables,
    /// Inside the test of an `if`: a status there decides, it is not asserted.
    is_deciding: bool,
}

impl<'a> VisitJs<'a> for Visitor {
    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        walk_js::walk_variable_declarator(self, declarator);
        if let BindingPattern::BindingIdentifier(name) = &declarator.id {
            self.variables
                .assign(name.name.as_str(), declarator.init.as_ref());
        }
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        walk_js::walk_assignment_expression(self, assignment);
        if let AssignmentTarget::AssignmentTargetIdentifier(name) = &assignment.left {
            self.variables
                .assign(name.name.as_str(), Some(&assignment.right));
        }
    }

    fn visit_if_statement(&mut self, statement: &IfStatement<'a>) {
        let outer = std::mem::replace(&mut self.is_deciding, true);
        self.visit_expression(&statement.test);
        self.is_deciding = outer;
        self.visit_statement(&statement.consequent);
        if let Some(alternate) = &statement.alternate {
            self.visit_statement(alternate);
        }
    }

    fn visit_conditional_expression(&mut self, expression: &ConditionalExpression<'a>) {
        let outer = std::mem::replace(&mut self.is_deciding, true);
        self.visit_expression(&expression.test);
        self.is_deciding = outer;
        self.visit_expression(&expression.consequent);
        self.visit_expression(&expression.alternate);
    }

    fn visit_binary_expression(&mut self, comparison: &BinaryExpression<'a>) {
        walk_js::walk_binary_expression(self, comparison);
        if !self.is_deciding
            && matches!(
                comparison.operator,
                BinaryOperator::Equality | BinaryOperator::StrictEquality
            )
        {
            for (code, status) in [
                (&comparison.left, &comparison.right),
                (&comparison.right, &comparison.left),
            ] {
                if is_status_code(code) {
                    self.expect_status(status);
                }
            }
        }
    }

    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        walk_js::walk_static_member_expression(self, member);
        // `pm.expect(x).to.be.true` is an assertion without a call.
        if matches!(member.property.name.as_str(), "true" | "false")
            && let Some(path) = self.subject(&member.object)
        {
            self.state(&path, shape_of_kind("boolean"));
        }
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        walk_js::walk_call_expression(self, call);
        if self.facts.is_some() {
            self.read_call(call);
        }
    }
}

impl Visitor {
    fn read_call(&mut self, call: &CallExpression<'_>) {
        let chain = names(&call.callee);
        let Some((&method, before)) = chain.split_last() else {
            return;
        };
        if before.contains(&"not") {
            return;
        }
        let object = match &call.callee {
            Expression::StaticMemberExpression(member) => Some(&member.object),
            _ => None,
        };
        match method {
            "status" if before.first() == Some(&"pm") => self.expect_statuses(argument(call, 0)),
            "jsonSchema" => {
                let path = object
                    .and_then(|object| self.subject(object))
                    .unwrap_or_default();
                self.check(&path, argument(call, 0));
            }
            "validate" | "validateResult" | "validateMultiple" | "compile" => {
                self.read_validation(before, call);
            }
            "set" | "setEnvironmentVariable" | "setGlobalVariable" => {
                if let Some(path) = argument(call, 1).and_then(|value| self.variables.path(value)) {
                    if matches!(before.first(), Some(&("pm" | "postman"))) {
                        self.keep(argument(call, 0), &path);
                    }
                    self.state(&path, Shape::default());
                }
            }
            "hasOwnProperty" => {
                if let Some(path) = object.and_then(|object| self.variables.path(object)) {
                    self.state_members(&path, argument(call, 0));
                }
            }
            _ => {
                if let Some(object) = object {
                    self.read_assertion(method, object, call);
                }
            }
        }
    }

    /// `tv4.validate(data, schema)`, `ajv.validate(schema, data)`, `ajv.compile(schema)`.
    fn read_validation(&mut self, object: &[&str], call: &CallExpression<'_>) {
        let (schema, data) = if object.contains(&"tv4") {
            (1, 0)
        } else {
            (0, 1)
        };
        let data = argument(call, data).map(|data| self.variables.path(data));
        // Something other than the response may be validated too.
        if let Some(path) = data.unwrap_or_else(|| Some(Path::new())) {
            self.check(&path, argument(call, schema));
        }
    }

    /// A method of a chain that `pm.expect(…)` starts.
    fn read_assertion(&mut self, method: &str, object: &Expression<'_>, call: &CallExpression<'_>) {
        let Some(subject) = expected(object) else {
            return;
        };
        let first = argument(call, 0);
        if matches!(method, "eql" | "equal" | "equals" | "eq" | "oneOf") && is_status_code(subject)
        {
            self.expect_statuses(first);
            return;
        }
        let Some(path) = self.subject(object) else {
            return;
        };
        match (
            method,
            first.and_then(|first| self.variables.literal(first)),
        ) {
            ("a" | "an", Some(Value::String(kind))) => self.state(&path, shape_of_kind(&kind)),
            ("property" | "keys" | "members", Some(_)) if method != "members" => {
                call.arguments
                    .iter()
                    .take(if method == "property" { 1 } else { usize::MAX })
                    .for_each(|name| {
                        self.state_members(&path, name.as_expression());
                    });
            }
            ("eql" | "equal" | "equals" | "eq", Some(value)) => {
                self.state(&path, shape_of_literal(&value));
            }
            ("oneOf", Some(Value::Array(values))) => {
                self.state(&path, values.iter().map(shape_of_listed).collect());
            }
            _ => {}
        }
    }

    /// The part of the body that a chain is about: `x` of `pm.expect(x).to.be`.
    fn subject(&self, chain: &Expression<'_>) -> Option<Path> {
        let is_negated = names(chain).contains(&"not");
        expected(chain)
            .filter(|_| !is_negated)
            .and_then(|subject| self.variables.path(subject))
    }

    fn state(&mut self, path: &[Step], shape: Shape) {
        if let Some(facts) = &mut self.facts
            && !(path.is_empty() && shape.is_bottom())
        {
            facts.body.join(body_with(path, shape));
        }
    }

    /// States that members are there, by one name or a list of names.
    fn state_members(&mut self, path: &[Step], names: Option<&Expression<'_>>) {
        let names = match names.and_then(|names| self.variables.literal(names)) {
            Some(Value::Array(names)) => names,
            Some(name) => vec![name],
            None => return,
        };
        for name in names.iter().filter_map(Value::as_str) {
            let member = [path, &[Step::Member(name.to_owned())]].concat();
            self.state(&member, Shape::default());
        }
    }

    fn check(&mut self, path: &[Step], schema: Option<&Expression<'_>>) {
        let Some(value @ Value::Object(_)) =
            schema.and_then(|schema| self.variables.literal(schema))
        else {
            return;
        };
        let Ok(schema) = serde_json::from_value::<Schema>(value) else {
            return;
        };
        let Some(facts) = &mut self.facts else {
            return;
        };
        if !path.is_empty() {
            let shape = Shape::of_schema(&schema, &mut facts.definitions);
            self.state(path, shape);
        } else if !facts.schemas.contains(&schema) {
            facts.schemas.push(schema);
        }
    }

    /// Notes that the variable of this name holds what stands at `path` from then on.
    fn keep(&mut self, name: Option<&Expression<'_>>, path: &Path) {
        let name = name.and_then(|name| self.variables.literal(name));
        if let (Some(facts), Some(Value::String(variable))) = (&mut self.facts, name) {
            let path = shown(path);
            facts.kept.push(Kept { variable, path });
        }
    }

    fn expect_statuses(&mut self, expected: Option<&Expression<'_>>) {
        match expected {
            Some(Expression::ArrayExpression(list)) => {
                list.elements
                    .iter()
                    .filter_map(|element| element.as_expression())
                    .for_each(|status| {
                        self.expect_status(status);
                    });
            }
            Some(status) => self.expect_status(status),
            None => {}
        }
    }

    fn expect_status(&mut self, expression: &Expression<'_>) {
        let status = self
            .variables
            .literal(expression)
            .as_ref()
            .and_then(Value::as_u64);
        if let (Some(facts), Some(status)) = (
            &mut self.facts,
            status.and_then(|status| u16::try_from(status).ok()),
        ) && (100..600).contains(&status)
            && !facts.statuses.contains(&status)
        {
            facts.statuses.push(status);
        }
    }
}

/// What the `expect` that starts a chain was called with.
fn expected<'e, 'a>(chain: &'e Expression<'a>) -> Option<&'e Expression<'a>> {
    let mut rest = chain;
    for _ in 0..2 * CHAIN_LIMIT {
        rest = match rest {
            Expression::StaticMemberExpression(member) => &member.object,
            Expression::CallExpression(call) => {
                if matches!(
                    names(&call.callee).as_slice(),
                    ["pm", "expect"] | ["expect"]
                ) {
                    return argument(call, 0);
                }
                &call.callee
            }
            _ => return None,
        };
    }
    None
}

fn is_status_code(expression: &Expression<'_>) -> bool {
    matches!(expression, Expression::StaticMemberExpression(_))
        && matches!(
            names(expression).as_slice(),
            ["pm", "response", "code" | "statusCode"] | ["responseCode", "code"]
        )
}

/// The kind of a literal that a part of the body must equal. A number says nothing about fractions.
fn shape_of_literal(value: &Value) -> Shape {
    match value {
        Value::String(_) => shape_of_kind("string"),
        Value::Bool(_) => shape_of_kind("boolean"),
        _ => Shape::default(),
    }
}

/// The same for one literal of a list: a text is one of the listed values.
fn shape_of_listed(value: &Value) -> Shape {
    match value {
        Value::String(text) => {
            let text = TextShape {
                values: Some(vec![text.clone()]),
                ..TextShape::default()
            };
            Shape {
                text: Some(text),
                ..Shape::default()
            }
        }
        Value::Null => shape_of_kind("null"),
        other => shape_of_literal(other),
    }
}
