//! What keeps a story from leaving, and somebody who answers for it all the same.

use crate::{Code, Failure, Newsroom, save::name_of};
use checks::Gate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Entry;
use story::Story;

/// Somebody answers for what the gates would keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct GateOverride {
    /// Who answers for it.
    pub by: String,
    /// Why it leaves all the same.
    pub reason: String,
}

/// A story that may not leave for its readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StoryGate {
    /// The story's id.
    pub story: String,
    /// What people call it.
    pub name: String,
    /// What keeps it.
    pub gate: Gate,
}

impl Newsroom {
    /// What keeps stories from their readers: those of these that may not leave, in their order.
    pub fn gates(&self, ids: &[String], now: &str) -> Result<Vec<StoryGate>, Failure> {
        let mut closed = Vec::new();
        for id in ids {
            let story = self.existing(id)?;
            let gate = self.gate_of(&story, now);
            if !gate.is_open() {
                closed.push(StoryGate { story: story.id, name: name_of(&story.fields, id), gate });
            }
        }
        Ok(closed)
    }

    /// An embargo does prevent publishing, and so does what is missing where the house says so. A colleague who is to go on
    /// with a story gets it before its readers do: hand-over files are not asked about.
    pub(crate) fn may_leave(&self, story: &Story, now: &str) -> Result<(), Failure> {
        let gate = self.gate_of(story, now);
        if gate.is_open() {
            return Ok(());
        }
        let name = name_of(&story.fields, &story.id);
        if let Some(held) = &gate.held {
            return Err(Failure::new(Code::Embargoed, name, held.words(), None));
        }
        let missing: Vec<String> = gate.missing.iter().map(code_of).collect();
        Err(Failure::new(Code::NotReady, name, missing.join(", "), None))
    }

    /// Remembers who answered for what.
    pub(crate) fn overrule(
        &self,
        story: &Story,
        GateOverride { by, reason }: &GateOverride,
        entry: Entry<'_>,
    ) -> Result<(), Failure> {
        let gate = self.gate_of(story, entry.at);
        let missing: Vec<String> = gate.missing.iter().filter(|_| gate.missing_blocks).map(code_of).collect();
        let until = gate.held.map(|held| held.until);
        let what = json!({ "override": { "by": by, "reason": reason, "embargo": until, "missing": missing } });
        self.store().record_override(&story.id, &what, entry).map_err(|error| self.failed(&error))
    }

    fn gate_of(&self, story: &Story, now: &str) -> Gate {
        let fields = &story.fields;
        let source = self.houses().all().iter().find(|house| house.name.eq_ignore_ascii_case(fields.source.trim()));
        checks::gate(story, self.house_of(fields), self.house(), source, now)
    }
}

impl GateOverride {
    /// An override without a name or a reason is none.
    pub(crate) fn checked(&self) -> Result<&Self, Failure> {
        let said = |text: &str| !text.trim().is_empty();
        if said(&self.by) && said(&self.reason) {
            return Ok(self);
        }
        Err(Failure::new(Code::FieldValue, "override", "an override says who answers for it, and why", None))
    }
}

fn code_of(finding: &story::Finding) -> String {
    let name = serde_json::to_value(finding.code).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
