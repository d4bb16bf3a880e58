//! Addresses for machines that hold them to the letter.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What people paste into addresses and RFC 3986 does not allow there. `%` stays: it is there on purpose.
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
    utf8_percent_encode(address.trim(), NOT_IN_ADDRESSES).to_string()
}

/// The story's own name: it has no address until someone publishes it.
pub(crate) fn urn(id: &str) -> String {
    uri(&format!("urn:uuid:{id}"))
}

/// An IPTC Media Topic, `medtop:11000000`, as its concept's address; `None` for what is no code of that vocabulary.
pub(crate) fn topic(code: &str) -> Option<String> {
    let number = code.strip_prefix("medtop:")?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| format!("http://cv.iptc.org/newscodes/mediatopic/{number}"))
}
