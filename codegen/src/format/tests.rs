//! What the printer makes of tokens: where lines end, and which spaces stand in them.

use quote::quote;

use super::print;

#[test]
fn a_brace_behind_a_type_is_a_literal_and_else_a_block() {
    let tokens = quote! {
        impl A for B {
            fn new(id: u8) -> Self {
                if let Self::One { id } = id { return Self { id }; }
                match id { A { .. } | B { id } => Self { id }, C => { go(); Self { id: 1 } } }
            }
        }
    };
    insta::assert_snapshot!(print([tokens]), @r"
    impl A for B {
        fn new(id: u8) -> Self {
            if let Self::One { id } = id {
                return Self { id };
            }
            match id {
                A { .. } | B { id } => Self { id },
                C => {
                    go();
                    Self { id: 1 }
                }
            }
        }
    }
    ");
}

#[test]
fn an_item_without_content_is_set_apart_from_the_next() {
    let tokens = quote! {
        pub struct A {} impl A { fn new() -> Self { Self {} } } impl B for A {} pub struct C {}
    };
    insta::assert_snapshot!(print([tokens]), @r"
    pub struct A {}

    impl A {
        fn new() -> Self {
            Self {}
        }
    }

    impl B for A {}

    pub struct C {}
    ");
}

#[test]
fn members_have_lines_and_a_comma_behind_the_last() {
    let tokens = quote! {
        pub enum A<'a> { One(&'a str), #[doc = " Two."] Two { map: BTreeMap<String, i64>, call: fn(&str) -> u8 } }
    };
    insta::assert_snapshot!(print([tokens]), @r"
    pub enum A<'a> {
        One(&'a str),
        /// Two.
        Two {
            map: BTreeMap<String, i64>,
            call: fn(&str) -> u8,
        },
    }
    ");
}

#[test]
fn signs_and_operators_are_told_apart() {
    let tokens = quote! {
        fn f<T: ?Sized + 'static>(a: &mut [u8], b: &&T, c: Vec<Vec<u8>>) -> Result<(), E> {
            let d = -1 - a.b * *c & !e && f < 2 || g::<u8>(&h)? >= 'x' as u32;
            let e = <Self as Shape<u8>>::NAME;
            x.map(|y| -y).or_else(|| z(..=3, 1..)).find(|&(i, _)| i > 0);
            a += b;
        }
    };
    insta::assert_snapshot!(print([tokens]), @r"
    fn f<T: ?Sized + 'static>(a: &mut [u8], b: &&T, c: Vec<Vec<u8>>) -> Result<(), E> {
        let d = -1 - a.b * *c & !e && f < 2 || g::<u8>(&h)? >= 'x' as u32;
        let e = <Self as Shape<u8>>::NAME;
        x.map(|y| -y).or_else(|| z(..=3, 1..)).find(|&(i, _)| i > 0);
        a += b;
    }
    ");
}

#[test]
fn blocks_inside_statements_keep_the_statement_together() {
    let tokens = quote! {
        fn f() {
            let Some(a) = b else { return };
            let c = match a { 1 => { d } _ => if e { f } else { g }, };
            run(|h| { go(h); h })?;
            for i in [1, 2] {}
        }
    };
    insta::assert_snapshot!(print([tokens]), @r"
    fn f() {
        let Some(a) = b else {
            return
        };
        let c = match a {
            1 => d,
            _ => if e {
                f
            } else {
                g
            },
        };
        run(|h| {
            go(h);
            h
        })?;
        for i in [1, 2] {}
    }
    ");
}

#[test]
fn items_and_functions_are_set_apart() {
    let tokens = quote! {
        use a::B; use c::D;
        #[doc = " A."] #[derive(Debug, Clone)] pub(crate) struct A;
        const B: u8 = b'b';
        impl A { #[must_use] fn a(&self) {} fn b() { c(); if d { e(); } f(); } }
    };
    insta::assert_snapshot!(print([tokens]), @r"
    use a::B;
    use c::D;
    /// A.
    #[derive(Debug, Clone)]
    pub(crate) struct A;

    const B: u8 = b'b';

    impl A {
        #[must_use]
        fn a(&self) {}
        fn b() {
            c();
            if d {
                e();
            }
            f();
        }
    }
    ");
}

#[test]
fn a_function_that_is_written_as_text_is_marked_beyond_a_hundred_lines() {
    assert_eq!(super::allow_length(&"    a();\n".repeat(100)), "");
    let mark = super::allow_length(&"    a();\n".repeat(101));
    assert!(mark.starts_with("#[allow(clippy::too_many_lines,") && mark.ends_with(")]\n"));
}
