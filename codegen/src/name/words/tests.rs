use super::Words;

fn snake(text: &str) -> String {
    Words::of(text).snake()
}

#[test]
fn a_sentence_becomes_its_words() {
    assert_eq!(snake("Link a user account"), "link_a_user_account");
    assert_eq!(Words::of("Link a user account").camel(), "LinkAUserAccount");
}

#[test]
fn an_apostrophe_does_not_split_a_word() {
    assert_eq!(snake("Get user's log events"), "get_users_log_events");
    assert_eq!(snake("Get user’s log events"), "get_users_log_events");
    assert_eq!(snake("Send a 'hello'"), "send_a_hello");
}

#[test]
fn product_names_and_plural_capitals_stay_whole() {
    assert_eq!(snake("OAuth2 IDs over IPv6"), "oauth2_ids_over_ipv6");
    assert_eq!(snake("userIDs"), "user_ids");
    assert_eq!(snake("listURLsByID"), "list_urls_by_id");
    assert_eq!(snake("DNSsettings"), "dn_ssettings");
    assert_eq!(snake("JSONBody"), "json_body");
}

#[test]
fn signs_and_lone_symbols_are_spelled() {
    assert_eq!(snake("+1"), "plus_1");
    assert_eq!(snake("-created_at"), "minus_created_at");
    assert_eq!(snake(">="), "greater_equal");
    assert_eq!(snake("*"), "star");
    assert_eq!(Words::spelled("C++").snake(), "c_plus_plus");
    assert_eq!(snake("-- x"), "x");
}

#[test]
fn other_scripts_are_transliterated() {
    assert_eq!(snake("Größe ändern"), "grosse_andern");
    assert_eq!(snake("北京 天气"), "bei_jing_tian_qi");
    assert_eq!(snake("dogs🐶now"), "dogs_dog_now");
    assert_eq!(snake("Удалить"), "udalit");
}

#[test]
fn a_url_loses_its_scheme() {
    assert_eq!(
        snake("https://{{host}}/v1/users?id=1"),
        "host_v1_users_id_1"
    );
}

#[test]
fn list_numbers_are_dropped_only_before_words() {
    assert_eq!(Words::unnumbered("2. Users").snake(), "users");
    assert_eq!(Words::unnumbered("01 - Log in").snake(), "log_in");
    assert_eq!(Words::unnumbered("1.2) Log in").snake(), "log_in");
    assert_eq!(Words::unnumbered("5.2.1 Log in").snake(), "log_in");
    assert_eq!(Words::unnumbered("200 OK").snake(), "200_ok");
    assert_eq!(Words::unnumbered("2.").snake(), "2");
    assert_eq!(Words::unnumbered("3-D models").snake(), "3_d_models");
    assert_eq!(Words::unnumbered("1.5 hours").snake(), "1_5_hours");
    assert_eq!(Words::unnumbered("3D models").snake(), "3d_models");
    assert_eq!(Words::unnumbered("1.2.3").snake(), "1_2_3");
}

#[test]
fn long_text_is_cut_after_a_word() {
    let name = snake(&"many words make a very long name ".repeat(9));
    assert!(name.len() <= 80, "{name}");
    assert!(name.ends_with("_very_long_name_many_words"), "{name}");
    assert_eq!(snake(&"x".repeat(500)).len(), 80);
}

#[test]
fn numbers_do_not_run_together() {
    assert_eq!(Words::of("v1.2").camel(), "V1_2");
}
