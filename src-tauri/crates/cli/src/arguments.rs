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
  redaksi-cli --newsroom desk.redaksi set ID 'headline=Xi kepada Putin' 'tags=Rusia;Tiongkok' stage=ready
  redaksi-cli --newsroom desk.redaksi export ID --format html --out web/

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
    /// Read plain-text copy into new stories
    ///
    /// The credit line, dateline, paragraphs and related links are recognised by the house's patterns. Copy that fits
    /// no house is kept whole as paragraphs. Prints the id, slugline, headline and counts of each story, and what was
    /// left as plain text. When one of several files cannot be read, the others still are, and the exit status is 1.
    Import {
        /// Text files: UTF-8, UTF-16, or an older encoding, which is detected and named
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Read the copy by this house's patterns instead of trying them all
        #[arg(long, value_name = "ID")]
        house: Option<String>,
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
    /// Looks in headline, deck, body, tags, people, source and place. All words must be there; the last may be the
    /// beginning of one; "quotation marks" keep a phrase together.
    Search {
        /// Words, or a "phrase"
        query: String,
        #[command(flatten)]
        limit: Limit,
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
    /// topics, urgency (1-8), embargo (RFC 3339), rights, note, signOff, house, and stage. Lists are separated by
    /// semicolons or, where there are none, by commas. An empty value clears the field. All assignments are made, or none.
    Set {
        /// The story's id
        id: String,
        /// What to change, e.g. 'headline=Xi kepada Putin'
        #[arg(required = true, value_name = "FIELD=VALUE")]
        assignments: Vec<String>,
    },
    /// Write stories to files
    ///
    /// Prints the path of each file. A file that is there is never overwritten without --force; a story under embargo
    /// is not written at all.
    Export {
        /// The stories' ids
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
        /// The format; give it again for more than one
        #[arg(long = "format", required = true, value_enum, value_name = "FORMAT")]
        formats: Vec<Format>,
        /// The folder to write into; it is made when it is not there
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Overwrite files that are there
        #[arg(long)]
        force: bool,
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
}

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Md => "md",
            Format::Txt => "txt",
            Format::Ninjs => "ninjs",
        }
    }
}

fn stage(name: &str) -> Result<Stage, story::UnknownStage> {
    name.parse()
}
