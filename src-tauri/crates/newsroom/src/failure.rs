use formats::Refusal;
use serde::Serialize;
use std::{io, path::Path};
use story::layout::OptionFault;

/// What went wrong, for someone who must act. The words for people are in the catalogue under `failure.<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type, thiserror::Error)]
#[error("{thing}: {detail}")]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// Chooses the sentence: the cause and the next step.
    pub code: Code,
    /// What it is about: a story, a file, a folder. Fills the sentence.
    pub thing: String,
    /// The cause in the system's own English; folded away, logged, matched on by nobody.
    pub detail: String,
    /// What the button does.
    pub remedy: Option<Remedy>,
}

/// The kinds of failures. One exists only if someone acts differently on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Code {
    /// The file is not a newsroom; it was left as it is.
    NotANewsroom,
    /// A newer Redaksi wrote the newsroom; it was left as it is.
    NewsroomNewer,
    /// No newsroom there.
    NewsroomMissing,
    /// A file is there already, where a new newsroom was to be made.
    NewsroomExists,
    /// The newsroom's file or folder cannot be written.
    NewsroomReadOnly,
    /// The newsroom is of an older Redaksi, and cannot be brought up to date where it is.
    NewsroomOlder,
    /// The newsroom's file is damaged.
    NewsroomDamaged,
    /// Another program holds the newsroom.
    NewsroomBusy,
    /// The newsroom's file could not be read or written for another reason of the system's.
    NewsroomFailed,
    /// No backup of the newsroom could be made; the work in it is safe.
    BackupFailed,
    /// The disk is full.
    DiskFull,
    /// A rescue copy that cannot be read; it was left where it is.
    RescueCopyUnreadable,
    /// No house of that id.
    HouseMissing,
    /// No story of that id.
    StoryMissing,
    /// No such version of the story.
    VersionMissing,
    /// The story was changed by someone else meanwhile; both texts are kept.
    StoryChanged,
    /// The body is a tree that this Redaksi cannot read. Where it came with a save, it is kept verbatim.
    BodyUnreadable,
    /// No field of that name.
    FieldUnknown,
    /// The field cannot hold that value.
    FieldValue,
    /// The dictionary of a language cannot be used; `detail` says what is wrong with it.
    DictionaryBroken,
    /// What is looked for is no pattern, or its replacement does not fit it; `thing` is the pattern.
    PatternUnusable,
    /// No such note.
    NoteMissing,
    /// A note that is somebody else's, or that others have replied to, is not deleted.
    NoteStays,
    /// A row of the journal that is not there, or whose kind is not undone.
    NotUndone,
    /// The story is under embargo and may not leave yet; `detail` is its time by the clocks that count.
    Embargoed,
    /// The house lets no story leave that lacks something; `detail` is what.
    NotReady,
    /// No such correction.
    CorrectionMissing,
    /// No profile of that name.
    ProfileMissing,
    /// A pattern of names that cannot be used; `detail` says why.
    NamingUnusable,
    /// No file there.
    FileMissing,
    /// A folder, or something else that is no file, where a file was expected.
    FileIsFolder,
    /// The file may not be read.
    FileForbidden,
    /// The file could not be read for another reason of the system's.
    FileFailed,
    /// Nothing in the file.
    FileEmpty,
    /// The file is not text.
    FileNotText,
    /// The file is larger than any story.
    FileTooLarge,
    /// The hand-over file is damaged, or was never one.
    HandOverBroken,
    /// A newer Redaksi wrote the hand-over file.
    HandOverNewer,
    /// The file is not a picture that Redaksi can show.
    FileNotAPicture,
    /// The picture is damaged, or written in a way that cannot be read.
    PictureBroken,
    /// The picture has more bytes or pixels than can be held.
    PictureTooLarge,
    /// A picture of the story is not in the media folder.
    PictureMissing,
    /// No folder there, and none can be made.
    FolderMissing,
    /// A file where a folder was expected.
    FolderIsFile,
    /// The folder may not be written to.
    FolderReadOnly,
    /// The folder could not be written to for another reason of the system's.
    FolderFailed,
    /// The system would not show a folder; `thing` is where it is.
    FolderNotShown,
    /// No form of that name to export to.
    KindUnknown,
    /// No layout of that id.
    LayoutMissing,
    /// A layout's file has a fault; `detail` names file and line.
    LayoutBroken,
    /// A layout does not come in that shape; `detail` says in which it does.
    LayoutShape,
    /// A page of the web is to be drawn where nothing can draw it.
    NoScreen,
    /// A page is too long to be drawn or printed whole; `detail` is how long it is and may be.
    PageTooLong,
    /// The engine that draws pages of the web did not draw one.
    NotDrawn,
}

/// What the button beside a failure does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Remedy {
    /// Choose another folder.
    ChooseFolder,
    /// Choose another file.
    ChooseFile,
    /// Choose another newsroom.
    ChooseNewsroom,
    /// Save what the editor holds to a file of its own.
    SaveRescueCopy,
    /// Look at the kept versions.
    CompareVersions,
    /// Try again.
    Retry,
    /// Save the page as HTML.
    SaveAsHtml,
}

impl Failure {
    pub(crate) fn new(code: Code, thing: impl Into<String>, detail: impl Into<String>, remedy: Option<Remedy>) -> Self {
        Self { code, thing: thing.into(), detail: detail.into(), remedy }
    }

    pub(crate) fn story_missing(id: &str) -> Self {
        Self::new(Code::StoryMissing, id, "no story of this id is in the newsroom", None)
    }

    pub(crate) fn house_missing(id: &str) -> Self {
        Self::new(Code::HouseMissing, id, "no house file has this id", None)
    }

    /// A file of copy that `formats` refuses.
    pub(crate) fn refused(file: &Path, refusal: &Refusal) -> Self {
        let code = match refusal {
            Refusal::Empty { .. } => Code::FileEmpty,
            Refusal::Binary { .. } => Code::FileNotText,
            Refusal::TooLarge { .. } => Code::FileTooLarge,
        };
        Self::new(code, file.display().to_string(), refusal.to_string(), Some(Remedy::ChooseFile))
    }

    /// A file that could not be read.
    pub(crate) fn reading(file: &Path, error: &io::Error) -> Self {
        let code = match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Code::FileMissing,
            io::ErrorKind::IsADirectory => Code::FileIsFolder,
            io::ErrorKind::PermissionDenied => Code::FileForbidden,
            _ => Code::FileFailed,
        };
        Self::new(code, file.display().to_string(), error.to_string(), Some(Remedy::ChooseFile))
    }

    /// A folder that is not there.
    pub(crate) fn folder_missing(folder: &Path, error: &io::Error) -> Self {
        let thing = folder.display().to_string();
        Self::new(Code::FolderMissing, thing, error.to_string(), Some(Remedy::ChooseFolder))
    }

    /// A folder that could not be written to.
    pub(crate) fn writing(folder: &Path, error: &io::Error) -> Self {
        let code = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Code::FolderReadOnly,
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Code::FolderIsFile,
            // Folders of the system's own (/proc) say "not found" to everything new.
            io::ErrorKind::NotFound if folder.is_dir() => Code::FolderReadOnly,
            io::ErrorKind::NotFound => Code::FolderMissing,
            _ => Code::FolderFailed,
        };
        Self::new(code, folder.display().to_string(), error.to_string(), Some(Remedy::ChooseFolder))
    }
}

impl From<layouts::Error> for Failure {
    fn from(error: layouts::Error) -> Self {
        match &error {
            layouts::Error::File(fault) => Self::new(Code::LayoutBroken, &fault.file, error.to_string(), None),
            layouts::Error::Option(OptionFault::Unknown { option, .. } | OptionFault::Value { option, .. }) => {
                Self::new(Code::FieldValue, option, error.to_string(), None)
            }
        }
    }
}
