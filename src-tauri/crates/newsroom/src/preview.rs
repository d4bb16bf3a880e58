use crate::{Code, Failure, LayoutInfo, Newsroom, StoryEdit, save::name_of};
use story::{Body, Story, body::Image};

/// How the window reaches the media folder: its own scheme, which Windows' webview knows only as a host.
const MEDIA: &str = if cfg!(windows) { "http://media.localhost/" } else { "media://localhost/" };

impl Newsroom {
    /// The layouts at hand: pages of the web, then those of the press.
    pub fn layouts(&self) -> Vec<LayoutInfo> {
        layouts::list().into_iter().chain(self.press_infos()).collect()
    }

    /// What readers will see of what the editor holds: a whole page without scripts. Nothing is read from disk, so the
    /// page never shows an older text than the one being typed.
    pub fn preview(&self, layout: &str, edit: &StoryEdit, dark: bool) -> Result<String, Failure> {
        let story = self.edited(edit)?;
        let info = layouts::list().into_iter().find(|info| info.id == layout);
        let media_href = |image: &Image| {
            let Some(info) = &info else { return format!("{MEDIA}{}", image.src) };
            let part = info.crop.and_then(|format| self.part_of(image, format));
            let part = part.map_or_else(String::new, |[x, y, width, height]| format!("&part={x},{y},{width},{height}"));
            format!("{MEDIA}{}?w={}{part}", image.src, info.width)
        };
        let options = layouts::Options { dark, media_href: &media_href };
        Ok(layouts::render(layout, &layouts::View::of(&story, self.house_of(&edit.fields), &options))?)
    }

    /// The story that the editor holds, which nothing has been said about yet.
    pub(crate) fn edited(&self, edit: &StoryEdit) -> Result<Story, Failure> {
        let body = Body::from_json(&edit.body).map_err(|fault| {
            Failure::new(Code::BodyUnreadable, name_of(&edit.fields, &edit.id), fault.to_string(), None)
        })?;
        Ok(self.as_edited(edit, body, ""))
    }
}
