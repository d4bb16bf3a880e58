use crate::{Code, Failure, Newsroom, Shown, StoryEdit, export::form::gathers, save::name_of};
use base64::{Engine, prelude::BASE64_STANDARD};
use layouts::{Layout, Page, View};
use serde::{Deserialize, Serialize};
use story::{
    Body, Story,
    body::{CropFormat, Image},
    layout::OptionValues,
};

/// How the window reaches the media folder: its own scheme, which Windows' webview knows only as a host.
const MEDIA: &str = if cfg!(windows) { "http://media.localhost/" } else { "media://localhost/" };

/// The most stories that a page shows.
const MOST: usize = 40;

/// The width of pictures in a layout that has none of its own, in pixels.
const WIDTH: u32 = 1280;

/// How a page is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PageWish {
    /// As on a reader's dark screen.
    pub dark: bool,
    /// What was chosen of the layout's options, by id.
    pub options: OptionValues,
    /// The stories of a layout that shows several, in order; the open one alone where none is named.
    pub stories: Vec<String>,
}

/// How a page reaches its pictures.
#[derive(Clone, Copy)]
pub(crate) enum Pictures {
    /// Through the window's own scheme.
    Window,
    /// They are in it.
    Inside,
}

impl Newsroom {
    /// What readers will see of what the editor holds: a whole page without scripts. The open story is never read from
    /// disk, so the page never shows an older text than the one being typed. `today` is `2026-11-25`.
    pub fn preview(&self, layout: &str, edit: &StoryEdit, wish: &PageWish, today: &str) -> Result<String, Failure> {
        self.page(layout, self.edited(edit)?, wish, today, Pictures::Window)
    }

    /// The story that the editor holds, with what was said of it after it had left.
    pub(crate) fn edited(&self, edit: &StoryEdit) -> Result<Story, Failure> {
        let body = Body::from_json(&edit.body).map_err(|fault| {
            Failure::new(Code::BodyUnreadable, name_of(&edit.fields, &edit.id), fault.to_string(), None)
        })?;
        let corrections = self.store().corrections(&edit.id).map_err(|error| self.failed(&error))?;
        Ok(Story { corrections, ..self.as_edited(edit, body, "") })
    }

    /// The same of a story as it is kept, as a page that stands by itself: its pictures are in it.
    pub fn layout_page(&self, id: &str, layout: &str, wish: &PageWish, today: &str) -> Result<String, Failure> {
        self.page(layout, self.existing(id)?, wish, today, Pictures::Inside)
    }

    fn page(
        &self,
        layout: &str,
        story: Story,
        wish: &PageWish,
        today: &str,
        pictures: Pictures,
    ) -> Result<String, Failure> {
        let layout = self.page_layout(layout)?;
        let gathers = gathers(layout.info.kind);
        let stories = if gathers { self.gathered(story, &wish.stories)? } else { vec![story] };
        self.page_of(&layout, stories, wish, today, pictures)
    }

    /// These stories as a layout shows them.
    pub(crate) fn page_of(
        &self,
        layout: &Layout,
        stories: Vec<Story>,
        wish: &PageWish,
        today: &str,
        pictures: Pictures,
    ) -> Result<String, Failure> {
        let stories: Vec<Story> = stories.into_iter().map(|story| self.outward(story)).collect::<Result<_, _>>()?;
        let stories: Vec<_> = stories.iter().map(|story| (story, self.house_of(&story.fields))).collect();
        let options = layout.info.values(&wish.options).map_err(layouts::Error::from)?;
        let media_href = |image: &Image, shape: Option<CropFormat>| self.picture_href(layout, image, shape, pictures);
        let view = View::of(&Page {
            layout: &layout.info,
            stories: &stories,
            options: &options,
            dark: wish.dark,
            today,
            media_href: &media_href,
        });
        Ok(layout.render(&view)?)
    }

    /// The stories that were named, the open one as it is now.
    fn gathered(&self, open: Story, ids: &[String]) -> Result<Vec<Story>, Failure> {
        if ids.is_empty() {
            return Ok(vec![open]);
        }
        ids.iter().take(MOST).map(|id| if *id == open.id { Ok(open.clone()) } else { self.existing(id) }).collect()
    }

    fn picture_href(&self, layout: &Layout, image: &Image, shape: Option<CropFormat>, pictures: Pictures) -> String {
        let part = shape.and_then(|shape| self.part_of(image, shape));
        let width = if layout.info.width == 0 { WIDTH } else { layout.info.width };
        match pictures {
            Pictures::Window => {
                let part = part.map_or_else(String::new, |[x, y, wide, high]| format!("&part={x},{y},{wide},{high}"));
                format!("{MEDIA}{}?w={width}{part}", image.src)
            }
            Pictures::Inside => match self.shown_picture(&image.src, Shown { width: Some(width), part }) {
                Ok(file) => format!("data:{};base64,{}", file.media_type, BASE64_STANDARD.encode(&file.bytes)),
                // A page with a gap where a picture is missing says more than no page.
                Err(_) => "data:,".to_owned(),
            },
        }
    }
}
