//! Wanted names: what a type is called follows from where it was first used, never from how many there are.

use crate::infer::Shape;
use crate::ir::TypeId;
use crate::markdown::code;

use super::noun::Subject;
use super::phrase::{self, distinct, is_wrapper, joined, part};
use super::{Position, Role};

/// How one place lies inside another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'a> {
    /// The body or the parameter itself.
    Root,
    /// A member of an object.
    Member(&'a str),
    /// The elements of a list.
    Element,
    /// The values of a map.
    Value,
    /// One of several forms.
    Form,
    /// One of several kinds of value.
    Kind,
}

/// What an operation is about.
#[derive(Debug)]
struct About {
    subject: Subject,
    /// Whether the body is a wrapper around it.
    is_wrapped: bool,
}

/// A place inside a body, linked to the places around it.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    /// Where the body is used.
    pub(super) at: &'a Position,
    /// The place around it.
    pub(super) parent: Option<&'a Scope<'a>>,
    /// How it lies in that.
    pub(super) step: Step<'a>,
    title: Option<&'a str>,
    /// What a hint or a schema says of the type at this place.
    pub(super) description: Option<&'a str>,
    /// The id that is kept for the type at this place.
    pub(super) reserved: Option<TypeId>,
    /// How many places lie around it.
    pub(super) depth: usize,
    /// At the root: what the operation is about.
    about: Option<About>,
    /// The only member, where there is one.
    only: Option<&'a str>,
}

impl<'a> Scope<'a> {
    pub(super) fn root(at: &'a Position, shape: &'a Shape) -> Self {
        let subject = Subject::of(&at.operation, &at.folder);
        let is_wrapped = is_wrapper(shape, &subject);
        let title = shape.title.as_deref();
        Self {
            at,
            parent: None,
            step: Step::Root,
            title,
            description: shape.description.as_deref(),
            reserved: None,
            depth: 0,
            about: Some(About {
                subject,
                is_wrapped,
            }),
            only: only_member(shape),
        }
    }

    /// The place that lies inside this one.
    pub(super) fn inside<'b>(&'b self, step: Step<'b>, shape: &'b Shape) -> Scope<'b> {
        let title = shape.title.as_deref();
        Scope {
            at: self.at,
            parent: Some(self),
            step,
            title,
            description: shape.description.as_deref(),
            reserved: None,
            depth: self.depth + 1,
            about: None,
            only: only_member(shape),
        }
    }

    /// The same place, where a named definition begins; `id` is kept for it when it holds itself.
    pub(super) fn defining<'b>(&'b self, shape: &'b Shape, id: Option<TypeId>) -> Scope<'b> {
        Scope {
            reserved: id,
            ..self.inside(Step::Form, shape)
        }
    }

    /// How many lists directly in each other lie around this place.
    pub(super) fn lists(&self) -> usize {
        match (self.step, self.parent) {
            (Step::Element, Some(parent)) => 1 + parent.lists(),
            _ => 0,
        }
    }

    /// Whether a hint or a schema names the type at this place.
    pub(super) fn is_titled(&self) -> bool {
        self.title.is_some()
    }

    fn outward(&self) -> impl Iterator<Item = &Scope<'a>> {
        std::iter::successors(Some(self), |scope| scope.parent)
    }

    /// The place for readers, such as ``data[].owner``; `body` at the root.
    pub(super) fn path(&self) -> String {
        let mut steps: Vec<&str> = Vec::new();
        for scope in self.outward() {
            match scope.step {
                Step::Member(name) => steps.extend([name, "."]),
                Step::Element => steps.push("[]"),
                Step::Value => steps.push("{}"),
                Step::Root | Step::Form | Step::Kind => {}
            }
        }
        let path: String = steps.into_iter().rev().collect();
        match path.strip_prefix('.').unwrap_or(&path) {
            "" => "body".to_owned(),
            path => path.to_owned(),
        }
    }

    /// What a sentence of documentation calls the place.
    pub(super) fn subject(&self) -> String {
        let member = self.outward().find_map(|scope| match scope.step {
            Step::Member(name) => Some(code(name)),
            _ => None,
        });
        member.unwrap_or_else(|| match &self.at.role {
            Role::Parameter(name) => code(name),
            Role::Request | Role::Response(_) => {
                format!("the body of {}", code(&self.at.operation))
            }
        })
    }

    /// Wanted names of the type at this place, best first. Of several kinds, the enum has the place's name. A member
    /// leaves a name that `is_noun` of an operation to what that is about.
    pub(super) fn names(&self, is_noun: impl Fn(&str) -> bool) -> Vec<String> {
        let names = self.names_of_place(is_noun);
        match self.step {
            Step::Kind => names
                .into_iter()
                .map(|name| joined(&name, "object"))
                .collect(),
            _ => names,
        }
    }

    /// The name of the innermost member, where the type is one's; what types of one member are told apart by.
    pub(super) fn part(&self) -> Option<String> {
        let trail = self.trail();
        let (name, element) = trail.parts.first()?;
        Some(part(name, *element))
    }

    fn names_of_place(&self, is_noun: impl Fn(&str) -> bool) -> Vec<String> {
        let operation = self.at.operation.as_str();
        if let Some(title) = self.title {
            return distinct(vec![title.to_owned(), joined(operation, title)]);
        }
        let trail = self.trail();
        distinct(match (trail.parts.as_slice(), trail.title) {
            ([], Some(title)) => {
                vec![format!("{title} item"), format!("{operation} {title} item")]
            }
            ([], None) => self.root_names(trail.element),
            ([(name, element)], None) if self.carries(name) => self.root_names(*element),
            ([member, outer @ ..], title) => {
                self.member_names(*member, outer.first().copied(), title, is_noun)
            }
        })
    }

    /// Names of a member, or of its elements: its own words where they say enough, those of the member around it, what
    /// the operation is about, the operation; last, for a type of several places, its own words whatever they say.
    fn member_names(
        &self,
        (name, element): (&str, bool),
        outer: Option<(&str, bool)>,
        title: Option<&str>,
        is_noun: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let part = part(name, element);
        let outer = outer.filter(|(name, _)| !phrase::is_generic(name));
        let long = outer.map(|(name, element)| joined(&self::part(name, element), &part));
        let subject = self.about().map(|about| about.subject.noun.as_str());
        let base = title.or(subject).filter(|noun| !noun.is_empty());
        let base = base.unwrap_or(&self.at.operation);
        let is_clear = !phrase::is_generic(name) && (element || !is_noun(&part));
        let is_alone = is_clear || (outer.is_none() && self.is_about_answer(name));
        let mut names: Vec<String> = is_alone.then(|| part.clone()).into_iter().collect();
        names.extend(long.clone());
        names.push(joined(base, &part));
        let long = long.as_deref().unwrap_or(&part);
        names.push(joined(base, long));
        names.push(joined(&self.at.operation, long));
        names.push(part);
        names
    }

    fn about(&self) -> Option<&About> {
        self.outward().find_map(|scope| scope.about.as_ref())
    }

    fn wraps(&self) -> bool {
        self.about().is_some_and(|about| about.is_wrapped)
    }

    fn carries(&self, name: &str) -> bool {
        self.wraps() && phrase::is_carrier(name)
    }

    fn is_about_answer(&self, name: &str) -> bool {
        self.wraps() && phrase::is_about_answer(name)
    }

    /// Names of a body, or of its elements.
    fn root_names(&self, element: bool) -> Vec<String> {
        let operation = &self.at.operation;
        let (subject, wraps) = match self.about() {
            Some(about) => (about.subject.clone(), about.is_wrapped),
            None => Default::default(),
        };
        let item = if element { "item" } else { "response" };
        match &self.at.role {
            Role::Parameter(name) => {
                let part = part(name, element);
                vec![
                    part.clone(),
                    joined(&subject.noun, &part),
                    joined(operation, &part),
                ]
            }
            Role::Request if element => vec![format!("{operation} item")],
            Role::Request => vec![format!("{operation} body")],
            Role::Response(status) if status.is_failure() => {
                vec![
                    "API error".to_owned(),
                    format!("{} error", self.at.folder),
                    format!("{operation} error"),
                ]
            }
            Role::Response(_) => {
                let itself =
                    matches!(self.step, Step::Root | Step::Form | Step::Kind) && !element && wraps;
                let mut names = Vec::new();
                if !subject.noun.is_empty() && !subject.ends && !itself {
                    let whole = subject.plural && !element && !wraps;
                    let noun = if whole { subject.written } else { subject.noun };
                    names.push(noun.clone());
                    names.push(format!("{noun} details"));
                }
                names.push(format!("{operation} {item}"));
                let only = self.only.filter(|name| !phrase::is_generic(name));
                names.extend(only.map(|member| format!("{member} {item}")));
                names
            }
        }
    }

    /// The members around this place, from the inside out, up to the next thing that has a title.
    fn trail(&self) -> Trail<'a> {
        let mut trail = Trail {
            parts: Vec::new(),
            element: false,
            title: None,
        };
        for scope in self.outward() {
            if let Some(title) = scope.title {
                trail.title = Some(title);
                break;
            }
            match scope.step {
                Step::Member(name) => {
                    let part = (name, trail.element);
                    trail.element = false;
                    // A parent's parent is a parent.
                    if trail.parts.last() == Some(&part) {
                        continue;
                    }
                    trail.parts.push(part);
                    if trail.parts.len() > 2 {
                        break;
                    }
                }
                Step::Element | Step::Value => trail.element = true,
                Step::Root | Step::Form | Step::Kind => {}
            }
        }
        if trail.parts.len() > 1 && trail.title.is_none() {
            let carried = trail
                .parts
                .last()
                .is_some_and(|(name, _)| self.carries(name));
            if carried {
                trail.parts.pop();
            }
        }
        trail
    }
}

/// The only member of an object.
fn only_member(shape: &Shape) -> Option<&str> {
    let mut names = shape.object.iter().flat_map(|object| object.members.keys());
    let only = names.next()?;
    names.next().is_none().then_some(only)
}

/// The way from the nearest named thing to a place.
#[derive(Debug)]
struct Trail<'a> {
    /// Members, innermost first, and whether their elements are meant; at most three.
    parts: Vec<(&'a str, bool)>,
    /// Whether the elements of the nearest named thing itself are meant.
    element: bool,
    /// The title of the nearest named thing; `None` for the operation's own body.
    title: Option<&'a str>,
}
