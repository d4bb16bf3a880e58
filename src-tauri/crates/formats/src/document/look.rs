/// What a line is: the name of its style in every form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Kicker,
    Title,
    Subtitle,
    Byline,
    Normal,
    Heading2,
    Heading3,
    Quote,
    PullQuote,
    Attribution,
    ListBullet,
    ListNumber,
    ListContinue,
    Picture,
    Caption,
    FactTitle,
    FactText,
    TimelineDate,
    TimelineText,
    TableHead,
    TableText,
    Related,
    Embed,
    Credit,
    Rights,
}

impl Style {
    pub(crate) const ALL: [Style; 25] = [
        Style::Kicker,
        Style::Title,
        Style::Subtitle,
        Style::Byline,
        Style::Normal,
        Style::Heading2,
        Style::Heading3,
        Style::Quote,
        Style::PullQuote,
        Style::Attribution,
        Style::ListBullet,
        Style::ListNumber,
        Style::ListContinue,
        Style::Picture,
        Style::Caption,
        Style::FactTitle,
        Style::FactText,
        Style::TimelineDate,
        Style::TimelineText,
        Style::TableHead,
        Style::TableText,
        Style::Related,
        Style::Embed,
        Style::Credit,
        Style::Rights,
    ];

    /// Its name in a program's list of styles; those that Word and LibreOffice know by themselves have their names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Style::Kicker => "Kicker",
            Style::Title => "Title",
            Style::Subtitle => "Subtitle",
            Style::Byline => "Byline",
            Style::Normal => "Normal",
            Style::Heading2 => "Heading 2",
            Style::Heading3 => "Heading 3",
            Style::Quote => "Quote",
            Style::PullQuote => "Pull Quote",
            Style::Attribution => "Attribution",
            Style::ListBullet => "List Bullet",
            Style::ListNumber => "List Number",
            Style::ListContinue => "List Continue",
            Style::Picture => "Picture",
            Style::Caption => "Caption",
            Style::FactTitle => "Fact Title",
            Style::FactText => "Fact Text",
            Style::TimelineDate => "Timeline Date",
            Style::TimelineText => "Timeline Text",
            Style::TableHead => "Table Head",
            Style::TableText => "Table Text",
            Style::Related => "Related",
            Style::Embed => "Embed",
            Style::Credit => "Credit",
            Style::Rights => "Rights",
        }
    }

    /// The same in one word, by which files refer to it.
    pub(crate) fn id(self) -> String {
        self.name().replace(' ', "")
    }

    /// Whether it is running copy, in front of which a dateline stands.
    pub(super) fn is_copy(self) -> bool {
        matches!(self, Style::Normal | Style::Quote | Style::ListBullet | Style::ListNumber | Style::ListContinue)
    }
}

/// What a line looks like, its place in a list included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    pub style: Style,
    pub list: Option<List>,
    /// Whether it is in a box, a table, or anything else that is set apart from the copy.
    pub apart: bool,
}

impl Shape {
    pub(crate) fn of(style: Style) -> Self {
        Self { style, list: None, apart: false }
    }

    /// Whether a reader sees the same, whichever list it is that it belongs to.
    pub(super) fn is_like(&self, other: &Shape) -> bool {
        self.seen() == other.seen()
    }

    /// What a reader sees of it, to be compared.
    pub(super) fn told(&self) -> String {
        format!("{:?}", self.seen())
    }

    fn seen(&self) -> (Style, Option<(bool, u8, u32)>) {
        (self.style, self.list.map(|list| (list.ordered, list.depth, list.start)))
    }
}

/// The place of a line in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct List {
    /// The same for all lines of a list, and for no other list of the document.
    pub id: u32,
    pub ordered: bool,
    /// The number of the first item.
    pub start: u32,
    /// 0 for a list that is in no other.
    pub depth: u8,
    /// Whether the line is of the list's first item.
    pub first: bool,
}
