//! A desk to test at: a folder with a newsroom in it, people, and copy.

use newsroom::{
    Existing, ExportPage, ExportPrint, ExportRequest, ExportResult, ExportText, Newsroom, OpenStory, StoryEdit,
};
use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

pub const NOW: &str = "2025-05-09T03:42:07.000Z";
pub const LATER: &str = "2025-05-09T03:50:00.000Z";
pub const EDITOR: &str = "barratut";

pub struct Desk {
    pub folder: TempDir,
    pub newsroom: Newsroom,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let newsroom = Newsroom::create(&folder.path().join("kontan.redaksi"), "kontan", NOW).unwrap();
        Self { folder, newsroom }
    }

    /// Closes the newsroom and opens its file again.
    pub fn reopened(self) -> Self {
        let path = self.newsroom.path().to_owned();
        drop(self.newsroom);
        Self { folder: self.folder, newsroom: Newsroom::open(&path).unwrap() }
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// A story with a slugline and a paragraph.
    pub fn story(&self, slugline: &str, text: &str) -> OpenStory {
        let open = self.newsroom.new_story(NOW, EDITOR).unwrap();
        let mut edit = edit_of(&open);
        edit.fields.slugline = slugline.to_owned();
        edit.body = paragraph(text);
        self.newsroom.save(&edit, NOW, EDITOR).unwrap();
        self.newsroom.open_story(&open.id, NOW).unwrap()
    }

    pub fn export(&self, ids: &[&str], kinds: &[&str], existing: Existing) -> ExportResult {
        let request = request(ids, kinds, &self.out(), existing);
        self.newsroom.export(&request, LATER, EDITOR, &mut |_| ControlFlow::Continue(())).unwrap()
    }

    /// Names of what lies in the export folder, folders in it included.
    pub fn placed(&self) -> Vec<String> {
        names_in(&self.out())
    }
}

pub fn request(ids: &[&str], kinds: &[&str], folder: &Path, existing: Existing) -> ExportRequest {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    ExportRequest {
        ids: owned(ids),
        kinds: owned(kinds),
        layouts: Vec::new(),
        folder: folder.to_str().unwrap().to_owned(),
        existing,
        text: ExportText::Accepted,
        page: ExportPage::default(),
        naming: String::new(),
        gate_override: None,
        review: false,
        print: ExportPrint::default(),
    }
}

pub fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

pub fn edit_of(open: &OpenStory) -> StoryEdit {
    StoryEdit {
        id: open.id.clone(),
        base: open.revision,
        fields: open.fields.clone(),
        body: open.body.clone(),
        tracking: open.tracking.clone(),
    }
}

/// A body of one paragraph.
pub fn paragraph(text: &str) -> String {
    story::Body::from_paragraphs([text]).to_json()
}

/// The repository's own copy of the Kontan form.
pub fn own_fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../formats/tests/fixtures/kontan-form.txt")
}

/// The article that Redaksi was first built for; kept outside of the repository.
pub fn shared_fixture() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/fixtures/kontan-xi-putin.txt");
    if path.is_file() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

/// The smallest PNG there is.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";
