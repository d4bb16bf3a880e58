//! The window's own typefaces as a style sheet that stands by itself, so that a page is drawn with those it is previewed with.

use base64::{Engine, prelude::BASE64_STANDARD};
use tauri::{AppHandle, Wry};

/// The `@font-face` rules of the interface, with the files that they name inside of them.
pub fn sheet(app: &AppHandle) -> String {
    let assets = app.asset_resolver();
    let names: Vec<String> =
        assets.iter().map(|(name, _)| name.to_string()).filter(|name| name.ends_with(".css")).collect();
    let sheets = names.iter().filter_map(|name| assets.get(name.clone()));
    let sheets: String = sheets.map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned()).collect();
    faces(&sheets, |file| assets_file(&assets, file))
}

fn assets_file(assets: &tauri::AssetResolver<Wry>, address: &str) -> Option<Vec<u8>> {
    // The files of the interface lie in one folder, whatever their rules are relative to.
    let name = address.rsplit('/').next()?;
    assets.get(format!("assets/{name}")).map(|asset| asset.bytes)
}

/// The rules of typefaces in a style sheet; one whose file is not to be had is left out.
fn faces(sheet: &str, file: impl Fn(&str) -> Option<Vec<u8>>) -> String {
    let rules = sheet.split("@font-face").skip(1).filter_map(|rest| {
        let (rule, _) = rest.split_once('}')?;
        let (before, rest) = rule.split_once("url(")?;
        let (address, after) = rest.split_once(')')?;
        let bytes = file(address.trim_matches(['"', '\'']))?;
        let inside = BASE64_STANDARD.encode(bytes);
        Some(format!("@font-face{before}url(data:font/woff2;base64,{inside}){after}}}\n"))
    });
    rules.collect()
}

#[cfg(test)]
mod tests {
    use super::faces;

    #[test]
    fn a_typeface_is_carried_inside_its_rule_and_other_rules_stay_behind() {
        let sheet = "a{color:red}@font-face{font-family:Inter Variable;src:url(/assets/inter-x.woff2) \
                     format(\"woff2-variations\");unicode-range:U+0000-00FF}@font-face{src:url(gone.woff2)}b{top:0}";
        let faces = faces(sheet, |file| (file == "/assets/inter-x.woff2").then(|| b"abc".to_vec()));
        let wanted = "@font-face{font-family:Inter Variable;src:url(data:font/woff2;base64,YWJj) \
                      format(\"woff2-variations\");unicode-range:U+0000-00FF}\n";
        assert_eq!(faces, wanted);
    }
}
