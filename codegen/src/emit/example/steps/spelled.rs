//! Literals as text.

use crate::emit::context::Context;
use crate::emit::template::with_variables;
use crate::ir::Literal;

/// A literal as text with `{{variables}}`.
pub(super) fn plain(cx: Context<'_>, literal: &Literal) -> String {
    match literal {
        Literal::Text(text) | Literal::Number(text) | Literal::Raw(text) | Literal::Bare(text) => {
            text.clone()
        }
        Literal::Boolean(value) => value.to_string(),
        Literal::Template(template) => with_variables(cx, template),
        Literal::Null | Literal::Files(_) => String::new(),
        literal @ (Literal::List(_) | Literal::Object(_)) => json(cx, literal),
    }
}

/// A literal as JSON text; bare variables stand in it as they are written.
pub(super) fn json(cx: Context<'_>, literal: &Literal) -> String {
    let string = |text: &str| serde_json::Value::from(text).to_string();
    match literal {
        Literal::Null | Literal::Files(_) => "null".to_owned(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Number(number) => number.clone(),
        Literal::Raw(text) | Literal::Bare(text) => text.clone(),
        Literal::Text(_) | Literal::Template(_) => string(&plain(cx, literal)),
        Literal::List(list) => {
            let elements: Vec<String> = list.iter().map(|element| json(cx, element)).collect();
            format!("[{}]", elements.join(","))
        }
        Literal::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{}:{}", string(name), json(cx, value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
    }
}
