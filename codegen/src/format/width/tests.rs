/// The lines of statements that stand on a line each.
fn fit(statements: &str) -> String {
    let mut text = String::new();
    for statement in statements.lines() {
        let trimmed = statement.trim_start();
        super::lay_out(&mut text, statement.len() - trimmed.len(), trimmed);
    }
    text
}

#[test]
fn a_signature_fills_the_line() {
    let signature = "    pub fn list_or_search_users(&self, request: &ListOrSearchUsers) -> Call<Vec<ManagementUser>> {\n";
    assert_eq!(fit(signature), signature);
}

#[test]
fn arguments_wider_than_sixty_are_broken() {
    let wide = "        draft.query(\"per_page_per_page_per_page_per_page\", &request.per_page_per_page_per_page);\n";
    insta::assert_snapshot!(fit(wide), @r#"
            draft.query(
                "per_page_per_page_per_page_per_page",
                &request.per_page_per_page_per_page,
            );
    "#);
}

#[test]
fn a_chain_follows_its_broken_head() {
    let wide = "        static OPERATION: Operation = Operation::new(\"users.link_a_user_account\", \"POST\", \"/api/v2/users/{id}/identities\").credential(0);\n";
    insta::assert_snapshot!(fit(wide), @r#"
            static OPERATION: Operation = Operation::new(
                "users.link_a_user_account",
                "POST",
                "/api/v2/users/{id}/identities",
            )
            .credential(0);
    "#);
}

#[test]
fn a_value_that_fits_alone_goes_to_the_next_line() {
    let wide = "        self.the_quick_brown_fox_jumps_over_the_lazy_dog = Some(the_quick_brown_fox_jumps_over_the_lazy_dog.into());\n";
    insta::assert_snapshot!(fit(wide), @r"
            self.the_quick_brown_fox_jumps_over_the_lazy_dog =
                Some(the_quick_brown_fox_jumps_over_the_lazy_dog.into());
    ");
}

#[test]
fn wide_struct_literals_and_patterns_are_broken() {
    insta::assert_snapshot!(fit("        Self { id: id.into(), body }\n"), @r"
            Self {
                id: id.into(),
                body,
            }
    ");
    insta::assert_snapshot!(fit("        Self { client }\n"), @"        Self { client }");
}

#[test]
fn brackets_in_strings_are_text() {
    let text = "        draft.path(\"/a(b{\");\n";
    assert_eq!(fit(text), text);
}

#[test]
fn a_text_that_fits_nowhere_stays() {
    let text = format!("        draft.path(\"{}\");\n", "x".repeat(120));
    assert_eq!(fit(&text), text);
}

#[test]
fn a_call_that_fits_below_its_head_goes_there() {
    let wide = "        let call = folder.get_the_very_long_report_about_every_single_book_that_was_sold_or_lent_now(&request);\n";
    insta::assert_snapshot!(fit(wide), @r"
            let call = folder
                .get_the_very_long_report_about_every_single_book_that_was_sold_or_lent_now(&request);
    ");
}

#[test]
fn a_head_that_leaves_no_room_for_the_end_goes_to_the_next_line() {
    let wide = "        static OPERATION: Operation = Operation::new(\"authors.create_author\", \"POST\", \"/v1/authors\").credential(0).keep_body();\n";
    insta::assert_snapshot!(fit(wide), @r#"
            static OPERATION: Operation =
                Operation::new("authors.create_author", "POST", "/v1/authors")
                    .credential(0)
                    .keep_body();
    "#);
}

#[test]
fn a_text_that_is_too_wide_is_laid_out_as_an_argument() {
    let text = "x".repeat(100);
    let laid_out = format!("        let query = Some(\n            \"{text}\",\n        );\n");
    assert_eq!(
        fit(&format!("        let query = Some(\"{text}\");\n")),
        laid_out
    );
}
