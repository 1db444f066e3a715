use super::{ScriptFacts, read_scripts};
use crate::infer::Shape;
use crate::infer::shape::Component;

fn facts(script: &str) -> ScriptFacts {
    read_scripts(&[script])
        .pop()
        .expect("facts for each script")
}

/// The members of a shape, with their kinds.
fn picture(shape: &Shape) -> String {
    let mut parts: Vec<String> = shape
        .components()
        .filter(|component| !matches!(component, Component::List | Component::Object))
        .map(|component| format!("{component:?}").to_lowercase())
        .collect();
    if let Some(values) = shape.text.as_ref().and_then(|text| text.values.as_ref()) {
        parts.push(format!("({})", values.join(" ")));
    }
    if let Some(list) = &shape.list {
        parts.push(format!("[{}]", picture(&list.element)));
    }
    if let Some(object) = &shape.object {
        let members: Vec<String> = object
            .members
            .iter()
            .map(|(name, member)| format!("{name}: {}", picture(&member.shape)))
            .collect();
        parts.push(format!("{{{}}}", members.join(", ")));
    }
    parts.join(" ")
}

fn body(script: &str) -> String {
    let stated = facts(script).stated();
    stated.map(|(shape, _)| picture(&shape)).unwrap_or_default()
}

#[test]
fn expected_statuses_are_read_in_their_spellings() {
    for script in [
        "pm.test('ok', function () { pm.response.to.have.status(201); });",
        "pm.expect(pm.response.code).to.be.oneOf([201]);",
        "pm.expect(pm.response.code).to.eql(201)",
        "tests['Status code is 201'] = responseCode.code === 201;",
        "const expected = 201; pm.test('x', () => pm.expect(pm.response.code === expected).to.be.true)",
    ] {
        assert_eq!(facts(script).statuses, [201], "{script}");
    }
    assert_eq!(
        facts("pm.expect(pm.response.code).to.be.oneOf([200, 202, 200])").statuses,
        [200, 202]
    );
}

#[test]
fn a_status_that_decides_or_is_denied_is_not_expected() {
    assert!(facts("if (pm.response.code === 401) { tests['x'] = true }").is_empty());
    assert!(facts("pm.response.to.not.have.status(500)").is_empty());
    assert!(facts("pm.response.to.have.status('OK')").is_empty());
    assert!(
        facts("// pm.response.to.have.status(200)\n'pm.response.to.have.status(200)'").is_empty()
    );
}

#[test]
fn assertions_tell_members_and_kinds() {
    let script = "
        var jsonData = pm.response.json();
        pm.test('x', () => {
            const user = jsonData.users[0];
            pm.expect(jsonData).to.have.property('total');
            pm.expect(user.name).to.be.a('string').and.to.not.be.empty;
            pm.expect(user['is-admin']).to.be.true;
            pm.expect(user.role).to.be.oneOf(['admin', 'user', null]);
            pm.expect(user.tags).to.be.an('array');
            pm.expect(user.age).to.be.a('number');
            pm.expect(user.items.length).to.equal(2);
            pm.expect(user).to.have.all.keys('id', 'name');
            pm.expect(user.gone).to.not.be.a('string');
        });";
    assert_eq!(
        body(script),
        "{total: , users: [{name: text, is-admin: boolean, role: null text (admin user), tags: [], age: , items: , id: }]}"
    );
}

#[test]
fn a_member_put_into_a_variable_is_there() {
    assert_eq!(
        body(
            "var d = JSON.parse(responseBody); postman.setEnvironmentVariable('token', d.auth.token);"
        ),
        "{auth: {token: }}"
    );
    assert_eq!(
        body("pm.environment.set('id', pm.response.json().data[0].id)"),
        "{data: [{id: }]}"
    );
    assert_eq!(body("pm.environment.set('id', other.id)"), "");
    assert_eq!(
        body("let d; d = JSON.parse(pm.response.text()); tests['x'] = d.hasOwnProperty('id')"),
        "{id: }"
    );
}

#[test]
fn a_variable_is_told_where_it_comes_from() {
    let script = "
        const d = pm.response.json(); const name = 'token';
        pm.collectionVariables.set(name, d.data.users[0].id);
        postman.setGlobalVariable('all', d);
        pm.environment.set('odd', d['a.b']['']['@id']);
        pm.environment.set('time', Date.now());
        pm.environment.set(computed(), d.id);
        map.set('own', d.id);";
    let kept = facts(script).kept;
    let kept: Vec<(&str, &str)> = kept
        .iter()
        .map(|kept| (kept.variable.as_str(), kept.path.as_str()))
        .collect();
    assert_eq!(
        kept,
        [
            ("token", "data.users[].id"),
            ("all", ""),
            ("odd", r#"["a.b"][""].@id"#)
        ]
    );
}

#[test]
fn schemas_are_found_also_behind_variables() {
    let checks = [
        "pm.response.to.have.jsonSchema(schema)",
        "tests['valid'] = tv4.validate(data, schema)",
        "pm.expect(tv4.validate(pm.response.json(), schema, true, true)).to.be.true",
        "const ajv = new Ajv(); pm.expect(ajv.validate(schema, data)).to.be.true",
        "const validate = new Ajv().compile(schema)",
        "pm.expect(data).to.have.jsonSchema(schema)",
    ];
    for check in checks {
        let script = format!(
            "const data = pm.response.json(); var role = {{'type': 'string', enum: ['a', `b`]}};
             const schema = {{type: 'object', required: ['id'], properties: {{id: {{type: 'integer', minimum: -1}}, role}}}};\n{check}"
        );
        let facts = facts(&script);
        assert_eq!(
            facts.stated().map(|(shape, _)| picture(&shape)).as_deref(),
            Some("{id: integer, role: text (a b)}"),
            "{check}"
        );
        assert_eq!(
            facts
                .schemas
                .first()
                .and_then(|schema| schema.requires("id")),
            Some(true)
        );
    }
}

#[test]
fn a_schema_of_a_part_belongs_to_that_part() {
    assert_eq!(
        body("tv4.validate(pm.response.json().data, {type: 'array', items: {type: 'string'}})"),
        "{data: [text]}"
    );
    assert_eq!(body("tv4.validate(somethingElse(), {type: 'array'})"), "");
}

#[test]
fn a_schema_declared_after_its_use_is_found() {
    let script = "pm.test('x', function () { pm.response.to.have.jsonSchema(schema); }); var schema = {type: 'array'};";
    assert_eq!(body(script), "[]");
}

#[test]
fn schemas_that_are_computed_say_nothing() {
    assert!(
        facts("pm.response.to.have.jsonSchema(JSON.parse(pm.environment.get('schema')))")
            .is_empty()
    );
    assert!(facts("pm.response.to.have.jsonSchema({...base, type: 'object'})").is_empty());
    assert_eq!(
        body("pm.response.to.have.jsonSchema(JSON.parse('{\"type\": \"string\"}'))"),
        "text"
    );
}

#[test]
fn broken_scripts_say_nothing() {
    assert_eq!(
        read_scripts(&[
            "pm.response.to.have.status(200",
            "",
            "{{x}}.set(",
            "return pm.response.to.have.status(204)"
        ])
        .iter()
        .map(|facts| facts.statuses.clone())
        .collect::<Vec<_>>(),
        [vec![], vec![], vec![], vec![204]]
    );
}

#[test]
fn values_that_multiply_are_given_up() {
    let lines: Vec<String> = (1..60)
        .map(|level| format!("var v{level} = {{a: v{0}, b: v{0}}};", level - 1))
        .collect();
    let script = format!(
        "var v0 = {{a: 1}}; {} {}",
        lines.join("\n"),
        "pm.response.to.have.jsonSchema(v59); pm.response.to.have.status(200)"
    );
    assert!(facts(&script).schemas.is_empty());
}

#[test]
fn scripts_as_deep_as_they_are_long_are_survived() {
    let fill = |part: &str| part.repeat((super::LENGTH_LIMIT - 30) / part.len());
    for part in ["[", "(", "{", "f(", "`${", "({a:"] {
        assert!(facts(&format!("pm.expect({}", fill(part))).is_empty());
    }
    for part in ["!", "a=>", "a?b:", "a=", "a.", "a+", "a()."] {
        facts(&format!("/* expect */ x = {}a", fill(part)));
    }
    facts(&format!("/* expect */ {};", fill("if(a)")));
}
