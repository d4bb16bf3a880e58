//! What a file of an export is: a form that `formats` writes, or stories as a layout shows them.

use crate::{Failure, Newsroom, PageWish, export::unknown, file_name::plain};
use formats::Kind;
use serde::{Deserialize, Serialize};
use story::layout::{Layout, LayoutKind};

/// A layout that stories leave in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportLayout {
    /// Its id: the name of its folder.
    pub layout: String,
    /// How it is wanted. The stories of a layout that shows several are those of the export.
    pub wish: PageWish,
}

/// What a file of an export is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// A form that `formats` writes, or the press for it.
    Kind(Kind),
    /// A layout, by its id.
    Layout { layout: String, kind: LayoutKind, shape: Shape },
}

/// In which shape a layout leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Html,
    Svg,
    Png,
    Pdf,
}

impl Shape {
    pub(crate) const ALL: [Self; 4] = [Self::Html, Self::Svg, Self::Png, Self::Pdf];

    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    pub(crate) fn of_suffix(suffix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.suffix().eq_ignore_ascii_case(suffix))
    }
}

impl Form {
    /// Its name in the record of exports: `ninjs`, or `web-phone.html`. No name of a kind has a full stop.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Kind(kind) => kind.name().to_owned(),
            Self::Layout { layout, shape, .. } => format!("{layout}.{}", shape.suffix()),
        }
    }

    /// What its files end in, without the first stop. No two forms of one export have the same: they leave side by side.
    pub(crate) fn suffix(&self) -> String {
        match self {
            Self::Kind(kind) => kind.suffix().to_owned(),
            Self::Layout { layout, shape, .. } => format!("{}.{}", plain(layout), shape.suffix()),
        }
    }

    /// Whether several stories that leave at once are one file.
    pub(crate) fn gathers(&self) -> bool {
        match self {
            Self::Kind(kind) => kind.gathers(),
            Self::Layout { kind, .. } => gathers(*kind),
        }
    }

    /// Whether it goes to readers, and not to a colleague who goes on with the story.
    pub(crate) fn is_for_readers(&self) -> bool {
        *self != Self::Kind(Kind::Story)
    }

    /// Whether notes and suggestions can be in it.
    pub(crate) fn shows_review(&self) -> bool {
        matches!(self, Self::Kind(kind) if kind.shows_review())
    }
}

/// Whether a layout shows several stories.
pub(crate) fn gathers(kind: LayoutKind) -> bool {
    matches!(kind, LayoutKind::Collection | LayoutKind::Newsletter)
}

impl Newsroom {
    /// What the `layout.toml` of a layout says, whoever makes its pages.
    pub(crate) fn layout_info(&self, id: &str) -> Result<Layout, Failure> {
        Ok(self.layout(id)?.info().clone())
    }

    /// A layout as it leaves: pages of the web as HTML, cards as PNG, pages of a paper as PDF; in another shape where one is
    /// asked for.
    pub(crate) fn layout_form(&self, id: &str, shape: Option<Shape>) -> Result<Form, Failure> {
        let kind = self.layout_info(id)?.kind;
        let usual = match kind {
            LayoutKind::Print => Shape::Pdf,
            LayoutKind::Card => Shape::Png,
            _ => Shape::Html,
        };
        Ok(Form::Layout { layout: id.to_owned(), kind, shape: shape.unwrap_or(usual) })
    }

    /// The form of that name in the record of exports.
    pub(crate) fn form(&self, name: &str) -> Result<Form, Failure> {
        match name.rsplit_once('.') {
            Some((layout, suffix)) => {
                let shape = Shape::of_suffix(suffix).ok_or_else(|| unknown(name, "no layout leaves in this shape"))?;
                self.layout_form(layout, Some(shape))
            }
            None => {
                Ok(Form::Kind(name.parse().map_err(|error: formats::UnknownKind| unknown(name, &error.to_string()))?))
            }
        }
    }

    /// What an export is asked for, each form once.
    pub(crate) fn forms(&self, kinds: &[String], layouts: &[ExportLayout]) -> Result<Vec<Form>, Failure> {
        let kinds = kinds.iter().map(|name| {
            let kind: Result<Kind, _> = name.parse();
            Ok(Form::Kind(kind.map_err(|error| unknown(name, &error.to_string()))?))
        });
        let layouts = layouts.iter().map(|one| self.layout_form(&one.layout, None));
        let mut forms: Vec<Form> = Vec::new();
        for form in kinds.chain(layouts) {
            let form = form?;
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        Ok(forms)
    }
}
