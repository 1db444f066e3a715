//! Secrets by the name of their place.

use heck::ToSnakeCase;

/// Words that make a name secret wherever they stand in it.
pub(super) const SECRET_WORDS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "secret",
    "passphrase",
    "apikey",
    "credential",
    "credentials",
    // The word for a password in other languages.
    "senha",
    "contrasena",
    "mdp",
    "passwort",
    "kennwort",
    "wachtwoord",
    "parola",
    "sifre",
    "haslo",
];

/// What makes a name secret wherever it stands in it, in languages whose words letters do not tell apart.
const SECRET_PARTS: &[&str] = &[
    "mot_de_passe",
    "contraseña",
    "şifre",
    "hasło",
    "пароль",
    "密码",
    "密碼",
    "口令",
    "密钥",
    "密鑰",
    "パスワード",
    "비밀번호",
    "패스워드",
    "كلمة_المرور",
    "كلمة_السر",
    "סיסמה",
    "पासवर्ड",
    "รหัสผ่าน",
    "mật_khẩu",
];

/// Words that make a name secret together.
pub(super) const SECRET_PAIRS: &[(&str, &str)] = &[
    ("api", "key"),
    ("access", "key"),
    ("private", "key"),
    ("secret", "key"),
    ("auth", "key"),
    ("subscription", "key"),
    ("access", "token"),
    ("refresh", "token"),
    ("auth", "token"),
    ("api", "token"),
    ("private", "token"),
    ("bot", "token"),
    ("id", "token"),
    ("session", "token"),
    ("client", "token"),
    ("bearer", "token"),
    ("security", "token"),
];

/// Of each secret word or pair, a part that stands in every spelling of it: those that begin with a letter.
fn hints(first: u8) -> &'static [&'static str] {
    match first.to_ascii_lowercase() {
        b'c' => &["credential", "contrasena"],
        b'h' => &["haslo"],
        b'k' => &["key", "kennwort"],
        b'm' => &["mdp"],
        b'p' => &["pass", "pwd", "parola"],
        b's' => &["secret", "senha", "sifre"],
        b't' => &["token"],
        b'w' => &["wachtwoord"],
        _ => &[],
    }
}

/// Words that say that a secret is only talked about: `token_type`, `password_history`.
const ABOUT: &[&str] = &[
    "type",
    "url",
    "uri",
    "endpoint",
    "name",
    "id",
    "policy",
    "history",
    "info",
    "dictionary",
    "expires",
    "expiry",
    "expiration",
    "at",
    "date",
    "days",
    "question",
    "questions",
    "rule",
    "rules",
    "strength",
    "lifetime",
    "ttl",
    "enabled",
    "encoded",
    "location",
    "algorithm",
    "alg",
    "method",
    "placement",
    "count",
    "length",
    "hint",
    "format",
    "version",
    "status",
    "required",
    "change",
    "changed",
    "reset",
];

/// Whether a value in a place of this name is a secret.
pub(crate) fn is_secret_name(name: &str) -> bool {
    // Most names have nothing of a secret, which is quicker to see than the words of all names.
    if name.is_ascii() && !has_hint(name) {
        return false;
    }
    let snake = name.to_snake_case();
    // A second password is one, too.
    let bare = |word| str::trim_end_matches(word, |last: char| last.is_ascii_digit());
    let words: Vec<&str> = snake.split('_').map(bare).collect();
    if words.last().is_some_and(|last| ABOUT.contains(last)) {
        return false;
    }
    words == ["token"]
        || words.iter().any(|word| SECRET_WORDS.contains(word))
        || words
            .windows(2)
            .any(|pair| SECRET_PAIRS.contains(&(pair[0], pair[1])))
        || SECRET_PARTS.iter().any(|part| snake.contains(part))
}

/// Whether one of the [`hints`] stands in a name, in any case.
fn has_hint(name: &str) -> bool {
    let name = name.as_bytes();
    name.iter().enumerate().any(|(at, first)| {
        let stands = |hint: &&str| {
            let part = name.get(at..at + hint.len());
            part.is_some_and(|part| part.eq_ignore_ascii_case(hint.as_bytes()))
        };
        hints(*first).iter().any(stands)
    })
}

/// Words before `token` in headers that are about one request, not about who sends it.
const TOKENS_OF_REQUESTS: &[&str] = &[
    "csrf",
    "xsrf",
    "verification",
    "page",
    "next",
    "continuation",
    "sync",
    "device",
    "push",
    "postman",
    "idempotency",
    "captcha",
    "recaptcha",
];

/// Whether a header of this name carries a credential, whatever its value looks like.
pub(crate) fn is_credential_header(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_token = || {
        let before = lower
            .strip_suffix("token")
            .map(|words| words.trim_end_matches(['-', '_']));
        before.is_some_and(|words| !TOKENS_OF_REQUESTS.iter().any(|of| words.ends_with(of)))
    };
    matches!(
        lower.as_str(),
        "authorization" | "proxy-authorization" | "x-authorization" | "x-auth"
    ) || is_token()
        || is_secret_name(name)
}
