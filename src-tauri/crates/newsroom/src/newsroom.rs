use crate::{
    Code, Failure, Remedy, backup, darkroom::Darkroom, delivery, rescue_copy::Written, screen::ScreenRoom,
    sheet::PressRoom,
};
use serde::Serialize;
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use store::{Entry, Error, Store};
use story::{
    Fields, House, Houses, Stage, Story,
    house::{CreditPlace, PrintMeasure},
};

/// An open newsroom. Cloning it gives another handle on the same file; every verb may be called from any thread.
#[derive(Clone)]
pub struct Newsroom {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    houses: Houses,
    house: House,
    house_faults: Vec<String>,
    written: Written,
    darkroom: Darkroom,
    press_room: PressRoom,
    screen_room: ScreenRoom,
}

/// What a newsroom is, for its window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct NewsroomInfo {
    /// Where its file is.
    pub path: String,
    /// The file's name without its suffix.
    pub name: String,
    /// Id of the newsroom's own house.
    pub house: String,
    /// All houses at hand.
    pub houses: Vec<HouseInfo>,
    /// The user's house files that cannot be used, each with its reason; the rest work.
    pub house_faults: Vec<String>,
    /// Whether its file, or its place, cannot be written to.
    pub read_only: bool,
    /// Stories in it, spiked ones included.
    pub stories: u32,
    /// Redaksi's own version.
    pub version: String,
    /// Who works here: see [`Newsroom::actor`].
    pub actor: String,
    /// The folder with its backups, which may not be there yet.
    pub backups: String,
}

/// What panes need to know of a house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct HouseInfo {
    /// `kontan`.
    pub id: String,
    /// `Kontan`.
    pub name: String,
    /// Language of its stories.
    pub language: String,
    /// Words in front of a related link's title: `Baca Juga: `.
    pub related_label: String,
    /// How it writes itself in datelines.
    pub outlets: Vec<String>,
    /// Its desks.
    pub desks: Vec<String>,
    /// Longest headline for the web, in characters.
    pub headline_limit: u32,
    /// How its print column is set.
    pub print: PrintMeasure,
    /// Where it prints its credit line.
    pub credit_place: CreditPlace,
}

impl Newsroom {
    /// Opens a newsroom. A file that is not one, or that a newer Redaksi wrote, is left as it is.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let store = Store::open(path).map_err(|error| backup::or_damaged(opening(path, &error), path))?;
        Self::with(store, path)
    }

    /// Makes a new newsroom of a house. Folders on the way are made; a file that is there is left as it is.
    pub fn create(path: &Path, house: &str, now: &str) -> Result<Self, Failure> {
        let (houses, _) = houses_beside(path);
        if houses.get(house).is_none() {
            return Err(Failure::house_missing(house));
        }
        let whole = std::path::absolute(path).map_err(|error| Failure::writing(path, &error))?;
        if let Some(folder) = whole.parent() {
            delivery::make_folder(folder).map_err(|error| Failure::writing(folder, &error))?;
        }
        let store = Store::create(path, house, now).map_err(|error| opening(path, &error))?;
        let newsroom = Self::with(store, path)?;
        let entry = Entry { at: now, actor: &newsroom.actor()? };
        newsroom.store().set_desks(&newsroom.house().desks, entry).map_err(|error| newsroom.failed(&error))?;
        Ok(newsroom)
    }

    /// Opens the newsroom there, or makes one where there is none.
    pub fn open_or_create(path: &Path, house: &str, now: &str) -> Result<Self, Failure> {
        match Self::open(path) {
            Err(failure) if failure.code == Code::NewsroomMissing => match Self::create(path, house, now) {
                // Another window was quicker.
                Err(failure) if failure.code == Code::NewsroomExists => Self::open(path),
                made => made,
            },
            opened => opened,
        }
    }

    /// Where a newsroom is kept when nobody says otherwise: `redaksi/newsroom.redaksi` in the user's data folder.
    pub fn default_path() -> PathBuf {
        let folder = match directories::BaseDirs::new() {
            Some(folders) => folders.data_dir().to_owned(),
            // No home at all: the folder that the program was started in.
            None => PathBuf::new(),
        };
        folder.join("redaksi").join("newsroom.redaksi")
    }

    fn with(store: Store, path: &Path) -> Result<Self, Failure> {
        let id = store.house().map_err(|error| opening(path, &error))?;
        let (houses, house_faults) = houses_beside(path);
        // A newsroom whose house file is gone still opens, and prints plainly.
        let house = houses.get(&id).cloned().unwrap_or_else(|| House::plain(&id));
        let (written, darkroom) = (Written::default(), Darkroom::default());
        let (press_room, screen_room) = (PressRoom::default(), ScreenRoom::default());
        let inner = Inner { store, houses, house, house_faults, written, darkroom, press_room, screen_room };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Where the newsroom's file is.
    pub fn path(&self) -> &Path {
        self.inner.store.path()
    }

    /// Puts everything into the one file that people copy and mail: for a program that ends without dropping every clone.
    pub fn fold(&self) -> Result<(), Failure> {
        self.store().fold().map_err(|error| self.failed(&error))
    }

    /// What it is, for its window.
    pub fn info(&self) -> Result<NewsroomInfo, Failure> {
        let navigation = self.navigation()?;
        let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(NewsroomInfo {
            path: self.path().display().to_string(),
            name: name(self.path()),
            house: self.house().id.clone(),
            houses: self.houses().all().iter().map(house_info).collect(),
            house_faults: self.inner.house_faults.clone(),
            read_only: self.store().is_read_only(),
            stories: navigation.stages.iter().map(|stage| stage.count).sum(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            actor: self.actor()?,
            backups: backup::folder_of(self.path()).display().to_string(),
        })
    }

    /// Who works here, as the journal is to note it: the name kept under the setting `actor`, else that of the account.
    pub fn actor(&self) -> Result<String, Failure> {
        let kept = self.setting("actor")?.and_then(|json| serde_json::from_str::<String>(&json).ok());
        let account = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        let named = |name: &String| !name.trim().is_empty();
        Ok(kept.filter(named).or_else(|| account().filter(named)).unwrap_or_else(|| "redaksi".to_owned()))
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The rescue copies that this handle has written.
    pub(crate) fn written(&self) -> &Written {
        &self.inner.written
    }

    /// Where renditions of its pictures are made.
    pub(crate) fn darkroom(&self) -> &Darkroom {
        &self.inner.darkroom
    }

    /// Where its press stands.
    pub(crate) fn screen_room(&self) -> &ScreenRoom {
        &self.inner.screen_room
    }

    pub(crate) fn press_room(&self) -> &PressRoom {
        &self.inner.press_room
    }

    pub(crate) fn houses(&self) -> &Houses {
        &self.inner.houses
    }

    /// The newsroom's own house.
    pub(crate) fn house(&self) -> &House {
        &self.inner.house
    }

    /// The house that prints a story: its own, or the newsroom's where that is not at hand.
    pub(crate) fn house_of(&self, fields: &Fields) -> &House {
        self.houses().get(&fields.house).unwrap_or_else(|| self.house())
    }

    /// A house by the name given on the command line or in a dialog.
    pub(crate) fn house_named(&self, id: &str) -> Result<&House, Failure> {
        self.houses().get(id).ok_or_else(|| Failure::house_missing(id))
    }

    /// The story, or the failure that says which one is missing.
    pub(crate) fn existing(&self, id: &str) -> Result<Story, Failure> {
        self.store().story(id).map_err(|error| self.failed(&error))?.ok_or_else(|| Failure::story_missing(id))
    }

    /// A failure of the newsroom's file while it is open.
    pub(crate) fn failed(&self, error: &Error) -> Failure {
        let failure = opening(self.path(), error);
        match failure.code {
            // Moved or deleted under our hands: what the editor holds may be all that is left of it.
            Code::NewsroomMissing => Failure { remedy: Some(Remedy::SaveRescueCopy), ..failure },
            _ => failure,
        }
    }
}

/// The story as it is on disk before anything was said about it.
pub(crate) fn new_story(id: String, fields: Fields, body: story::Body, now: &str) -> Story {
    let (stage, created, modified) = (Stage::Draft, now.to_owned(), now.to_owned());
    Story { id, fields, stage, body, revision: 1, created, modified, corrections: Vec::new() }
}

fn house_info(house: &House) -> HouseInfo {
    HouseInfo {
        id: house.id.clone(),
        name: house.name.clone(),
        language: house.language.clone(),
        related_label: house.related_label().to_owned(),
        outlets: house.outlets.clone(),
        desks: house.desks.clone(),
        headline_limit: house.headline_limit,
        print: house.print,
        credit_place: house.credit_place,
    }
}

/// The shipped houses, and the user's own: `*.toml` in the folder `houses` beside the newsroom.
fn houses_beside(newsroom: &Path) -> (Houses, Vec<String>) {
    let mut houses = Houses::shipped();
    let mut faults = Vec::new();
    // No such folder is the usual case.
    let entries = fs::read_dir(newsroom.with_file_name("houses")).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|file| file.extension() == Some(OsStr::new("toml"))).collect();
    files.sort();
    for file in files {
        let read = fs::read_to_string(&file).map_err(|error| error.to_string());
        match read.and_then(|toml| House::from_toml(&toml).map_err(|error| error.to_string())) {
            Ok(house) => houses.add(house),
            Err(fault) => faults.push(format!("{}: {fault}", file.display())),
        }
    }
    (houses, faults)
}

/// What the store says, for someone who must act.
pub(crate) fn opening(path: &Path, error: &Error) -> Failure {
    let (code, remedy) = match error {
        Error::NotANewsroom(_) => (Code::NotANewsroom, Some(Remedy::ChooseNewsroom)),
        Error::Newer { .. } => (Code::NewsroomNewer, Some(Remedy::ChooseNewsroom)),
        Error::NotFound(_) => (Code::NewsroomMissing, Some(Remedy::ChooseNewsroom)),
        Error::Exists(_) => (Code::NewsroomExists, Some(Remedy::ChooseNewsroom)),
        Error::ReadOnly => (Code::NewsroomReadOnly, Some(Remedy::SaveRescueCopy)),
        Error::Older { .. } => (Code::NewsroomOlder, Some(Remedy::ChooseNewsroom)),
        Error::Full => (Code::DiskFull, Some(Remedy::Retry)),
        Error::Busy => (Code::NewsroomBusy, Some(Remedy::Retry)),
        Error::Damaged(_) => (Code::NewsroomDamaged, Some(Remedy::SaveRescueCopy)),
        Error::Unreadable { story, .. } => {
            return Failure::new(Code::BodyUnreadable, story, error.to_string(), Some(Remedy::CompareVersions));
        }
        Error::NoStory(id) => return Failure::story_missing(id),
        Error::NoCorrection(id) => return Failure::new(Code::CorrectionMissing, id, error.to_string(), None),
        Error::NoNote(id) => return Failure::new(Code::NoteMissing, id, error.to_string(), None),
        Error::NoteStays { id, .. } => return Failure::new(Code::NoteStays, id, error.to_string(), None),
        Error::NotUndone { seq, .. } => return Failure::new(Code::NotUndone, seq.to_string(), error.to_string(), None),
        Error::Io(cause) => match cause.kind() {
            std::io::ErrorKind::StorageFull => (Code::DiskFull, Some(Remedy::Retry)),
            std::io::ErrorKind::PermissionDenied => (Code::NewsroomReadOnly, Some(Remedy::SaveRescueCopy)),
            _ => (Code::NewsroomFailed, Some(Remedy::Retry)),
        },
        Error::Stopped | Error::Sqlite(_) => (Code::NewsroomFailed, Some(Remedy::Retry)),
    };
    Failure::new(code, path.display().to_string(), error.to_string(), remedy)
}
