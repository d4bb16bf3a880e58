//! Pictures of the real window, for the README and for anyone who wants to look.

use crate::{Stop, root, run, screen::Screen, setup, target, ui};
use std::{fs, path::Path};

/// The README's pictures, in `assets/pictures`, and which of those in `target/screenshots` they are.
const OF_README: [(&str, &str); 2] =
    [("editing-light.png", "editing-light-1440x900.png"), ("preview-dark.png", "preview-dark-1440x900.png")];
/// A page with pictures has to open at once, and a repository keeps every one of them for ever.
const LARGEST: u64 = 400 * 1024;

/// Leaves them in `target/screenshots`, and the README's in `assets/pictures`.
pub fn screenshots() -> Result<(), Stop> {
    setup::everything()?;
    ui::build()?;
    let binaries = run::build("dev")?;
    let screen = Screen::start()?;
    if !crate::child::watched(screen.window_job("screenshots", &binaries)?, |_| ())? {
        return Err(Stop::because("the window could not be pictured; what it said is above"));
    }
    let (taken, shown) = (target().join("screenshots"), root().join("assets/pictures"));
    for (name, picture) in OF_README {
        show(&taken.join(picture), &shown, name)?;
    }
    println!("The pictures are in {}, the README's in {}", taken.display(), shown.display());
    Ok(())
}

fn show(picture: &Path, folder: &Path, name: &str) -> Result<(), Stop> {
    let failed = |error| Stop(format!("{} cannot be shown in the README: {error}", picture.display()));
    let size = fs::metadata(picture).map_err(failed)?.len();
    if size > LARGEST {
        return Err(Stop(format!("{} is too large for the README: {size} bytes of {LARGEST}", picture.display())));
    }
    fs::create_dir_all(folder).map_err(failed)?;
    fs::copy(picture, folder.join(name)).map_err(failed)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, OF_README, show};
    use crate::root;
    use std::fs::{self, File};

    #[test]
    fn the_pictures_that_the_readme_shows_are_those_that_are_made_and_small_enough() {
        let readme = fs::read_to_string(root().join("README.md")).expect("the README");
        let shown: Vec<&str> =
            readme.split("assets/pictures/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert_eq!(shown, OF_README.map(|(name, _)| name));
        for name in shown {
            let file = root().join("assets/pictures").join(name);
            let size = fs::metadata(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())).len();
            assert!(size <= LARGEST, "{name}: {size} bytes");
        }
    }

    #[test]
    fn a_picture_that_is_too_large_is_not_shown() {
        let folder = std::env::temp_dir().join(format!("redaksi-pictures-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let (small, large) = (folder.join("small.png"), folder.join("large.png"));
        #[expect(clippy::disallowed_methods, reason = "a file for this test")]
        fs::write(&small, "picture").expect("a file");
        File::create(&large).and_then(|file| file.set_len(LARGEST + 1)).expect("a file");
        let shown = folder.join("shown");
        assert!(show(&large, &shown, "a.png").is_err());
        assert!(!shown.join("a.png").exists());
        assert!(show(&small, &shown, "a.png").is_ok());
        assert_eq!(fs::read(shown.join("a.png")).expect("the picture"), b"picture");
        fs::remove_dir_all(&folder).expect("the folder");
    }
}
