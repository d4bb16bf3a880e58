//! Backups by themselves: whole copies in a folder beside the newsroom, named by their time, the older ones thinned out.
//! Everything here can be called at any time by any number of processes; one of them does the work. A backup that cannot
//! be made is told, and never holds up anything else.

use crate::{Code, Failure, Newsroom, Progress, Remedy, delivery, newsroom::opening, time::moment};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use store::Error;

/// A backup in the newsroom's folder of backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupInfo {
    /// Where it is.
    pub path: String,
    /// When it was made: RFC 3339, UTC.
    pub at: String,
    /// Stories in it; null where it cannot be read.
    pub stories: Option<u32>,
    /// Its size.
    pub kilobytes: u32,
}

/// How often a newsroom is backed up, and what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Plan {
    every: TimeDelta,
    /// The newest backup of each of so many hours that have one.
    hours: usize,
    /// The newest backup of each of so many days that have one.
    days: usize,
}

const HOURLY: Plan = Plan { every: TimeDelta::hours(1), hours: 24, days: 14 };
/// A newsroom above this size is backed up once a day, and three of those are kept: they would fill the disk, and to copy
/// one takes some seconds of it.
const LARGE: u64 = 1 << 30;
const DAILY: Plan = Plan { every: TimeDelta::days(1), hours: 1, days: 3 };

/// Newsrooms up to this size are backed up while the window closes; nobody notices that.
const QUICK: u64 = 64 << 20;

/// In the names of backups. In UTC, because local times come twice a year; with dots, because some systems have no colons.
const STAMP: &str = "%Y-%m-%d %H.%M.%S UTC";
const SUFFIX: &str = ".redaksi";

impl Newsroom {
    /// Makes a backup in the newsroom's folder of backups. `None` where it was told to stop, or another process is at it.
    pub fn back_up(
        &self,
        now: &str,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Option<BackupInfo>, Failure> {
        let folder = Folder::of(self.path());
        let now = moment(now)?;
        delivery::make_folder(&folder.path).map_err(|error| failed(&folder.path, error.to_string()))?;
        let Some(_lock) = folder.lock()? else { return Ok(None) };
        folder.sweep();
        let path = folder.backup(now);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut watch = |done, total| progress(Progress { done, total, name: name.clone() });
        match self.store().back_up(&path, &mut watch) {
            Ok(true) => folder.thin_out(now, plan(self.path())),
            Ok(false) => return Ok(None),
            // Within the same second, by someone who was quicker.
            Err(Error::Exists(_)) => {}
            // What is damaged is the newsroom.
            Err(error @ (Error::Damaged(_) | Error::NotFound(_))) if !missing(&folder.path) => {
                return Err(self.failed(&error));
            }
            Err(error) => return Err(failed(&folder.path, error.to_string())),
        }
        Ok(Some(info(path, now)))
    }

    /// Makes a backup if it is time for one and something was changed since the last. A newsroom in a read-only place is
    /// not backed up.
    pub fn back_up_if_due(&self, now: &str) -> Result<Option<BackupInfo>, Failure> {
        if self.store().is_read_only() || !self.is_due(moment(now)?)? {
            return Ok(None);
        }
        self.back_up(now, &mut |_| ControlFlow::Continue(()))
    }

    /// The same, where that takes no time worth speaking of: for a window that closes.
    pub fn back_up_if_quick(&self, now: &str) -> Result<Option<BackupInfo>, Failure> {
        if size(self.path()) > QUICK { Ok(None) } else { self.back_up_if_due(now) }
    }

    /// Copies the newsroom to a file, where none may be. False where it was told to stop.
    pub fn back_up_to(
        &self,
        to: &Path,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<bool, Failure> {
        let name = to.display().to_string();
        let mut watch = |done, total| progress(Progress { done, total, name: name.clone() });
        self.store().back_up(to, &mut watch).map_err(|error| match error {
            Error::Damaged(_) => self.failed(&error),
            error => opening(to, &error),
        })
    }

    /// The backups of the newsroom at a path, newest first; also of one that cannot be opened.
    pub fn backups_of(path: &Path) -> Vec<BackupInfo> {
        let folder = Folder::of(path);
        folder.times().into_iter().rev().map(|at| info(folder.backup(at), at)).collect()
    }

    fn is_due(&self, now: DateTime<Utc>) -> Result<bool, Failure> {
        let folder = Folder::of(self.path());
        // What a clock that was wrong has dated into the future says nothing.
        let last = folder.times().range(..=now).next_back().copied();
        // A newsroom that nobody has written into is nothing to lose.
        let Some(last) = last else { return Ok(self.info()?.stories > 0) };
        if now - last < plan(self.path()).every {
            return Ok(false);
        }
        let mark = self.store().mark().map_err(|error| self.failed(&error))?;
        // A backup that cannot be read is none.
        Ok(store::about(&folder.backup(last)).map_or(true, |about| about.mark != mark))
    }
}

/// A file that is no newsroom by its first bytes and has backups was one: it is damaged where that is written.
pub(crate) fn or_damaged(failure: Failure, path: &Path) -> Failure {
    if failure.code == Code::NotANewsroom && path.is_file() && !Folder::of(path).times().is_empty() {
        return Failure { code: Code::NewsroomDamaged, ..failure };
    }
    failure
}

/// The folder with the backups of a newsroom: `desk.backups` beside `desk.redaksi`.
pub(crate) fn folder_of(newsroom: &Path) -> PathBuf {
    newsroom.with_file_name(format!("{}.backups", stem(newsroom)))
}

/// A name beside the newsroom for what is set aside at a time: `desk (before 2026-11-25 03.00.00 UTC).redaksi`.
pub(crate) fn aside(newsroom: &Path, now: &str) -> Result<PathBuf, Failure> {
    let stamp = moment(now)?.format(STAMP);
    Ok(newsroom.with_file_name(format!("{} (before {stamp}){SUFFIX}", stem(newsroom))))
}

fn stem(newsroom: &Path) -> String {
    let name = newsroom.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name.strip_suffix(SUFFIX).map(str::to_owned).unwrap_or(name)
}

fn plan(newsroom: &Path) -> Plan {
    if size(newsroom) > LARGE { DAILY } else { HOURLY }
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}

fn missing(folder: &Path) -> bool {
    !folder.is_dir()
}

fn info(path: PathBuf, at: DateTime<Utc>) -> BackupInfo {
    BackupInfo {
        stories: store::about(&path).ok().map(|about| about.stories),
        kilobytes: u32::try_from(size(&path).div_ceil(1024)).unwrap_or(u32::MAX),
        path: path.display().to_string(),
        at: crate::time::stamp(at),
    }
}

fn failed(folder: &Path, detail: String) -> Failure {
    Failure::new(Code::BackupFailed, folder.display().to_string(), detail, Some(Remedy::Retry))
}

/// Which backups stay: the newest one of each of the last hours and days that have one. What is dated after `now` was
/// made while the clock was wrong, now or then; it is thinned out by itself and takes no other's place.
fn kept(times: &BTreeSet<DateTime<Utc>>, now: DateTime<Utc>, plan: Plan) -> BTreeSet<DateTime<Utc>> {
    let (future, past): (Vec<DateTime<Utc>>, Vec<DateTime<Utc>>) = times.iter().rev().partition(|time| **time > now);
    let mut kept = BTreeSet::new();
    for times in [past, future] {
        for (format, most) in [("%F %H", plan.hours), ("%F", plan.days)] {
            let mut newest = BTreeMap::new();
            for time in &times {
                let slot = time.format(format).to_string();
                if newest.len() < most || newest.contains_key(&slot) {
                    newest.entry(slot).or_insert(*time);
                }
            }
            kept.extend(newest.into_values());
        }
    }
    kept
}

/// The folder with the backups of a newsroom. Files that are not named as backups of it are not touched.
struct Folder {
    path: PathBuf,
    stem: String,
}

impl Folder {
    fn of(newsroom: &Path) -> Self {
        Self { path: folder_of(newsroom), stem: stem(newsroom) }
    }

    fn backup(&self, at: DateTime<Utc>) -> PathBuf {
        self.path.join(format!("{} {}{SUFFIX}", self.stem, at.format(STAMP)))
    }

    fn time_of(&self, name: &str) -> Option<DateTime<Utc>> {
        let stamp = name.strip_prefix(&self.stem)?.strip_prefix(' ')?.strip_suffix(SUFFIX)?;
        let time = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc();
        // Only the very name that we would give.
        (time.format(STAMP).to_string() == stamp).then_some(time)
    }

    fn names(&self) -> Vec<String> {
        // No such folder is the usual case at first.
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    fn times(&self) -> BTreeSet<DateTime<Utc>> {
        self.names().iter().filter_map(|name| self.time_of(name)).collect()
    }

    /// Held by the one process that makes a backup; the system takes it away from one that dies.
    fn lock(&self) -> Result<Option<fs::File>, Failure> {
        let fail = |error: std::io::Error| failed(&self.path, error.to_string());
        let lock = fs::File::create(self.path.join(".lock")).map_err(fail)?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(lock)),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            // Some shares have no locks: two that back up at once place two good files.
            Err(fs::TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(Some(lock)),
            Err(fs::TryLockError::Error(error)) => Err(fail(error)),
        }
    }

    /// Takes away what a process that died has left unfinished. Only for whoever holds the lock.
    fn sweep(&self) {
        for name in self.names() {
            let unfinished = name.strip_prefix('.').and_then(|name| name.rsplit_once(SUFFIX));
            if unfinished.is_some_and(|(name, _)| self.time_of(&format!("{name}{SUFFIX}")).is_some()) {
                // One that cannot be removed takes room and does no other harm.
                let _ = fs::remove_file(self.path.join(name));
            }
        }
    }

    /// Removes the backups that are not kept any more. The new one is placed and sound when this is called.
    fn thin_out(&self, now: DateTime<Utc>, plan: Plan) {
        let times = self.times();
        for time in times.difference(&kept(&times, now, plan)) {
            let path = self.backup(*time);
            // Someone works in it: there is more in it than the backup.
            let mut log = path.clone().into_os_string();
            log.push("-wal");
            if !Path::new(&log).exists() {
                // As above.
                let _ = fs::remove_file(path);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M").unwrap().and_utc()
    }

    /// A backup an hour for so many hours before a time.
    fn hourly(until: &str, hours: i64) -> BTreeSet<DateTime<Utc>> {
        (0..hours).map(|hour| at(until) - TimeDelta::hours(hour)).collect()
    }

    #[test]
    fn the_newest_of_a_day_of_hours_and_of_two_weeks_of_days_are_kept() {
        let times = hourly("2026-11-23 17:30", 24 * 30);
        let kept = kept(&times, at("2026-11-23 17:40"), HOURLY);
        assert_eq!(kept.range(at("2026-11-22 18:00")..).count(), 24);
        let older: Vec<String> =
            kept.range(..at("2026-11-22 18:00")).map(|time| time.format("%d %H").to_string()).collect();
        let days = ["10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21"];
        assert_eq!(older, days.map(|day| format!("{day} 23")));
    }

    #[test]
    fn what_was_kept_goes_on_being_kept_as_time_goes_on() {
        let mut times = BTreeSet::new();
        for hour in 0..24 * 40 {
            let now = at("2026-11-01 00:10") + TimeDelta::hours(hour);
            times.insert(now);
            times = kept(&times, now, HOURLY);
            assert!(times.contains(&now));
        }
        assert_eq!(times.iter().map(|time| time.date_naive()).collect::<BTreeSet<_>>().len(), 14);
        assert!(times.len() <= 24 + 14);
    }

    #[test]
    fn an_editor_who_comes_once_a_week_keeps_two_weeks_of_visits() {
        let times: BTreeSet<_> = (0..30).map(|week| at("2026-11-23 09:00") - TimeDelta::weeks(week)).collect();
        assert_eq!(kept(&times, at("2026-11-23 09:01"), HOURLY).len(), 24);
    }

    #[test]
    fn a_clock_that_was_wrong_costs_no_good_backup() {
        let good = hourly("2026-11-23 17:30", 24);
        // Set ahead by years for a week, then right again.
        let ahead = hourly("2031-01-01 00:30", 24 * 7);
        let all: BTreeSet<_> = good.union(&ahead).copied().collect();
        assert!(kept(&all, at("2026-11-23 17:40"), HOURLY).is_superset(&good));
        // While it is ahead, the good ones are old and there is nothing newer but a few.
        let few: BTreeSet<_> = good.iter().copied().chain([at("2031-01-01 00:30")]).collect();
        assert!(kept(&few, at("2031-01-01 00:31"), HOURLY).len() >= 24);
        // Set back: the newest are in the future, and stay; so does what is made now.
        let now = at("2020-01-01 00:00");
        let back: BTreeSet<_> = good.iter().copied().chain([now]).collect();
        assert_eq!(kept(&back, now, HOURLY), back);
    }

    #[test]
    fn of_a_large_newsroom_three_days_are_kept() {
        let kept = kept(&hourly("2026-11-23 17:30", 24 * 9), at("2026-11-23 17:40"), DAILY);
        assert_eq!(kept.len(), 3);
        assert!(kept.contains(&at("2026-11-23 17:30")));
    }

    #[test]
    fn only_names_that_are_given_to_backups_are_backups() {
        let folder = Folder::of(Path::new("/kantor/desk.redaksi"));
        assert_eq!(folder.path, Path::new("/kantor/desk.backups"));
        let time = at("2026-11-23 17:30");
        let name = folder.backup(time).file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(name, "desk 2026-11-23 17.30.00 UTC.redaksi");
        assert_eq!(folder.time_of(&name), Some(time));
        for other in [
            "desk 2026-11-23 17.30.00 UTC copy.redaksi",
            "desk2 2026-11-23 17.30.00 UTC.redaksi",
            "desk 2026-11-23 7.30.00 UTC.redaksi",
            "desk 2026-13-23 17.30.00 UTC.redaksi",
            "desk.redaksi",
            "surat.txt",
        ] {
            assert_eq!(folder.time_of(other), None, "{other}");
        }
        // Two newsrooms never share a folder.
        assert_eq!(folder_of(Path::new("desk.db")), Path::new("desk.db.backups"));
    }
}
