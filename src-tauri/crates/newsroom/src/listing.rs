use crate::{CompletionKind, Facets, Failure, ListQuery, ListRow, Navigation, Newsroom, Page, SearchPage};

impl Newsroom {
    /// One page of stories of a stage or desk.
    pub fn list(&self, query: &ListQuery) -> Result<Page, Failure> {
        self.store().page(query).map_err(|error| self.failed(&error))
    }

    /// One page of what a search finds, best first. Any text is a query.
    pub fn search(&self, query: &str, limit: u32, offset: u32) -> Result<SearchPage, Failure> {
        self.store().search(query, limit, offset).map_err(|error| self.failed(&error))
    }

    /// How many stories a search finds, and how they are spread over sources, desks, tags and years; null where another search
    /// was begun before that was known.
    pub fn search_facets(&self, query: &str) -> Result<Option<Facets>, Failure> {
        self.store().facets(query).map_err(|error| self.failed(&error))
    }

    /// The stages and desks with their counts.
    pub fn navigation(&self) -> Result<Navigation, Failure> {
        self.store().navigation().map_err(|error| self.failed(&error))
    }

    /// Values already used in the newsroom that begin with `prefix`, most used first.
    pub fn complete(&self, kind: CompletionKind, prefix: &str, limit: u32) -> Result<Vec<String>, Failure> {
        self.store().complete(kind, prefix, limit).map_err(|error| self.failed(&error))
    }

    /// The rows of these stories, in this order; those that are gone are left out.
    pub fn heads(&self, ids: &[String]) -> Result<Vec<ListRow>, Failure> {
        self.store().heads(ids).map_err(|error| self.failed(&error))
    }
}
