//! Addresses for machines that hold them to the letter.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What people paste into addresses and RFC 3986 does not allow there. A `%` that encodes something stays: it is there on purpose.
const NOT_IN_ADDRESSES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'[')
    .add(b']');

/// The address with every character encoded that may not stand in a URI.
pub(crate) fn uri(address: &str) -> String {
    let encoded = utf8_percent_encode(address.trim(), NOT_IN_ADDRESSES).to_string();
    let mut pieces = encoded.split('%');
    let mut uri = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let encodes = piece.len() >= 2 && piece.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
        uri.push_str(if encodes { "%" } else { "%25" });
        uri.push_str(piece);
    }
    // A fragment begins once: a second `#` is one of its characters, and those are encoded.
    if let Some((resource, fragment)) = uri.split_once('#')
        && fragment.contains('#')
    {
        return format!("{resource}#{}", fragment.replace('#', "%23"));
    }
    uri
}

/// The story's own name: it has no address until someone publishes it.
pub(crate) fn urn(id: &str) -> String {
    uri(&format!("urn:uuid:{id}"))
}

/// An IPTC Media Topic, `medtop:11000000`, as its concept's address; `None` for what is no code of that vocabulary.
pub(crate) fn topic(code: &str) -> Option<String> {
    topic_number(code).map(|number| format!("http://cv.iptc.org/newscodes/mediatopic/{number}"))
}

/// Its number alone: `11000000`.
pub(crate) fn topic_number(code: &str) -> Option<&str> {
    let number = code.strip_prefix("medtop:")?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_uri_may_not_hold_is_encoded() {
        for (address, written) in [
            ("https://contoh.id/?%", "https://contoh.id/?%25"),
            ("https://contoh.id/100%/a%20b", "https://contoh.id/100%25/a%20b"),
            ("https://contoh.id/%4", "https://contoh.id/%254"),
            ("https://contoh.id/a b", "https://contoh.id/a%20b"),
            ("https://contoh.id/#a", "https://contoh.id/#a"),
            ("https://contoh.id/?##", "https://contoh.id/?#%23"),
        ] {
            assert_eq!(uri(address), written);
        }
    }
}
