//! Clients of one collection whose configurations say how its texts are typed.

pub mod api {
    include!(concat!(env!("OUT_DIR"), "/postwright/mod.rs"));
}

#[cfg(test)]
mod tests {
    use super::api::{of_chrono, of_jiff, of_time, runtime};

    type Result = std::result::Result<(), Box<dyn std::error::Error>>;

    const EVENT: &str = r#"{"id": "6f1d2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", "at": "2020-03-01T01:00:00.000+02:00",
        "local": "2020-03-01T01:00:00", "day": "2020-03-01", "link": "https://acme.example", "price": "12.50",
        "address": "192.0.2.1", "ratio": 1.5, "seen": "never", "more": {"a": 1}}"#;

    #[test]
    fn a_value_is_of_the_configured_type_and_its_text_stays() -> Result {
        let event: of_jiff::types::Event = serde_json::from_str(EVENT)?;
        assert_eq!(event.at.get()?, "2020-02-29T23:00:00Z".parse()?);
        assert_eq!(event.day.get()?, jiff::civil::date(2020, 3, 1));
        assert_eq!(event.id.get()?.get_version_num(), 4);
        assert_eq!(event.link.get()?.host_str(), Some("acme.example"));
        assert_eq!(event.price.get()?, rust_decimal::Decimal::new(1250, 2));
        assert!(event.address.get()?.is_documentation());
        assert!(event.seen.as_ref().is_some_and(|seen| seen.get().is_err()));
        let theirs: serde_json::Value = serde_json::from_str(EVENT)?;
        let ours = serde_json::to_value(&event)?;
        assert_eq!(ours, theirs);
        let event: of_chrono::types::Event = serde_json::from_str(EVENT)?;
        assert_eq!(event.at.get()?.to_rfc3339(), "2020-03-01T01:00:00+02:00");
        assert_eq!(event.local.get()?.and_utc().timestamp(), 1_583_024_400);
        let event: of_time::types::Event = serde_json::from_str(EVENT)?;
        assert_eq!(event.at.get()?.unix_timestamp(), 1_583_017_200);
        assert_eq!(event.local.get()?.date(), event.day.get()?);
        Ok(())
    }

    #[test]
    fn a_value_is_written_in_the_form_of_json() -> Result {
        let at = time::OffsetDateTime::UNIX_EPOCH;
        let request = of_time::AddAnEvent::new().at(at).day(at.date());
        let json = r#"{"day":"1970-01-01","at":"1970-01-01T00:00:00Z"}"#;
        assert_eq!(serde_json::to_string(&request)?, json);
        let request = of_jiff::AddAnEvent::new()
            .at(jiff::Timestamp::UNIX_EPOCH)
            .day(jiff::civil::date(1970, 1, 1));
        assert_eq!(serde_json::to_string(&request)?, json);
        let at = chrono::DateTime::UNIX_EPOCH;
        let request = of_chrono::AddAnEvent::new()
            .at(at.fixed_offset())
            .day(at.date_naive());
        assert_eq!(serde_json::to_string(&request)?, json);
        Ok(())
    }

    #[test]
    fn members_that_are_not_known_are_kept_where_the_configuration_says_so() -> Result {
        let event: of_jiff::types::Event = serde_json::from_str(EVENT)?;
        assert_eq!(event.other["more"]["a"], 1);
        Ok(())
    }

    #[tokio::test]
    async fn the_status_tells_what_the_answer_is() -> Result {
        let (client, mock) = of_jiff::mock()?;
        let request = of_jiff::AddAnEvent::new();
        for (status, body) in [(201, EVENT), (202, r#"{"job": 7}"#), (204, "")] {
            mock.answer("add_an_event", status, body);
        }
        let of_status = client.add_an_event(&request).await?;
        assert!(matches!(
            of_status,
            of_jiff::types::AddAnEventOutput::Created(_)
        ));
        let of_status = client.add_an_event(&request).await?;
        assert!(
            matches!(of_status, of_jiff::types::AddAnEventOutput::Accepted(job) if job.job == Some(7))
        );
        let of_status = client.add_an_event(&request).await?;
        assert!(matches!(
            of_status,
            of_jiff::types::AddAnEventOutput::NoContent
        ));
        mock.answer_saved("add_an_event", 422);
        client.add_an_event(&request).await.ok();
        let Err(error) = client.add_an_event(&request).await else {
            return Err("an error".into());
        };
        let refused: of_jiff::types::ApiError = error.decode()?;
        assert_eq!(refused.code.as_deref(), Some("past"));
        Ok(())
    }

    #[tokio::test]
    async fn the_configuration_makes_a_client_lenient() -> Result {
        let body = EVENT.replace("12.50", "12.50\", \"ratio\": \"none");
        let (client, mock) = of_jiff::mock()?;
        mock.answer("list_events", 200, format!("[{EVENT}, {body}]"));
        let call = client.list_events(&of_jiff::ListEvents::new());
        assert_eq!(call.send().await?.misfits().len(), 1);
        let call = client.list_events(&of_jiff::ListEvents::new());
        let error = call.lenient(false).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.json_path()),
            (runtime::ErrorKind::Decode, Some("[1].ratio"))
        );
        let (client, mock) = of_time::mock()?;
        mock.answer("list_events", 200, format!("[{body}]"));
        assert!(
            client
                .list_events(&of_time::ListEvents::new())
                .await
                .is_err()
        );
        Ok(())
    }
}
