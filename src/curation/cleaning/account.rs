//! Accounts, e-mail addresses and links.

use crate::curation::cleaning::Mask;
use crate::curation::cleaning::token::Token;

/// Last labels of domains that people write.
const ENDINGS: [&str; 16] =
    ["com", "id", "net", "org", "me", "co", "info", "link", "ly", "gg", "tv", "my", "io", "be", "app", "xyz"];

/// Words after which an account is named.
const ANNOUNCING: [&str; 16] = [
    "akun",
    "akunnya",
    "ig",
    "instagram",
    "insta",
    "tiktok",
    "fb",
    "facebook",
    "twitter",
    "username",
    "email",
    "surel",
    "telegram",
    "tele",
    "line",
    "youtube",
];

pub(super) fn mask(tokens: &mut [Token], knows: &dyn Fn(&str) -> bool) {
    let mut announced = false;
    for token in tokens {
        if token.mask.is_some() {
            announced = false;
            continue;
        }
        let unknown =
            !token.core.is_empty() && !token.core.chars().all(char::is_numeric) && !knows(&token.lower());
        if is_account(token, unknown) || (announced && unknown) {
            token.mask = Some(Mask::Account);
        }
        announced = ANNOUNCING.contains(&token.lower().as_str());
    }
}

fn is_account(token: &Token, unknown: bool) -> bool {
    let core = &token.core;
    let mixed = unknown && token.letters() >= 3 && token.digits() >= 2 && !is_named_after_a_year(core);
    core.contains('@') || core.contains("://") || core.contains('_') || is_domain(core) || mixed
}

/// "pilkada2024" names no account.
fn is_named_after_a_year(core: &str) -> bool {
    let digits: String = core.chars().filter(char::is_ascii_digit).collect();
    super::number::is_year(&digits) && core.ends_with(&digits)
}

/// Whether a text is a domain, maybe with a path: `t.me/…`, `bkd.contoh.go.id`.
pub(super) fn is_domain(text: &str) -> bool {
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    let plain = |label: &str| {
        !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    ENDINGS.contains(&ending) && name.split('.').all(plain)
}
