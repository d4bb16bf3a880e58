//! Times come in as text, from the shell; nobody here reads a clock.

use crate::{Code, Failure};
use chrono::DateTime;
use uuid::{NoContext, Timestamp, Uuid};

/// A new story's id: UUIDv7 of the time given, so that ids sort as stories came.
pub(crate) fn new_id(now: &str) -> Result<String, Failure> {
    let time = moment(now)?;
    let seconds = u64::try_from(time.timestamp()).unwrap_or(0);
    Ok(Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, time.timestamp_subsec_nanos())).to_string())
}

/// A time as it crosses: RFC 3339.
pub(crate) fn moment(time: &str) -> Result<DateTime<chrono::Utc>, Failure> {
    DateTime::parse_from_rfc3339(time).map(|time| time.to_utc()).map_err(|error| {
        Failure::new(Code::FieldValue, time, format!("not a time as in 2026-11-23T17:20:01Z: {error}"), None)
    })
}

/// The form in which times are kept: UTC with milliseconds.
pub(crate) fn stamp(time: DateTime<chrono::Utc>) -> String {
    time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
