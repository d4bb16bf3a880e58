use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use story::calendar::{MONTHS, WEEKDAYS};

/// Western Indonesian time, by which Indonesian papers date themselves.
const WIB_SECONDS: i32 = 7 * 3600;

/// A time as papers print it: `Jumat, 10 Februari 2023 / 06:39 WIB` in Indonesian, `February 9, 2023 23:39 UTC` in
/// English. A time that cannot be read is printed as it is.
pub(crate) fn print(time: &str, language: &str) -> String {
    let Ok(time) = DateTime::parse_from_rfc3339(time) else { return time.to_owned() };
    let indonesian = language == "id" || language.starts_with("id-");
    match FixedOffset::east_opt(WIB_SECONDS) {
        Some(wib) if indonesian => {
            let time = time.with_timezone(&wib);
            let weekday = WEEKDAYS[time.weekday().num_days_from_monday() as usize];
            let month = MONTHS[time.month0() as usize];
            format!("{weekday}, {} {month} {} / {:02}:{:02} WIB", time.day(), time.year(), time.hour(), time.minute())
        }
        _ => time.to_utc().format("%B %-d, %Y %H:%M UTC").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::print;

    #[test]
    fn times_are_printed_as_papers_print_them() {
        assert_eq!(print("2023-02-09T23:39:00.000Z", "id"), "Jumat, 10 Februari 2023 / 06:39 WIB");
        assert_eq!(print("2023-02-09T23:39:00.000Z", "en"), "February 9, 2023 23:39 UTC");
        assert_eq!(print("kemarin", "id"), "kemarin");
    }
}
