//! What becomes of every field of a story in every form: the table of `fields.md`, which a test writes from here. A new field
//! or a new form does not compile until its fate is said, and a test holds each line to what the writers do.

use crate::Kind;

/// What a story says of itself, besides its text; blocks are in `blocks.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `story::Story` and `story::Fields`, by their names")]
pub enum Field {
    Id,
    Revision,
    Stage,
    Created,
    Modified,
    Published,
    Headline,
    Kicker,
    Deck,
    Slugline,
    Bylines,
    Editor,
    Source,
    Outlet,
    Place,
    Date,
    Desk,
    Language,
    Tags,
    Topics,
    Urgency,
    Embargo,
    Rights,
    Note,
    SignOff,
    Target,
    House,
    Corrections,
}

/// What becomes of a field in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is there, at this place.
    At(&'static str),
    /// It is there if the house prints it, in dateline or credit line.
    AsPrinted,
    /// It stays in the newsroom.
    Stays,
}

impl Field {
    /// All of them, in the order of the table.
    pub const ALL: [Field; 28] = [
        Field::Id,
        Field::Revision,
        Field::Stage,
        Field::Created,
        Field::Modified,
        Field::Published,
        Field::Headline,
        Field::Kicker,
        Field::Deck,
        Field::Slugline,
        Field::Bylines,
        Field::Editor,
        Field::Source,
        Field::Outlet,
        Field::Place,
        Field::Date,
        Field::Desk,
        Field::Language,
        Field::Tags,
        Field::Topics,
        Field::Urgency,
        Field::Embargo,
        Field::Rights,
        Field::Note,
        Field::SignOff,
        Field::Target,
        Field::House,
        Field::Corrections,
    ];

    /// Its fate in a form.
    pub fn fate(self, kind: Kind) -> Fate {
        match kind {
            Kind::Html => self.in_html(),
            Kind::Markdown => self.in_markdown(),
            Kind::Text => self.in_text(),
            Kind::Ninjs => self.in_ninjs("`embargoedUntil`"),
            Kind::Ninjs2 => self.in_ninjs("`embargoed`"),
            Kind::Nitf => self.in_nitf(),
            Kind::Newsml => self.in_newsml(),
            Kind::Rss => self.in_rss(),
            Kind::Atom => self.in_atom(),
            Kind::Wxr => self.in_wxr(),
            Kind::Docx => self.in_docx(),
            Kind::Odt => self.in_odt(),
            Kind::Icml => self.in_icml(),
            Kind::Epub => self.in_epub(),
            Kind::Pdf => self.in_pdf(),
            Kind::Json | Kind::Story => self.in_record(kind),
        }
    }

    fn in_html(self) -> Fate {
        match self {
            Field::Id => Fate::At("JSON-LD `identifier`"),
            Field::Stage => Fate::At("JSON-LD `creativeWorkStatus`"),
            Field::Created => Fate::At("JSON-LD `dateCreated`"),
            Field::Modified => Fate::At("`article:modified_time`, JSON-LD `dateModified`"),
            Field::Published => Fate::At("`time`, `article:published_time`, JSON-LD `datePublished`"),
            Field::Corrections => Fate::At("`aside.correction`, JSON-LD `correction`, `creativeWorkStatus` of a kill"),
            Field::Headline => Fate::At("`h1`, `title`, `og:title`, JSON-LD `headline` (110 characters)"),
            Field::Kicker => Fate::At("`p.kicker`, JSON-LD `alternativeHeadline`"),
            Field::Deck => Fate::At("`p.deck`, `description`, `og:description`"),
            Field::Bylines => Fate::At("`p.byline` or credit line, `article:author`, JSON-LD `author`"),
            Field::Editor => Fate::At("credit line, JSON-LD `editor`"),
            Field::Source => Fate::At("credit line, JSON-LD `sourceOrganization`"),
            Field::Outlet => Fate::AsPrinted,
            Field::Place => Fate::At("`span.dateline`, JSON-LD `contentLocation`"),
            Field::Date | Field::SignOff => Fate::AsPrinted,
            Field::Desk => Fate::At("`article:section`, JSON-LD `articleSection`"),
            Field::Language => Fate::At("`html@lang`, JSON-LD `inLanguage`"),
            Field::Tags => Fate::At("`.tags`, `article:tag`, JSON-LD `keywords`"),
            Field::Topics => Fate::At("JSON-LD `about`"),
            Field::Rights => Fate::At("`p.rights`, JSON-LD `copyrightNotice`"),
            Field::House => Fate::At("`og:site_name`, JSON-LD `publisher`"),
            Field::Revision | Field::Slugline | Field::Urgency | Field::Embargo | Field::Note | Field::Target => {
                Fate::Stays
            }
        }
    }

    fn in_markdown(self) -> Fate {
        match self {
            Field::Id => Fate::At("`id`"),
            Field::Revision => Fate::At("`revision`"),
            Field::Stage => Fate::At("`draft`"),
            Field::Created => Fate::At("`date`"),
            Field::Modified => Fate::At("`lastmod`"),
            Field::Corrections => Fate::At("`correction`, `withdrawn`, block quotes above the text"),
            Field::Headline => Fate::At("`title`"),
            Field::Kicker => Fate::At("`kicker`"),
            Field::Deck => Fate::At("`description`"),
            Field::Slugline => Fate::At("`slugline`"),
            Field::Bylines => Fate::At("`authors`"),
            Field::Editor => Fate::At("`editor`"),
            Field::Source => Fate::At("`source`"),
            Field::Outlet => Fate::At("`dateline.outlet`"),
            Field::Place => Fate::At("`dateline.place`"),
            Field::Date => Fate::At("`dateline.date`"),
            Field::Desk => Fate::At("`section`"),
            Field::Language => Fate::At("`language`"),
            Field::Tags => Fate::At("`tags`"),
            Field::Topics => Fate::At("`topics`"),
            Field::Urgency => Fate::At("`urgency`"),
            Field::Embargo => Fate::At("`embargo`"),
            Field::Rights => Fate::At("`rights`"),
            Field::House => Fate::At("`publisher`"),
            Field::SignOff => Fate::AsPrinted,
            Field::Published | Field::Note | Field::Target => Fate::Stays,
        }
    }

    fn in_text(self) -> Fate {
        match self {
            Field::Corrections => Fate::At("lines at the end"),
            Field::Headline => Fate::At("line above"),
            Field::Kicker => Fate::At("line above"),
            Field::Deck => Fate::At("line above"),
            Field::Editor
            | Field::Source
            | Field::Bylines
            | Field::Outlet
            | Field::Place
            | Field::Date
            | Field::Rights
            | Field::SignOff => Fate::AsPrinted,
            Field::House => Fate::At("how lines are printed"),
            Field::Id
            | Field::Revision
            | Field::Stage
            | Field::Created
            | Field::Modified
            | Field::Published
            | Field::Slugline
            | Field::Desk
            | Field::Language
            | Field::Tags
            | Field::Topics
            | Field::Urgency
            | Field::Embargo
            | Field::Note
            | Field::Target => Fate::Stays,
        }
    }

    fn in_ninjs(self, embargoed: &'static str) -> Fate {
        match self {
            Field::Id => Fate::At("`uri`"),
            Field::Revision => Fate::At("`version`"),
            Field::Stage => Fate::At("`pubStatus`"),
            Field::Created => Fate::At("`firstCreated`, `contentCreated`"),
            Field::Modified => Fate::At("`versionCreated`"),
            Field::Corrections => Fate::At("`edNote`, `altIds`, `pubStatus` of a kill"),
            Field::Headline => Fate::At("`headlines` (main), `title`"),
            Field::Kicker => Fate::At("`headlines` (kicker)"),
            Field::Deck => Fate::At("`descriptions` (summary)"),
            Field::Slugline => Fate::At("`slugline`"),
            Field::Bylines => Fate::At("`by`, `people` (author)"),
            Field::Editor => Fate::At("`people` (editor)"),
            Field::Source => Fate::At("`infoSources`"),
            Field::Place => Fate::At("`located`, `places` (dateline)"),
            Field::Outlet | Field::Date => Fate::AsPrinted,
            Field::Desk => Fate::At("`subjects` (desk)"),
            Field::Language => Fate::At("`language`"),
            Field::Tags => Fate::At("`subjects` by name"),
            Field::Topics => Fate::At("`subjects` (about)"),
            Field::Urgency => Fate::At("`urgency`"),
            Field::Embargo => Fate::At(embargoed),
            Field::Rights => Fate::At("`copyrightNotice` or `usageTerms`"),
            Field::Note => Fate::At("`edNote`"),
            Field::House => Fate::At("`organisations` (publisher)"),
            Field::Published | Field::SignOff | Field::Target => Fate::Stays,
        }
    }

    fn in_nitf(self) -> Fate {
        match self {
            Field::Id => Fate::At("`doc-id@id-string`"),
            Field::Revision => Fate::At("`du-key@version`"),
            Field::Stage => Fate::At("`docdata@management-status`"),
            Field::Created => Fate::At("`revision-history@norm`"),
            Field::Modified => Fate::At("`date.issue`, `pubdata@date.publication`"),
            Field::Corrections => Fate::At("`correction@info`, `ed-msg` and `@management-status` of a kill"),
            Field::Headline => Fate::At("`hl1`, `title`"),
            Field::Kicker => Fate::At("`hl2.kicker`"),
            Field::Deck => Fate::At("`abstract`"),
            Field::Slugline => Fate::At("`du-key@key`"),
            Field::Bylines => Fate::At("`byline/person`, `revision-history`"),
            Field::Editor => Fate::At("`byline` with `byttl`, `revision-history`"),
            Field::Source => Fate::At("`distributor`"),
            Field::Outlet => Fate::At("`meta[dateline.outlet]`"),
            Field::Place => Fate::At("`dateline/location`"),
            Field::Date => Fate::At("`story.date`"),
            Field::Desk => Fate::At("`tobject@tobject.type`, `pubdata@position.section`"),
            Field::Language => Fate::At("`@baselang`, `body@xml:lang`"),
            Field::Tags => Fate::At("`keyword@key`"),
            Field::Topics => Fate::At("`tobject.subject`, `classifier`"),
            Field::Urgency => Fate::At("`urgency@ed-urg`"),
            Field::Embargo => Fate::At("`date.release`"),
            Field::Rights => Fate::At("`doc.copyright` or `doc.rights`"),
            Field::Note => Fate::At("`ed-msg`"),
            Field::SignOff => Fate::At("`tagline`"),
            Field::House => Fate::At("`pubdata@name`"),
            Field::Published | Field::Target => Fate::Stays,
        }
    }

    fn in_newsml(self) -> Fate {
        match self {
            Field::Id => Fate::At("`@guid`"),
            Field::Revision => Fate::At("`@version`"),
            Field::Stage => Fate::At("`pubStatus`"),
            Field::Created => Fate::At("`firstCreated`, `contentCreated`"),
            Field::Modified => Fate::At("`versionCreated`, `contentModified`"),
            Field::Corrections => Fate::At("`edNote`, `signal`, `link` (isCorrectionOf), `pubStatus` of a kill"),
            Field::Headline => Fate::At("`headline`, `title`"),
            Field::Kicker => Fate::At("`headline@role`"),
            Field::Deck => Fate::At("`description` (summary)"),
            Field::Slugline => Fate::At("`slugline`"),
            Field::Bylines => Fate::At("`by`, `creator`"),
            Field::Editor => Fate::At("`contributor`"),
            Field::Source => Fate::At("`infoSource`"),
            Field::Outlet => Fate::At("`dateline`"),
            Field::Date => Fate::AsPrinted,
            Field::Place => Fate::At("`located`, `dateline`"),
            Field::Desk => Fate::At("`subject` (department)"),
            Field::Language => Fate::At("`@xml:lang`, `language`"),
            Field::Tags => Fate::At("`keyword`"),
            Field::Topics => Fate::At("`subject`"),
            Field::Urgency => Fate::At("`urgency`"),
            Field::Embargo => Fate::At("`embargoed`"),
            Field::Rights => Fate::At("`copyrightNotice` or `usageTerms`"),
            Field::Note => Fate::At("`edNote`"),
            Field::House => Fate::At("`provider`"),
            Field::SignOff | Field::Published | Field::Target => Fate::Stays,
        }
    }

    fn in_rss(self) -> Fate {
        match self {
            Field::Id => Fate::At("`guid`"),
            Field::Published => Fate::At("`pubDate`"),
            Field::Corrections => Fate::At("`content:encoded`"),
            Field::Headline => Fate::At("`title`"),
            Field::Kicker => Fate::At("`content:encoded`"),
            Field::Deck => Fate::At("`description`"),
            Field::Bylines => Fate::At("`dc:creator`"),
            Field::Editor => Fate::At("`dc:contributor`"),
            Field::Source => Fate::At("`dc:source`"),
            Field::Outlet | Field::Date | Field::SignOff => Fate::AsPrinted,
            Field::Place => Fate::At("`dc:coverage`"),
            Field::Desk => Fate::At("`category` (desk)"),
            Field::Language => Fate::At("`dc:language`"),
            Field::Tags => Fate::At("`category`"),
            Field::Topics => Fate::At("`category` (mediatopic)"),
            Field::Rights => Fate::At("`dc:rights`"),
            Field::House => Fate::At("the channel's `description` and `link`"),
            Field::Revision
            | Field::Stage
            | Field::Created
            | Field::Modified
            | Field::Slugline
            | Field::Urgency
            | Field::Embargo
            | Field::Note
            | Field::Target => Fate::Stays,
        }
    }

    fn in_atom(self) -> Fate {
        match self {
            Field::Id => Fate::At("`id`"),
            Field::Modified => Fate::At("`updated`"),
            Field::Published => Fate::At("`published`"),
            Field::Corrections => Fate::At("`content`"),
            Field::Headline => Fate::At("`title`"),
            Field::Kicker => Fate::At("`content`"),
            Field::Deck => Fate::At("`summary`"),
            Field::Bylines => Fate::At("`author`"),
            Field::Editor => Fate::At("`contributor`"),
            Field::Source => Fate::At("`category` (source)"),
            Field::Outlet | Field::Date | Field::SignOff => Fate::AsPrinted,
            Field::Place => Fate::At("`category` (place)"),
            Field::Desk => Fate::At("`category` (desk)"),
            Field::Language => Fate::At("`entry@xml:lang`"),
            Field::Tags => Fate::At("`category`"),
            Field::Topics => Fate::At("`category` (mediatopic)"),
            Field::Rights => Fate::At("`rights`"),
            Field::House => Fate::At("the feed's `author` and `id`"),
            Field::Revision
            | Field::Stage
            | Field::Created
            | Field::Slugline
            | Field::Urgency
            | Field::Embargo
            | Field::Note
            | Field::Target => Fate::Stays,
        }
    }

    fn in_wxr(self) -> Fate {
        match self {
            Field::Id => Fate::At("`guid`, `redaksi_id`"),
            Field::Revision => Fate::At("`redaksi_revision`"),
            Field::Stage => Fate::At("`wp:status`"),
            Field::Created => Fate::At("`redaksi_created`"),
            Field::Modified => Fate::At("`wp:post_modified`"),
            Field::Published => Fate::At("`wp:post_date`"),
            Field::Corrections => Fate::At("`content:encoded`, `redaksi_correction`, `redaksi_status` of a kill"),
            Field::Headline => Fate::At("`title`"),
            Field::Kicker => Fate::At("`content:encoded`, `redaksi_kicker`"),
            Field::Deck => Fate::At("`excerpt:encoded`"),
            Field::Slugline => Fate::At("`wp:post_name`, `redaksi_slugline`"),
            Field::Bylines => Fate::At("`dc:creator`, `redaksi_bylines`"),
            Field::Editor => Fate::At("`redaksi_editor`"),
            Field::Source => Fate::At("`redaksi_source`"),
            Field::Outlet => Fate::At("`redaksi_dateline_outlet`"),
            Field::Place => Fate::At("`redaksi_dateline_place`"),
            Field::Date => Fate::At("`redaksi_dateline_date`"),
            Field::Desk => Fate::At("`category` (category)"),
            Field::Language => Fate::At("`redaksi_language`"),
            Field::Tags => Fate::At("`category` (post_tag)"),
            Field::Topics => Fate::At("`redaksi_topics`"),
            Field::Urgency => Fate::At("`redaksi_urgency`"),
            Field::Embargo => Fate::At("`redaksi_embargo`"),
            Field::Rights => Fate::At("`redaksi_rights`"),
            Field::SignOff => Fate::At("`redaksi_sign_off`"),
            Field::House => Fate::At("how lines are printed"),
            Field::Note | Field::Target => Fate::Stays,
        }
    }

    fn in_docx(self) -> Fate {
        match self {
            Field::Revision => Fate::At("`cp:revision`"),
            Field::Stage => Fate::At("`cp:contentStatus`"),
            Field::Created => Fate::At("`dcterms:created`"),
            Field::Modified => Fate::At("`dcterms:modified`"),
            Field::Headline => Fate::At("style Title, `dc:title`"),
            Field::Deck => Fate::At("style Subtitle, `dc:description`"),
            Field::Tags => Fate::At("`cp:keywords`"),
            Field::Desk => Fate::At("`cp:category`, property `desk`"),
            Field::Language => Fate::At("`dc:language`, the styles' language"),
            Field::Id => Fate::At("`dc:identifier`, property `id`"),
            Field::Bylines => Fate::At("`dc:creator`, property `bylines`"),
            _ => self.in_properties(),
        }
    }

    fn in_odt(self) -> Fate {
        match self {
            Field::Revision => Fate::At("`meta:editing-cycles`"),
            Field::Stage => Fate::At("property `stage`"),
            Field::Created => Fate::At("`meta:creation-date`"),
            Field::Modified => Fate::At("`dc:date`"),
            Field::Headline => Fate::At("style Title, `dc:title`"),
            Field::Deck => Fate::At("style Subtitle, `dc:description`"),
            Field::Tags => Fate::At("`meta:keyword`"),
            Field::Language => Fate::At("`dc:language`, the styles' language"),
            Field::Id => Fate::At("`dc:identifier`, property `id`"),
            Field::Bylines => Fate::At("`meta:initial-creator`, property `bylines`"),
            _ => self.in_properties(),
        }
    }

    /// What documents carry as properties that have the names of the command line's fields.
    fn in_properties(self) -> Fate {
        match self {
            Field::Corrections => Fate::At("boxes at the end"),
            Field::Slugline => Fate::At("property `slugline`"),
            Field::Kicker => Fate::At("style Kicker, property `kicker`"),
            Field::Editor => Fate::At("property `editor`"),
            Field::Source => Fate::At("property `source`"),
            Field::Outlet => Fate::At("property `outlet`"),
            Field::Place => Fate::At("property `place`"),
            Field::Date => Fate::At("property `date`"),
            Field::Desk => Fate::At("property `desk`"),
            Field::Topics => Fate::At("property `topics`"),
            Field::Urgency => Fate::At("property `urgency`"),
            Field::Embargo => Fate::At("property `embargo`"),
            Field::Rights => Fate::At("style Rights, property `rights`"),
            Field::SignOff => Fate::At("property `signOff`"),
            Field::House => Fate::At("property `house`"),
            Field::Published => Fate::At("property `published`"),
            Field::Note | Field::Target => Fate::Stays,
            Field::Id
            | Field::Revision
            | Field::Stage
            | Field::Created
            | Field::Modified
            | Field::Headline
            | Field::Deck
            | Field::Bylines
            | Field::Language
            | Field::Tags => Fate::Stays,
        }
    }

    fn in_icml(self) -> Fate {
        match self {
            Field::Corrections => Fate::At("boxes at the end"),
            Field::Headline => Fate::At("style Title"),
            Field::Kicker => Fate::At("style Kicker"),
            Field::Deck => Fate::At("style Subtitle"),
            Field::Bylines => Fate::At("style Byline, or the credit line"),
            Field::Rights => Fate::At("style Rights"),
            Field::Editor | Field::Source | Field::Outlet | Field::Place | Field::Date | Field::SignOff => {
                Fate::AsPrinted
            }
            Field::House => Fate::At("how lines are printed"),
            Field::Language
            | Field::Id
            | Field::Revision
            | Field::Stage
            | Field::Created
            | Field::Modified
            | Field::Published
            | Field::Slugline
            | Field::Desk
            | Field::Tags
            | Field::Topics
            | Field::Urgency
            | Field::Embargo
            | Field::Note
            | Field::Target => Fate::Stays,
        }
    }

    fn in_epub(self) -> Fate {
        match self {
            Field::Id => Fate::At("`dc:identifier` of a book of one story"),
            Field::Published => Fate::At("`dc:date`, `time`"),
            Field::Corrections => Fate::At("`aside.correction`"),
            Field::Headline => Fate::At("`h1`, `dc:title`, table of contents"),
            Field::Kicker => Fate::At("`p.kicker`"),
            Field::Deck => Fate::At("`p.deck`, `dc:description`"),
            Field::Bylines => Fate::At("`dc:creator`"),
            Field::Editor => Fate::At("`dc:contributor`"),
            Field::Source => Fate::At("`dc:source`"),
            Field::Place => Fate::At("`dc:coverage`"),
            Field::Outlet | Field::Date | Field::SignOff => Fate::AsPrinted,
            Field::Language => Fate::At("`dc:language`, `html@lang`"),
            Field::Tags => Fate::At("`dc:subject`"),
            Field::Rights => Fate::At("`dc:rights`"),
            Field::House => Fate::At("`dc:publisher`"),
            Field::Revision
            | Field::Stage
            | Field::Created
            | Field::Modified
            | Field::Slugline
            | Field::Desk
            | Field::Topics
            | Field::Urgency
            | Field::Embargo
            | Field::Note
            | Field::Target => Fate::Stays,
        }
    }

    /// As the layouts of the press print it.
    fn in_pdf(self) -> Fate {
        match self {
            Field::Corrections => Fate::At("boxes at the end"),
            Field::Headline => Fate::At("headline, document title"),
            Field::Kicker => Fate::At("kicker"),
            Field::Deck => Fate::At("deck"),
            Field::Bylines => Fate::At("byline"),
            Field::Slugline | Field::Desk => Fate::At("folio line"),
            Field::Language => Fate::At("document language, hyphenation"),
            Field::House => Fate::At("folio line, how lines are printed"),
            Field::Editor
            | Field::Source
            | Field::Outlet
            | Field::Place
            | Field::Date
            | Field::Rights
            | Field::SignOff => Fate::AsPrinted,
            Field::Modified => Fate::At("document date"),
            Field::Id
            | Field::Revision
            | Field::Stage
            | Field::Created
            | Field::Published
            | Field::Tags
            | Field::Topics
            | Field::Urgency
            | Field::Embargo
            | Field::Note
            | Field::Target => Fate::Stays,
        }
    }

    /// The whole story, by its own names.
    fn in_record(self, kind: Kind) -> Fate {
        match self {
            Field::Published => Fate::Stays,
            _ if kind == Kind::Story => Fate::At("by its own name, and comes back"),
            _ => Fate::At("by its own name"),
        }
    }
}

/// The table as a page of Markdown, a line a field, a column a form.
pub fn page() -> String {
    let mut page = String::from(
        "# What becomes of each field in each form\n\n\
         Written by a test from `src/fate.rs`; another test holds it to the writers. “as printed”: where the house prints it, in\n\
         dateline or credit line. “–”: it stays in the newsroom. What becomes of blocks is in `blocks.md`.\n\n| field |",
    );
    for kind in Kind::ALL {
        page.extend([" ", kind.name(), " |"]);
    }
    page.push_str("\n| --- |");
    page.push_str(&" --- |".repeat(Kind::ALL.len()));
    for field in Field::ALL {
        let fates = Kind::ALL.map(|kind| match field.fate(kind) {
            Fate::At(place) => place,
            Fate::AsPrinted => "as printed",
            Fate::Stays => "–",
        });
        page.push_str(&format!("\n| {field:?} | {} |", fates.join(" | ")));
    }
    page.push('\n');
    page
}
