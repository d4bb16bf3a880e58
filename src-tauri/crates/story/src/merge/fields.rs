use super::{Conflict, pick};
use crate::{Dateline, Fields};

/// Merges the metadata: lists by element, everything else whole. A field that is new to [`Fields`] does not compile
/// before it has its line here.
pub(super) fn merge(base: &Fields, mine: &Fields, theirs: &Fields) -> (Fields, Vec<Conflict>) {
    let mut merge = Merge { base, mine, theirs, conflicts: Vec::new() };
    let house = merge.text("house", |fields| &fields.house);
    // A form is an index into its house's patterns: it comes with the house.
    let forms = match pick(&base.forms, &mine.forms, &theirs.forms) {
        _ if mine.house != theirs.house => {
            if house == theirs.house {
                theirs.forms
            } else {
                mine.forms
            }
        }
        Some(forms) => *forms,
        None => mine.forms,
    };
    let fields = Fields {
        slugline: merge.text("slugline", |fields| &fields.slugline),
        kicker: merge.text("kicker", |fields| &fields.kicker),
        headline: merge.text("headline", |fields| &fields.headline),
        deck: merge.text("deck", |fields| &fields.deck),
        bylines: merge.list(|fields| &fields.bylines),
        editor: merge.text("editor", |fields| &fields.editor),
        source: merge.text("source", |fields| &fields.source),
        dateline: Dateline {
            outlet: merge.text("outlet", |fields| &fields.dateline.outlet),
            place: merge.text("place", |fields| &fields.dateline.place),
            date: merge.maybe("date", |fields| &fields.dateline.date),
        },
        desk: merge.text("desk", |fields| &fields.desk),
        language: merge.text("language", |fields| &fields.language),
        tags: merge.list(|fields| &fields.tags),
        topics: merge.list(|fields| &fields.topics),
        urgency: merge.maybe("urgency", |fields| &fields.urgency),
        embargo: merge.maybe("embargo", |fields| &fields.embargo),
        rights: merge.text("rights", |fields| &fields.rights),
        note: merge.text("note", |fields| &fields.note),
        sign_off: merge.text("signOff", |fields| &fields.sign_off),
        target: merge.maybe("target", |fields| &fields.target),
        house,
        forms,
    };
    (fields, merge.conflicts)
}

struct Merge<'a> {
    base: &'a Fields,
    mine: &'a Fields,
    theirs: &'a Fields,
    conflicts: Vec<Conflict>,
}

impl<'a> Merge<'a> {
    fn value<T: PartialEq + Clone>(
        &mut self,
        name: &'static str,
        of: impl Fn(&'a Fields) -> T,
        show: impl Fn(&T) -> String,
    ) -> T {
        let (base, mine, theirs) = (of(self.base), of(self.mine), of(self.theirs));
        if let Some(value) = pick(&base, &mine, &theirs) {
            return value.clone();
        }
        self.conflicts.push(Conflict::Field { name, base: show(&base), mine: show(&mine), theirs: show(&theirs) });
        mine
    }

    fn text(&mut self, name: &'static str, of: impl Fn(&Fields) -> &String) -> String {
        self.value(name, |fields| of(fields).clone(), String::clone)
    }

    fn maybe<T: PartialEq + Clone + ToString>(
        &mut self,
        name: &'static str,
        of: impl Fn(&Fields) -> &Option<T>,
    ) -> Option<T> {
        let show = |value: &Option<T>| value.as_ref().map(T::to_string).unwrap_or_default();
        self.value(name, |fields| of(fields).clone(), show)
    }

    /// Mine, less what they took out, and what they put in behind it. Whoever changed only the order has it their way.
    fn list(&self, of: impl Fn(&Fields) -> &Vec<String>) -> Vec<String> {
        let (base, mine, theirs) = (of(self.base), of(self.mine), of(self.theirs));
        if let Some(list) = pick(base, mine, theirs) {
            return list.clone();
        }
        let taken_out = |name: &&String| base.contains(name) && !theirs.contains(name);
        let mut list: Vec<String> = mine.iter().filter(|name| !taken_out(name)).cloned().collect();
        for name in theirs.iter().filter(|name| !base.contains(name)) {
            if !list.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
                list.push(name.clone());
            }
        }
        list
    }
}
