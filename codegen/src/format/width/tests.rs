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
fn a_signature_without_parameters_is_broken_behind_its_brackets() {
    let wide = |name: usize| fit(&format!("    pub fn {}() -> Self {{\n", "a".repeat(name)));
    assert_eq!(wide(77).lines().count(), 1);
    insta::assert_snapshot!(wide(80), @r"
        pub fn aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa() -> Self
        {
    ");
    insta::assert_snapshot!(wide(81), @r"
        pub fn aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa()
        -> Self {
    ");
}

#[test]
fn a_character_has_the_columns_that_rustfmt_counts() {
    let call =
        |text: &str, rest: usize| fit(&format!("    f(\"{text}\", {});\n", "b".repeat(rest)));
    for (character, columns) in [
        ("é", 1),
        ("✓", 1),
        ("ก", 1),
        ("\u{200b}", 0),
        ("한", 2),
        ("🚀", 2),
    ] {
        let (text, rest) = (character.repeat(8), 56 - 8 * columns);
        assert_eq!(call(&text, rest).lines().count(), 1, "{character}");
        assert!(call(&text, rest + 1).lines().count() > 1, "{character}");
    }
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
fn a_call_that_fits_no_line_stays_behind_its_head() {
    let wide = "        let value_013 = File::new(\"file.docx\", \"v_file:file.docx\").content_type(\"application/vnd.openxmlformats-officedocument.wordprocessingml.document\");\n";
    insta::assert_snapshot!(fit(wide), @r#"
            let value_013 = File::new("file.docx", "v_file:file.docx").content_type(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            );
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

#[test]
fn an_arrow_in_a_text_is_no_arm() {
    let text = format!("{} => f()", "x".repeat(100));
    let laid_out = format!("        let query = Some(\n            \"{text}\",\n        );\n");
    assert_eq!(
        fit(&format!("        let query = Some(\"{text}\");\n")),
        laid_out
    );
}

#[test]
fn a_brace_goes_below_a_return_type_that_leaves_no_room() {
    let wide = "    pub fn f(&self) -> super::load_streaming_data_profile_and_exp_event::LoadStreamingDataProfileAndExpEvent<'_> {\n";
    insta::assert_snapshot!(fit(wide), @r"
        pub fn f(
            &self,
        ) -> super::load_streaming_data_profile_and_exp_event::LoadStreamingDataProfileAndExpEvent<'_>
        {
    ");
}

#[test]
fn a_return_type_that_fits_nowhere_is_broken() {
    let wide = format!(
        "    pub fn f(&self) -> PagedCall<{}, User> {{\n",
        "T".repeat(80)
    );
    insta::assert_snapshot!(fit(&wide), @r"
        pub fn f(
            &self,
        ) -> PagedCall<
            TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT,
            User,
        > {
    ");
}

#[test]
fn short_arguments_stand_several_in_a_line() {
    let wide =
        "        Self::new(value_001, value_002, value_003, value_004, value_005, value_006)\n";
    insta::assert_snapshot!(fit(wide), @r"
            Self::new(
                value_001, value_002, value_003, value_004, value_005, value_006,
            )
    ");
}

#[test]
fn a_call_without_arguments_is_broken_between_its_brackets() {
    let wide = "        let mut value_011 = super::load_streaming_data_profile_and_exp_event::ProfileIngestRecordHeaderSource::new();\n";
    insta::assert_snapshot!(fit(wide), @r"
            let mut value_011 =
                super::load_streaming_data_profile_and_exp_event::ProfileIngestRecordHeaderSource::new(
                );
    ");
}

#[test]
fn a_call_that_fits_nowhere_is_broken_below_its_head() {
    let wide = "    let call = folder.pz_servicecontroller_stage_geointservices_io_servicecontroller_describe_service_2(&request);\n";
    insta::assert_snapshot!(fit(wide), @r"
        let call = folder
            .pz_servicecontroller_stage_geointservices_io_servicecontroller_describe_service_2(
                &request,
            );
    ");
}

#[test]
fn a_method_call_as_only_argument_stays_whole() {
    let wide = "    builder = builder.patientv2with_patient_coverage_eob_job_url(values.fill(\"{{patientv2withPatientCoverageEOBJobUrl}}\"));\n";
    insta::assert_snapshot!(fit(wide), @r#"
        builder = builder.patientv2with_patient_coverage_eob_job_url(
            values.fill("{{patientv2withPatientCoverageEOBJobUrl}}"),
        );
    "#);
}

#[test]
fn a_closure_gets_a_block_where_the_arguments_or_its_chain_are_wide() {
    let wide = "        first.by_cursor(\"cursor\", |answer| cursor(&answer.response_metadata.as_ref()?.next_cursor)).list(|answer| answer.response_metadata_long.as_mut()?.members_long.as_mut())\n";
    insta::assert_snapshot!(fit(wide), @r#"
            first
                .by_cursor("cursor", |answer| {
                    cursor(&answer.response_metadata.as_ref()?.next_cursor)
                })
                .list(|answer| {
                    answer
                        .response_metadata_long
                        .as_mut()?
                        .members_long
                        .as_mut()
                })
    "#);
}

#[test]
fn a_question_mark_at_the_end_of_a_chain_counts_twice() {
    let chain =
        "    let client = Client::builder().b(\"mock\").transport(mock.clone()).build()?;\n";
    insta::assert_snapshot!(fit(chain), @r#"
        let client = Client::builder()
            .b("mock")
            .transport(mock.clone())
            .build()?;
    "#);
    let narrow = chain.replace("mock\"", "moc\"");
    assert_eq!(fit(&narrow), narrow);
}

#[test]
fn a_call_without_arguments_is_an_argument_like_any_other() {
    let wide = "        let value = super::super::super::finished_::CreateShelfFromTheListOfAllThingsFoundItem::List(Vec::new());\n";
    insta::assert_snapshot!(fit(wide), @"
            let value =
                super::super::super::finished_::CreateShelfFromTheListOfAllThingsFoundItem::List(
                    Vec::new(),
                );
    ");
}

#[test]
fn a_last_call_of_five_lines_stays_behind_its_head() {
    let wide = "        static OPERATION: Operation = Operation::new(\"send_api.authenticate\", \"POST\", \"/Token/auth\").without_headers(&[\"accept\", \"content-type\", \"accept-encoding\"]);\n";
    insta::assert_snapshot!(fit(wide), @r#"
            static OPERATION: Operation =
                Operation::new("send_api.authenticate", "POST", "/Token/auth").without_headers(&[
                    "accept",
                    "content-type",
                    "accept-encoding",
                ]);
    "#);
    let tight = wide.replace("send_api", "send_api_first");
    insta::assert_snapshot!(fit(&tight), @r#"
            static OPERATION: Operation =
                Operation::new("send_api_first.authenticate", "POST", "/Token/auth")
                    .without_headers(&["accept", "content-type", "accept-encoding"]);
    "#);
    let two = wide.replace(", \"accept-encoding\"", "");
    insta::assert_snapshot!(fit(&two), @r#"
            static OPERATION: Operation =
                Operation::new("send_api.authenticate", "POST", "/Token/auth")
                    .without_headers(&["accept", "content-type"]);
    "#);
}

#[test]
fn a_member_without_room_has_its_value_below() {
    let name = "a".repeat(80);
    insta::assert_snapshot!(fit(&format!("            {name}: from_env(\"ACME\"),\n")), @r#"
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:
                from_env("ACME"),
    "#);
}

#[test]
fn a_type_is_broken_where_its_head_fits() {
    let wide = |name: usize, kind: &str| {
        let name = "a".repeat(name);
        fit(&format!(
            "    pub fn set(mut self, {name}: impl Into<{kind}>) -> Self {{\n"
        ))
    };
    insta::assert_snapshot!(wide(60, "Vec<AuthenticationMethodDetails>"), @r#"
            pub fn set(
                mut self,
                aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: impl Into<
                    Vec<AuthenticationMethodDetails>,
                >,
            ) -> Self {
    "#);
    insta::assert_snapshot!(wide(85, "String"), @r#"
            pub fn set(
                mut self,
                aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: impl Into<
                    String,
                >,
            ) -> Self {
    "#);
    insta::assert_snapshot!(wide(86, "String"), @r#"
            pub fn set(
                mut self,
                aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: impl Into<String>,
            ) -> Self {
    "#);
}

#[test]
fn bars_brackets_and_arrows_in_a_text_are_no_closure_and_no_arm() {
    let call = |text: &str| {
        let text = format!("{text}{}", "x".repeat(60));
        format!("    client.list().request(&request.body, \"{text}\").send()\n")
    };
    let broken = |text: &str| fit(&call(text)).replace(&"x".repeat(60), "");
    for text in ["a|b| c", "(|a| b", "a | b", ") (a"] {
        let expected = format!(
            "    client\n        .list()\n        .request(&request.body, \"{text}\")\n        .send()\n"
        );
        assert_eq!(broken(text), expected);
    }
    let argument = format!("        Some(\"{} => a\".to_owned()),\n", "x".repeat(70));
    assert!(fit(&argument).contains(" => a\""));
}

#[test]
fn a_call_as_only_argument_is_broken_inside_at_sixty_columns() {
    let wide = |name: usize, rest: &str| {
        fit(&format!(
            "    Credential::bearer(SecretString::from({}{rest}));\n",
            "a".repeat(name)
        ))
    };
    assert_eq!(wide(24, ".expose_secret()").lines().count(), 1);
    insta::assert_snapshot!(wide(25, ".expose_secret()"), @r"
        Credential::bearer(SecretString::from(
            aaaaaaaaaaaaaaaaaaaaaaaaa.expose_secret(),
        ));
    ");
    assert_eq!(wide(40, "").lines().count(), 1);
    assert_eq!(wide(41, "").lines().count(), 3);
}

#[test]
fn a_parameter_may_be_five_columns_too_wide() {
    let parameter = |name: usize| {
        let name = "a".repeat(name);
        fit(&format!(
            "    pub fn set(mut self, {name}: impl Into<String>) -> Self {{\n"
        ))
    };
    assert_eq!(parameter(77).lines().count(), 4);
    assert_eq!(parameter(78).lines().count(), 6);
}
