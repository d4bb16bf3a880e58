use crate::exporting::{Answer, Correcting, ExportArguments, Wishes};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use story::Stage;

/// Redaksi without a window: import, find, change and export the stories of a newsroom.
#[derive(Parser)]
#[command(name = "redaksi-cli", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Arguments {
    /// The newsroom file; without it, the newsroom that the window opens by itself
    #[arg(long, global = true, value_name = "FILE")]
    pub newsroom: Option<PathBuf>,

    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  redaksi-cli --newsroom desk.redaksi init --house kontan
  redaksi-cli --newsroom desk.redaksi import copy/*.txt --json
  redaksi-cli --newsroom desk.redaksi search 'sahabat baja' --limit 10
  redaksi-cli --newsroom desk.redaksi related ID --limit 5
  redaksi-cli --newsroom desk.redaksi set ID 'headline=Xi kepada Putin' 'tags=Rusia;Tiongkok' stage=ready
  redaksi-cli --newsroom desk.redaksi export ID --format html --out web/
  redaksi-cli --newsroom desk.redaksi diff ID 3 now

Exit status: 0 done, 1 failed (the reason is on standard error), 2 wrong usage.";

#[derive(Subcommand)]
pub enum Command {
    /// Make a new, empty newsroom file
    ///
    /// Refuses a file that is already there.
    Init {
        /// The house whose patterns and desks it starts with (kontan, reuters, antara, …)
        #[arg(long, default_value = "kontan", value_name = "ID")]
        house: String,
        /// Fill it with the sample stories
        #[arg(long)]
        sample: bool,
    },
    /// Read copy into new stories and hand-over files into theirs, or a whole archive with --jsonl
    ///
    /// The credit line, dateline, paragraphs and related links are recognised by the house's patterns. Copy that fits
    /// no house is kept whole as paragraphs. Prints the id, slugline, headline and counts of each story, and what was
    /// left as plain text. When one of several files cannot be read, the others still are, and the exit status is 1.
    ///
    /// A hand-over file (.redaksi-story) becomes a new story where its story is unknown. Else the story takes its text, or
    /// both are merged; where that needs a person to choose, the file's text is kept beside and the window asks.
    Import {
        /// Hand-over files, and text files: UTF-8, UTF-16, or an older encoding, which is detected and named
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Read the copy by this house's patterns instead of trying them all; with --jsonl, the house of stories that
        /// name none
        #[arg(long, value_name = "ID")]
        house: Option<String>,
        /// The files have one story a line: a JSON object with the keys of 'show --json'
        ///
        /// Only "body" (ProseMirror JSON) or "text" (a paragraph a line) has to be there; id, times, stage and revision
        /// are kept. "-" is standard input. A line that is no story is named and left out. May be stopped at any time:
        /// run again, it passes over what is there already and goes on. Prints how many stories were added, were there
        /// already, and were refused.
        #[arg(long)]
        jsonl: bool,
        #[command(flatten)]
        output: Output,
    },
    /// List stories, newest first
    List {
        /// Only stories of this stage; without it, all but spiked ones
        #[arg(long, value_name = "draft|review|ready|exported|spiked", value_parser = stage)]
        stage: Option<Stage>,
        #[command(flatten)]
        limit: Limit,
        #[command(flatten)]
        output: Output,
    },
    /// Find stories by the words in them
    ///
    /// Looks in all text and metadata, and gives the most relevant and freshest stories first. All words must be there, in
    /// any inflection (menyingkirkan finds singkirkan); the last may be the beginning of one.
    ///
    /// "kerja sama"   these words in this order, as they are written
    /// pem*           words that begin so
    /// -word          not this word; also -"a phrase" and -tag:x
    /// FIELD:VALUE    source, tag, editor, byline, place, desk, slugline, headline, language; a value with spaces is quoted
    /// stage:ready    draft, review, ready, exported or spiked
    /// after:2025-05-01 before:2026 year:2025   by the day of the last save (UTC); after counts the day itself
    /// has:image      image, related or embargo
    ///
    /// What is not understood is said on standard error, and the rest is looked for.
    #[command(verbatim_doc_comment)]
    Search {
        /// Words, "phrases" and fields, e.g. 'sumber:reuters "kerja sama" -gas'
        query: String,
        #[command(flatten)]
        limit: Limit,
        #[command(flatten)]
        output: Output,
    },
    /// Suggest stories to link to from a story
    ///
    /// Ranked by likeness of text, shared tags, people and places, links, and age; each with the reasons. Never the story
    /// itself, a spiked one, or one that it links to already. Of several updates of one running story only the newest.
    Related {
        /// The story's id
        id: String,
        /// At most this many stories, 50 being the most
        #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
        limit: u32,
        #[command(flatten)]
        output: Output,
    },
    /// Show one story whole
    Show {
        /// The story's id
        id: String,
        #[command(flatten)]
        output: Output,
    },
    /// Change fields of a story
    ///
    /// Fields: slugline, kicker, headline, deck, bylines, editor, source, outlet, place, date, desk, language, tags,
    /// topics, urgency (1-8), embargo (RFC 3339), rights, note, signOff, target (2500 characters, 600 words,
    /// 40 lines, 35 cm), house, and stage. Lists are separated by semicolons or, where there are none, by commas. An empty value clears the field. All assignments are made, or none.
    Set {
        /// The story's id
        id: String,
        /// What to change, e.g. 'headline=Xi kepada Putin'
        #[arg(required = true, value_name = "FIELD=VALUE")]
        assignments: Vec<String>,
    },
    /// List the layouts at hand: those that come with Redaksi and the newsroom's own
    ///
    /// Prints the name of each (what 'preview --layout' takes), what it shows, and where it lies; with --json its size and
    /// its options, too. The newsroom's own are folders in NAME.layouts beside its file, each with a layout.toml and a
    /// template. One whose file cannot be used is listed with the reason, and the exit status is 1.
    Layouts {
        #[command(flatten)]
        output: Output,
    },
    /// Find words in the stories of a search, and replace them with --apply
    ///
    /// Looks in headline, deck, text, captions, related links and metadata, and prints one JSON object for each match: the
    /// story, where in it, what stands around, and what would come in its place. With --apply it is then done, as one deed
    /// that 'undo' takes back; each story as it was is kept as a version. A story that changes meanwhile is left alone.
    ///
    /// With --regex, patterns are those of Rust's regex: Unicode throughout, $1 or ${name} in the replacement, and neither
    /// look-around nor references to groups inside the pattern. No match goes over the end of a line.
    Replace {
        /// Which stories, as in 'search'; at most 5,000
        #[arg(long, value_name = "QUERY")]
        search: String,
        /// What to look for
        #[arg(long, value_name = "WORDS")]
        find: String,
        /// What to put in its place; nothing without it
        #[arg(long, default_value = "", value_name = "WORDS", allow_hyphen_values = true)]
        with: String,
        /// WORDS is a regular expression
        #[arg(long)]
        regex: bool,
        /// Only whole words
        #[arg(long)]
        word: bool,
        /// Capital and small letters differ
        #[arg(long)]
        case: bool,
        /// Letters with and without accents are the same, and straight and curly quotation marks
        #[arg(long)]
        loose: bool,
        /// Do it
        #[arg(long)]
        apply: bool,
    },
    /// Take stories into another house
    ///
    /// Dateline and credit line take its form, its outlet takes the old one's place, and the place its name in the house's
    /// language: MOSCOW (Reuters) - becomes KONTAN.CO.ID - MOSKOW. Prints each story's id and new dateline.
    House {
        /// The house (kontan, reuters, antara, …)
        #[arg(value_name = "HOUSE")]
        house: String,
        /// The stories' ids
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Write stories to files
    ///
    /// Prints the path of each file. A file that is there is never overwritten without --force. A story under embargo is not
    /// written at all, nor one that lacks something where its house says so, unless --override and --by answer for it. Of
    /// several stories, rss, atom, wxr, newsml and epub are one file, named by house and day, with the stories in the order given.
    Export(ExportArguments),
    /// List where stories have gone: form, path, time, revision, and whether the story says something else by now
    ///
    /// Without an id, what must be exported again: the files of corrected stories that hold an older state.
    Exports {
        /// The stories' ids
        #[arg(value_name = "ID")]
        ids: Vec<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Make the files of stories again where they are and hold an older state, each as it was wanted then
    ///
    /// Without an id, those of all corrected stories. What stands there gives way.
    ExportAgain {
        /// The stories' ids
        #[arg(value_name = "ID")]
        ids: Vec<String>,
        #[command(flatten)]
        answer: Answer,
        #[command(flatten)]
        output: Output,
    },
    /// Say something of a story that has left: a correction, an update, or that it is withdrawn
    ///
    /// Readers are told in every form from now on, with the time. Of a story that is killed no text leaves any more. Prints
    /// the correction's id, and where the story must be exported again.
    Correct {
        /// The story's id
        id: String,
        /// What it is
        #[arg(value_enum)]
        kind: Correcting,
        /// What readers are told: what was wrong, what has happened, or why the story is withdrawn
        text: String,
        /// The story that it is published as, where it is one of its own: each links to the other
        #[arg(long, value_name = "ID")]
        published_as: Option<String>,
    },
    /// List what was said of a story after it had left, and the stories that it corrects
    Corrections {
        /// The story's id
        id: String,
        /// Take this correction away; the journal keeps what it said
        #[arg(long, value_name = "CORRECTION")]
        take_back: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// List the profiles of exports, or change them
    ///
    /// A profile is how an export is wanted, under a name, for all who work in the newsroom: forms, folder, names of files.
    Profiles {
        /// Keep these forms and wishes under this name
        #[arg(long, value_name = "NAME", requires = "formats", conflicts_with = "remove")]
        keep: Option<String>,
        /// Take the profile of this name away
        #[arg(long, value_name = "NAME")]
        remove: Option<String>,
        #[command(flatten)]
        wishes: Wishes,
        #[command(flatten)]
        output: Output,
    },
    /// Write a story to a file as a layout shows it: FILE ends in .html, .pdf, .svg or .png
    ///
    /// Layouts of the web make .html; print layouts (print-broadsheet, print-tabloid, proof-a4) and cards (card-wide,
    /// card-square, card-tall) make the others. SVG and PNG hold one page. A story under embargo is not written. The file is
    /// remembered as an export. PNG and PDF of a layout of the web are drawn by the preview of the window, not here.
    Preview {
        /// The story's id
        #[arg(value_name = "ID")]
        id: String,
        /// The layout's folder name
        #[arg(long, value_name = "LAYOUT")]
        layout: String,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// An option of the layout, e.g. columns=3 or hole=220 (millimetres); give it again for more than one
        #[arg(long = "option", value_name = "NAME=VALUE")]
        options: Vec<String>,
        /// Which page, of SVG and PNG
        #[arg(long, default_value_t = 1, value_name = "N")]
        page: u32,
        /// Dots an inch of a PNG; a card has its own pixels
        #[arg(long, default_value_t = 144, value_name = "DPI")]
        dpi: u16,
        /// A PDF to be kept for long: PDF/A-2a
        #[arg(long)]
        archival: bool,
        /// Overwrite the file if it is there
        #[arg(long)]
        force: bool,
    },
    /// Say what was done in the newsroom: when, by whom, to which story, and what became of what
    ///
    /// The last rows, oldest first. The number in front is what 'undo' takes. "saved" without more is a change of the text.
    Journal {
        /// Only what was done to this story
        #[arg(long, value_name = "ID")]
        story: Option<String>,
        /// The first rows after this one, instead of the last ones
        #[arg(long, value_name = "SEQ")]
        after: Option<u32>,
        /// At most this many rows
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: u32,
        /// Go on with what is done from now on, also in the window, until it is stopped
        #[arg(long)]
        follow: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Take back a change of metadata, stages or desks
    ///
    /// Without a number, the last one of one's own that still stands; again, the one before. What was done to many stories
    /// at once is taken back at once. What someone has changed again since stays, and is named. The text of a story is not
    /// touched. An undo can itself be undone.
    Undo {
        /// A row of the journal
        seq: Option<u32>,
        #[command(flatten)]
        output: Output,
    },
    /// List the versions of a story, newest first
    ///
    /// A version is a kept state: of the end of a session of writing, of a move, an export, an import, of what a story said
    /// before a restore or a merge, or kept by hand. Prints number, time, person, reason, words, words added and removed
    /// against the version before, and the note.
    Versions {
        /// The story's id
        id: String,
        #[command(flatten)]
        output: Output,
    },
    /// Show what differs between two versions of a story
    ///
    /// Prints the fields and paragraphs that differ, words as [-removed-] and {+added+}. With --json the whole comparison
    /// is one object.
    Diff {
        /// The story's id
        id: String,
        /// The number of a version, or 'now' for the story as last saved
        #[arg(value_name = "A", value_parser = version)]
        from: State,
        /// What it is compared with: a number, or 'now'
        #[arg(value_name = "B", value_parser = version)]
        to: State,
        #[command(flatten)]
        output: Output,
    },
    /// Make a version the story again, or one field or paragraph of it
    ///
    /// What the story says now is kept as a version first, so that this can be taken back in the same way.
    Restore {
        /// The story's id
        id: String,
        /// The number of the version
        version: u32,
        /// Bring back only this field; the names are those of 'set'
        #[arg(long, value_name = "NAME", conflicts_with = "paragraph")]
        field: Option<String>,
        /// Bring back only this paragraph of the version, counted from 1, crossheads, pictures and links included
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        paragraph: Option<u32>,
    },
    /// Keep what a story says now as a version, with a note
    ///
    /// Prints the version's number.
    Keep {
        /// The story's id
        id: String,
        /// Why, for whoever looks at the versions
        note: String,
    },
    /// List the notes at a story: each thread with its replies, open or resolved
    ///
    /// Prints time, person, and what the note says; of a thread also the words that it was put at. Notes never leave with
    /// the story.
    Notes {
        /// The story's id
        id: String,
        #[command(flatten)]
        output: Output,
    },
    /// Print the misspelt words of a story, each with its field or paragraph and with what may have been meant
    ///
    /// Indonesian and English are checked; another language is a failure.
    Spelling {
        /// The story's id
        id: String,
        #[command(flatten)]
        output: Output,
    },
    /// List the words that people taught the newsroom, or change them
    ///
    /// They are right everywhere although no dictionary has them.
    Words {
        /// Teach this word
        #[arg(long, value_name = "WORD", conflicts_with = "remove")]
        add: Option<String>,
        /// Take this word back
        #[arg(long, value_name = "WORD")]
        remove: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Check the newsroom file: that it is sound, and that what is derived from the stories agrees with them
    Verify,
    /// Back the newsroom up, also while it is open elsewhere
    ///
    /// Without FILE, into the newsroom's folder of backups ('desk.backups' beside 'desk.redaksi'), where the window puts
    /// its own: one an hour for a day, one a day for two weeks. Prints the path of the backup.
    Backup {
        /// Where to; a file that is there is never overwritten
        #[arg(value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// List the backups of the newsroom, newest first: time, stories, size, path
    Backups {
        #[command(flatten)]
        output: Output,
    },
    /// Put a backup in the newsroom's place
    ///
    /// The newsroom must be closed everywhere. What stands there now is set aside beside it and never deleted. Prints
    /// its new name, and every story that differs.
    RestoreBackup {
        /// The backup
        file: PathBuf,
    },
    /// Write what can be read of a damaged newsroom to a new file
    ///
    /// The damaged file is left as it is. Prints how many stories are whole, and names those that are not.
    Salvage {
        /// Where to; a file that is there is never overwritten
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
}

#[derive(Args)]
pub struct Output {
    /// Print one JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Limit {
    /// At most this many stories
    #[arg(long, default_value_t = 50, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// A standalone web page with its metadata (schema.org NewsArticle, Open Graph)
    Html,
    /// Markdown with YAML front matter
    Md,
    /// Plain text in the house's form
    Txt,
    /// IPTC ninjs 3.1 (JSON)
    Ninjs,
    /// IPTC ninjs 2.2 (JSON), for older receivers
    Ninjs2,
    /// IPTC NITF 3.6 (XML)
    Nitf,
    /// IPTC NewsML-G2 2.35 (XML): a news item; several stories are a message with a package
    Newsml,
    /// A feed in RSS 2.0
    Rss,
    /// A feed in Atom
    Atom,
    /// A file of posts for WordPress's importer
    Wxr,
    /// A Word document, with its pictures
    Docx,
    /// An OpenDocument text (LibreOffice), with its pictures
    Odt,
    /// An InCopy story for InDesign
    Icml,
    /// A book in EPUB 3; several stories are its chapters
    Epub,
    /// Printed pages: a tagged PDF
    Pdf,
    /// The whole story as one line of JSON, which 'import --jsonl' reads
    Json,
    /// A hand-over file (.redaksi-story): the whole story with its pictures, for another newsroom to change and bring back
    Story,
}

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Md => "md",
            Format::Txt => "txt",
            Format::Ninjs => "ninjs",
            Format::Ninjs2 => "ninjs2",
            Format::Nitf => "nitf",
            Format::Newsml => "newsml",
            Format::Rss => "rss",
            Format::Atom => "atom",
            Format::Wxr => "wxr",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Icml => "icml",
            Format::Epub => "epub",
            Format::Pdf => "pdf",
            Format::Json => "json",
            Format::Story => "story",
        }
    }
}

/// A version, or the story as last saved.
#[derive(Clone, Copy)]
pub struct State(pub Option<u32>);

fn version(name: &str) -> Result<State, String> {
    match name {
        "now" => Ok(State(None)),
        number => number.parse().map(|number| State(Some(number))).map_err(|_| "a number, or 'now'".to_owned()),
    }
}

fn stage(name: &str) -> Result<Stage, story::UnknownStage> {
    name.parse()
}
