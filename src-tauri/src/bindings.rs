//! The typed boundary, listed once: from here Tauri learns the commands, and `ui/src/ipc/bindings.ts` is written.

use crate::{
    commands::{
        clipboard, corrections, desktop, export, find, import, listing, merge, newsroom, notes, preview, repair,
        rescue, spelling, story, versions,
    },
    events::{Health, Journal},
    window,
};
use tauri_specta::{Builder, collect_commands, collect_events};

/// Every command and every event.
pub fn boundary() -> Builder<tauri::Wry> {
    Builder::new()
        // An absent value is null both ways, so a type is one type and not two.
        .disable_serde_phases()
        .commands(collect_commands![
            newsroom::newsroom_info,
            newsroom::open_newsroom,
            newsroom::create_newsroom,
            newsroom::add_sample,
            newsroom::setting,
            newsroom::set_setting,
            listing::navigation,
            listing::list_stories,
            listing::search_stories,
            listing::search_facets,
            listing::complete,
            listing::complete_place,
            listing::heads,
            listing::topics,
            listing::topics_of,
            story::new_story,
            story::open_story,
            story::save_story,
            story::undo_history,
            story::keep_undo_history,
            story::move_to,
            story::spike,
            story::restore,
            story::undo,
            story::undo_last_move,
            story::suggestions,
            story::read_copy,
            story::print_lines,
            spelling::check_spelling,
            spelling::suggest_spelling,
            spelling::words,
            spelling::teach_word,
            spelling::forget_word,
            find::find_in_story,
            find::pattern_fault,
            find::markers_in_story,
            find::preview_replace,
            find::replace_in_stories,
            find::cancel_replace,
            story::fields_in_house,
            import::import_files,
            import::cancel_import,
            story::add_picture,
            story::picture_facts,
            clipboard::clipboard_html,
            clipboard::clipboard_rtf,
            clipboard::copy_text,
            clipboard::add_clipboard_picture,
            clipboard::add_picture_bytes,
            desktop::screen_reader,
            rescue::keep_rescue_copy,
            rescue::drop_rescue_copy,
            rescue::save_rescue_copy,
            rescue::bring_back,
            versions::versions,
            versions::version,
            versions::take_version,
            versions::keep_version,
            versions::end_session,
            versions::compare_versions,
            merge::merge_story,
            merge::merge_version,
            merge::save_merged,
            notes::notes,
            notes::add_note,
            notes::resolve_note,
            notes::delete_note,
            preview::layouts,
            preview::preview,
            preview::duplicate_layout,
            preview::show_layout_folder,
            preview::spread,
            preview::save_preview,
            preview::print_preview,
            export::export_stories,
            export::cancel_export,
            export::export_folder,
            export::gates,
            export::profiles,
            export::keep_profile,
            export::remove_profile,
            export::exported_text,
            export::show_folder,
            corrections::correction_desk,
            corrections::correct,
            corrections::take_correction_back,
            corrections::story_exports,
            corrections::exports_due,
            corrections::export_again,
            repair::back_up,
            repair::shut_damaged,
            repair::examine_damaged,
            repair::salvage_damaged,
            repair::restore_backup,
            repair::cancel_repair,
            window::close_window,
            window::stay_open,
        ])
        .events(collect_events![Journal, Health])
}

#[cfg(test)]
mod tests {
    use super::boundary;
    use std::{fs, path::Path};

    /// `UPDATE=1 cargo test -p redaksi bindings` (or `cargo xtask bindings`) writes the file anew.
    #[test]
    fn the_bindings_in_the_interface_are_current() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc/bindings.ts");
        let folder = tempfile::tempdir().expect("a folder");
        let fresh = folder.path().join("bindings.ts");
        let language = specta_typescript::Typescript::default();
        boundary().export(language, &fresh).expect("the boundary is written as TypeScript");
        let text = fs::read_to_string(&fresh).expect("what was just written");
        if std::env::var_os("UPDATE").is_some() {
            #[expect(
                clippy::disallowed_methods,
                reason = "a generated file of the source tree, not a document of the user's"
            )]
            fs::write(&committed, &text).expect("ui/src/ipc is there");
        }
        let kept = fs::read_to_string(&committed).unwrap_or_default();
        assert!(kept == text, "ui/src/ipc/bindings.ts is not current; run `cargo xtask bindings`");
    }
}
