//! How exports are wanted, by name. Profiles are the newsroom's and not one window's: a desk shares them, and the journal says
//! who changed one.

use crate::{Code, ExportLayout, ExportPage, ExportPrint, ExportText, Failure, Newsroom, file_name::Naming};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::Entry;

/// How an export is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportProfile {
    /// What people call it; no two differ by case alone.
    pub name: String,
    /// Names of forms: `html`, `md`, `ninjs` …
    pub kinds: Vec<String>,
    /// Layouts, and how each is wanted.
    pub layouts: Vec<ExportLayout>,
    /// Where to; empty for the folder of the day.
    pub folder: String,
    /// How the files are named, as in `{date}/{slug}-{version}.{ext}`; empty for `{slug}.{ext}`.
    pub naming: String,
    /// Which text leaves, where suggestions are pending.
    pub text: ExportText,
    /// How web pages are wanted.
    pub page: ExportPage,
    /// Whether documents show notes and suggestions.
    pub review: bool,
    /// How printed pages are wanted.
    pub print: ExportPrint,
    /// What the window does when the files are there.
    pub after: Vec<AfterStep>,
}

/// What the window does when the files of an export are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum AfterStep {
    /// It opens their folder.
    OpenFolder,
    /// It puts the text of a single file, or else the paths of all, on the clipboard.
    CopyToClipboard,
}

impl Newsroom {
    /// The profiles of this newsroom, by name.
    pub fn profiles(&self) -> Result<Vec<ExportProfile>, Failure> {
        let kept = self.store().profiles().map_err(|error| self.failed(&error))?;
        Ok(kept.iter().filter_map(|(name, json)| read(name, json)).collect())
    }

    /// The profile of that name, in any case.
    pub fn profile(&self, name: &str) -> Result<ExportProfile, Failure> {
        let profiles = self.profiles()?;
        let wanted = name.trim().to_lowercase();
        let names: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
        let names = if names.is_empty() { "there is none".to_owned() } else { names.join(", ") };
        let found = profiles.iter().find(|profile| profile.name.to_lowercase() == wanted);
        found.cloned().ok_or_else(|| Failure::new(Code::ProfileMissing, name, names, None))
    }

    /// Keeps a profile under its name. `was` is the name that it had; null for a new one, which takes the place of one of that
    /// name.
    pub fn keep_profile(
        &self,
        profile: &ExportProfile,
        was: Option<&str>,
        now: &str,
        actor: &str,
    ) -> Result<(), Failure> {
        let name = profile.name.trim();
        if name.is_empty() {
            return Err(Failure::new(Code::FieldValue, "profile", "a profile has a name", None));
        }
        self.forms(&profile.kinds, &profile.layouts)?;
        Naming::parse(&profile.naming)?;
        let profile = ExportProfile { name: name.to_owned(), ..profile.clone() };
        let spec = serde_json::to_string(&profile).unwrap_or_default();
        let kept = self.store().set_profile(was, name, &spec, Entry { at: now, actor });
        kept.map_err(|error| self.failed(&error))
    }

    /// Takes a profile away.
    pub fn remove_profile(&self, name: &str, now: &str, actor: &str) -> Result<(), Failure> {
        let removed =
            self.store().remove_profile(name, Entry { at: now, actor }).map_err(|error| self.failed(&error))?;
        if removed { Ok(()) } else { self.profile(name).map(drop) }
    }
}

/// A profile as it was kept. What an earlier Redaksi had no word for is as in a new one; one of a newer Redaksi may say what this
/// one cannot read, and stays where it is.
fn read(name: &str, json: &str) -> Option<ExportProfile> {
    let mut whole = serde_json::to_value(ExportProfile::default()).ok()?;
    let said: Map<String, Value> = serde_json::from_str(json).ok()?;
    whole.as_object_mut()?.extend(said);
    let profile: ExportProfile = serde_json::from_value(whole).ok()?;
    Some(ExportProfile { name: name.to_owned(), ..profile })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_profile_of_an_earlier_redaksi_has_no_layouts_and_reads() {
        let profile = read("Web", r#"{"name":"Web","kinds":["html"],"folder":"/web","after":[]}"#).unwrap_or_default();
        assert_eq!((profile.name.as_str(), profile.kinds.as_slice()), ("Web", &["html".to_owned()][..]));
        assert!(profile.layouts.is_empty());
        assert_eq!(read("Besok", r#"{"layouts":"semua"}"#), None);
    }
}
