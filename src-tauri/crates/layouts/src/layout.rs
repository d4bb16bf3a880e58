use crate::{Error, View, filters, shipped};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use std::collections::BTreeMap;
use story::layout::{Layout as Info, LayoutFault};

/// The template of a layout that has one of its own.
const OWN: &str = "layout.html";

/// Steps that filling a template may take: a hundred times what the longest shipped one needs, so that a template that
/// goes round in circles ends with a fault and not with a window that waits.
const FUEL: u64 = 2_000_000;

/// A layout with the text of its templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What its `layout.toml` says.
    pub info: Info,
    /// Its `layout.toml`, as it stands.
    pub toml: String,
    /// The templates of its folder by file name.
    pub(crate) files: BTreeMap<String, String>,
}

impl Layout {
    /// Reads the layout of the folder `id` from the text of its files: `layout.toml`, and templates by their names.
    pub fn read(id: &str, toml: &str, files: BTreeMap<String, String>) -> Result<Self, LayoutFault> {
        Ok(Self { info: Info::read(id, toml)?, toml: toml.to_owned(), files })
    }

    /// The text of the template that makes its page.
    pub fn template(&self) -> Result<&str, LayoutFault> {
        let found = match &self.info.template {
            Some(shared) => shipped::template(shared),
            None => self.files.get(OWN).map(String::as_str),
        };
        found.ok_or_else(|| LayoutFault {
            file: format!("{}/layout.toml", self.info.id),
            line: 0,
            detail: format!("there is no template \u{201c}{}\u{201d}", self.info.template.as_deref().unwrap_or(OWN)),
        })
    }

    /// The templates of its folder: file names and texts.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The whole page, as HTML.
    pub fn render(&self, view: &View) -> Result<String, Error> {
        let text = self.template()?;
        let name = self.info.template.clone().unwrap_or_else(|| self.path(OWN));
        let mut environment = Environment::new();
        // A misspelt value is a fault of the template that names its line, not an empty place on the page.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_fuel(Some(FUEL));
        filters::add(&mut environment);
        // Templates of its own folder are included by file name, those that come with Redaksi by folder and name.
        let own = self.files.clone();
        environment
            .set_loader(move |name| Ok(own.get(name).cloned().or_else(|| shipped::template(name).map(str::to_owned))));
        environment
            .template_from_named_str(&name, text)
            .and_then(|template| template.render(view.0.clone()))
            .map_err(|error| self.fault(&name, &error).into())
    }

    fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.info.id)
    }

    /// The innermost place that the template's engine knows: an error in an included file is that file's.
    fn fault(&self, file: &str, error: &minijinja::Error) -> LayoutFault {
        let mut innermost = error;
        let mut next = std::error::Error::source(error);
        while let Some(cause) = next {
            if let Some(cause) = cause.downcast_ref::<minijinja::Error>() {
                innermost = cause;
            }
            next = cause.source();
        }
        let named = innermost.name().unwrap_or(file);
        LayoutFault {
            file: if self.files.contains_key(named) { self.path(named) } else { named.to_owned() },
            line: innermost.line().and_then(|line| u32::try_from(line).ok()).unwrap_or(0),
            detail: match innermost.detail() {
                Some(detail) => format!("{}: {detail}", innermost.kind()),
                None => innermost.kind().to_string(),
            },
        }
    }
}
