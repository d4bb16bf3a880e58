//! Which automatic versions are given up as they grow old. Pure: versions and the time in, numbers out.

use chrono::DateTime;

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Once a whole stretch of time is so old, one version of it stays: one a week, a day, an hour, ten minutes.
const STRETCHES: [(i64, i64); 4] = [(30 * DAY, 7 * DAY), (7 * DAY, DAY), (DAY, HOUR), (HOUR, 10 * MINUTE)];

/// A version that may be given up: kept by itself, and not the newest of its story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Automatic {
    pub version: u32,
    /// RFC 3339.
    pub at: String,
}

/// The versions that are given up at a time. Of those of one stretch the last stays. Stretches lie fixed in time, the short
/// ones within the long, and are thinned whole: whatever stays today is among what stayed yesterday. What is younger than
/// an hour stays, so does what is of the future (a clock was set back) and what has no time that can be read.
pub(crate) fn given_up(automatic: &[Automatic], now: &str) -> Vec<u32> {
    let Some(now) = milliseconds(now) else { return Vec::new() };
    let stretch = |at: i64| {
        let old = |(age, length): &(i64, i64)| (at.div_euclid(*length) + 1) * length <= now - age;
        STRETCHES.into_iter().find(old).map(|(_, length)| (length, at.div_euclid(length)))
    };
    let dated = automatic.iter().filter_map(|one| milliseconds(&one.at).map(|at| (at, one.version)));
    let mut aged: Vec<_> = dated.filter_map(|(at, version)| Some((stretch(at)?, at, version))).collect();
    aged.sort_unstable();
    aged.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].2).collect()
}

/// Whether two times lie in different stretches of five minutes: how often unbroken writing is kept.
pub(crate) fn apart(one: &str, other: &str) -> bool {
    let stretch = |time| milliseconds(time).map(|time| time.div_euclid(5 * MINUTE));
    stretch(one) != stretch(other)
}

/// Whether two times are less than five minutes from each other, whichever is the earlier.
pub(crate) fn together(one: &str, other: &str) -> bool {
    milliseconds(one).zip(milliseconds(other)).is_some_and(|(one, other)| one.abs_diff(other) < 5 * MINUTE as u64)
}

fn milliseconds(time: &str) -> Option<i64> {
    DateTime::parse_from_rfc3339(time).ok().map(|time| time.timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const NOW: i64 = 1_764_000_000_000;
    const NOTHING: [u32; 0] = [];

    fn stamp(at: i64) -> String {
        DateTime::from_timestamp_millis(at).unwrap().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
    }

    fn versions(ages: impl IntoIterator<Item = i64>) -> Vec<Automatic> {
        let mut ages: Vec<i64> = ages.into_iter().collect();
        ages.sort_unstable_by(|one, other| other.cmp(one));
        (1..).zip(ages).map(|(version, age)| Automatic { version, at: stamp(NOW - age) }).collect()
    }

    /// The ages of those that stay, the youngest first.
    fn stay(versions: &[Automatic]) -> Vec<i64> {
        let gone: BTreeSet<u32> = given_up(versions, &stamp(NOW)).into_iter().collect();
        let stay = versions.iter().rev().filter(|one| !gone.contains(&one.version));
        stay.map(|one| NOW - milliseconds(&one.at).unwrap()).collect()
    }

    #[test]
    fn the_last_hour_stays_whole() {
        let minutes = versions((0..=60).map(|minute| minute * MINUTE));
        assert_eq!(given_up(&minutes, &stamp(NOW)), NOTHING);
    }

    #[test]
    fn older_ones_stay_one_in_ten_minutes_an_hour_a_day_a_week() {
        let every_five = versions((0..400 * 24 * 12).map(|step| step * 5 * MINUTE));
        let left = stay(&every_five);
        let between = |from: i64, to: i64| left.iter().filter(|age| **age > from && **age <= to).count();
        assert_eq!(between(-1, HOUR), 13);
        let (hour, day, week, month) =
            (between(HOUR, DAY), between(DAY, 7 * DAY), between(7 * DAY, 30 * DAY), between(30 * DAY, 400 * DAY));
        // The stretch in which a limit lies is still kept as the one before.
        assert!((138..=148).contains(&hour) && (144..=150).contains(&day), "{hour} {day}");
        assert!((23..=47).contains(&week) && (52..=60).contains(&month), "{week} {month}");
    }

    #[test]
    fn what_stayed_stays_until_a_newer_one_takes_its_place() {
        // Thinned at every step or once at the end: the same are left.
        let all = versions((0..3 * 24 * 20).map(|step| step * 3 * MINUTE));
        let mut stepwise: Vec<Automatic> = Vec::new();
        for one in &all {
            stepwise.push(one.clone());
            let gone = given_up(&stepwise, &one.at);
            stepwise.retain(|one| !gone.contains(&one.version));
        }
        assert_eq!(stay(&stepwise), stay(&all));
    }

    #[test]
    fn a_clock_that_was_set_back_thins_nothing_of_the_future() {
        let tomorrow = versions((1..100).map(|minute| -DAY - minute * MINUTE));
        assert_eq!(given_up(&tomorrow, &stamp(NOW)), NOTHING);
        assert_eq!(given_up(&tomorrow, "1970-01-01T00:00:00Z"), NOTHING);
    }

    #[test]
    fn a_time_that_nobody_can_read_gives_up_nothing() {
        let mut odd = versions([10 * DAY, 10 * DAY + 1, 10 * DAY + 2]);
        assert_eq!(given_up(&odd, "kemarin"), NOTHING);
        odd.iter_mut().for_each(|one| one.at = "kemarin".to_owned());
        assert_eq!(given_up(&odd, &stamp(NOW)), NOTHING);
    }

    #[test]
    fn unbroken_writing_is_kept_about_every_five_minutes() {
        assert!(!apart("2026-11-23T10:00:01Z", "2026-11-23T10:04:59.999Z"));
        assert!(apart("2026-11-23T10:04:59.999Z", "2026-11-23T10:05:00Z"));
        assert!(apart("2026-11-23T10:01:00Z", "2026-11-22T10:01:00Z"), "a clock that was set back");
    }

    #[test]
    fn what_is_less_than_five_minutes_apart_is_together() {
        assert!(together("2026-11-23T10:04:59Z", "2026-11-23T10:05:00Z"));
        assert!(together("2026-11-23T10:04:59Z", "2026-11-23T10:00:00Z"), "a clock that was set back");
        assert!(!together("2026-11-23T10:00:00Z", "2026-11-23T10:05:00Z"));
        assert!(!together("kemarin", "kemarin"));
    }
}
