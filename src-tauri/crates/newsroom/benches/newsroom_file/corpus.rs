//! A newsroom's archive, made up: the same stories for the same numbers, on every machine. Words are drawn by Zipf's
//! law, as in real copy, so that a search for two words meets common and rare ones in their true proportion.

use story::{Body, Dateline, Fields, RelatedLink, Stage, Story, body::Block};

/// What stands at the top of any Indonesian word count.
const COMMON: [&str; 48] = [
    "yang",
    "di",
    "dan",
    "ini",
    "untuk",
    "dengan",
    "dari",
    "pada",
    "itu",
    "tidak",
    "akan",
    "dalam",
    "ke",
    "juga",
    "ada",
    "oleh",
    "tersebut",
    "tahun",
    "mengatakan",
    "menjadi",
    "sebagai",
    "telah",
    "bisa",
    "karena",
    "kami",
    "para",
    "atas",
    "saat",
    "lebih",
    "kata",
    "sudah",
    "pemerintah",
    "indonesia",
    "dia",
    "harga",
    "negara",
    "presiden",
    "orang",
    "hingga",
    "bahwa",
    "rupiah",
    "persen",
    "masih",
    "secara",
    "menteri",
    "antara",
    "perusahaan",
    "pasar",
];
const ONSETS: [&str; 20] =
    ["b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "ng", "ny", "tr", "pr", "st"];
const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
const CODAS: [&str; 8] = ["", "", "", "", "n", "r", "s", "k"];
/// Roots come in the forms in which copy has them: stems have something to do.
const FORMS: [(&str, &str); 8] =
    [("", ""), ("", ""), ("", "nya"), ("di", "kan"), ("ber", ""), ("ke", "an"), ("peng", "an"), ("", "i")];

const VOCABULARY: usize = 60_000;
const PEOPLE: usize = 600;
const TAGS: usize = 3_000;
const PLACES: usize = 80;
const SOURCES: [&str; 8] = ["Reuters", "AP", "Antara", "Bloomberg", "AFP", "Xinhua", "Kyodo", "Dow Jones"];
const DESKS: [&str; 7] = ["Internasional", "Nasional", "Keuangan", "Industri", "Investasi", "Olahraga", "Gaya Hidup"];

/// 2011-01-01T00:00:00Z; the archive goes on from there to [`LAST`], however many stories it has.
const FIRST: i64 = 1_293_840_000;
const LAST: i64 = 1_764_028_800;

/// The words of an archive, and how often each is written.
pub struct Corpus {
    stories: u32,
    words: Vec<String>,
    by_use: Zipf,
    people: Vec<String>,
    tags: Vec<String>,
    tags_by_use: Zipf,
    places: Vec<String>,
}

impl Corpus {
    pub fn of(stories: u32) -> Self {
        let mut random = Random(7);
        let words: Vec<String> = COMMON
            .into_iter()
            .map(str::to_owned)
            .chain(std::iter::repeat_with(|| word(&mut random)))
            .take(VOCABULARY)
            .collect();
        let named = |random: &mut Random, parts: usize| {
            let parts: Vec<String> = (0..parts).map(|_| capital(&root(random))).collect();
            parts.join(" ")
        };
        let people = (0..PEOPLE).map(|_| named(&mut random, 2)).collect();
        let tags = (0..TAGS).map(|number| if number % 3 == 0 { named(&mut random, 2) } else { root(&mut random) });
        let tags = tags.collect();
        let places = (0..PLACES).map(|_| root(&mut random).to_uppercase()).collect();
        Self { stories, words, by_use: Zipf::of(VOCABULARY), people, tags, tags_by_use: Zipf::of(TAGS), places }
    }

    /// Story `number` of the archive, counted from 0, the oldest. About 350 words.
    pub fn story(&self, number: u32) -> Story {
        let mut random = Random(u64::from(number) + 1_000);
        let words = 200 + random.below(300);
        self.story_of(number, self.time_of(number), words, &mut random)
    }

    /// A story of `words` words that comes after all others; `salt` tells it from others such.
    pub fn new_story(&self, words: usize, salt: u32) -> Story {
        let mut random = Random(u64::from(salt) + 90_000_000);
        let story = self.story_of(self.stories + salt, LAST + i64::from(salt), words, &mut random);
        Story { stage: Stage::Draft, ..story }
    }

    /// Words as people search for them: common ones most often.
    pub fn queries(&self, count: usize, words: usize) -> Vec<String> {
        let mut random = Random(77);
        let query = |random: &mut Random| {
            let words: Vec<&str> = (0..words).map(|_| self.word(random)).collect();
            words.join(" ")
        };
        (0..count).map(|_| query(&mut random)).collect()
    }

    /// The stories of an archive are spread evenly over its years. Unix seconds.
    fn time_of(&self, number: u32) -> i64 {
        FIRST + (LAST - FIRST) * i64::from(number) / i64::from(self.stories.max(1))
    }

    fn story_of(&self, number: u32, seconds: i64, words: usize, random: &mut Random) -> Story {
        let at = time(seconds);
        let byline = self.pick(&self.people, random);
        let mut tags: Vec<String> =
            (0..1 + random.below(5)).map(|_| self.tags[self.tags_by_use.draw(random)].clone()).collect();
        tags.sort();
        tags.dedup();
        let fields = Fields {
            slugline: format!("{}/{}", self.word(random).to_uppercase(), self.word(random).to_uppercase()),
            headline: capital(&self.sentence(random, 8)),
            deck: if random.below(2) == 0 { capital(&self.sentence(random, 16)) } else { String::new() },
            bylines: vec![byline],
            editor: self.pick(&self.people, random),
            source: SOURCES[random.below(SOURCES.len())].to_owned(),
            dateline: Dateline {
                outlet: "KONTAN.CO.ID".to_owned(),
                place: self.pick(&self.places, random),
                date: None,
            },
            desk: DESKS[random.below(DESKS.len())].to_owned(),
            language: "id".to_owned(),
            tags,
            house: "kontan".to_owned(),
            ..Fields::default()
        };
        let stage = match random.below(100) {
            0..=1 => Stage::Spiked,
            2..=4 => Stage::Draft,
            5 => Stage::Review,
            6 => Stage::Ready,
            _ => Stage::Exported,
        };
        let body = self.body(random, words, number);
        let (id, created, modified) = (id(seconds, number), at.clone(), at);
        Story { id, fields, stage, body, revision: 1, created, modified, corrections: Vec::new() }
    }

    fn body(&self, random: &mut Random, words: usize, number: u32) -> Body {
        let mut blocks = Vec::new();
        let mut written = 0;
        while written < words {
            let (one, other) = (12 + random.below(10), 8 + random.below(14));
            let name = self.pick(&self.people, random);
            let (first, second) = (capital(&self.sentence(random, one)), capital(&self.sentence(random, other)));
            blocks.push(Block::paragraph(&format!("{first}, kata {name}. {second}.")));
            written += one + other + 3;
            if blocks.len() == 5 && number > 10 && random.below(3) == 0 {
                let target = number - 1 - u32::try_from(random.below(10)).unwrap_or(0);
                let link = RelatedLink {
                    title: capital(&self.sentence(random, 7)),
                    story_id: Some(id(self.time_of(target), target)),
                    url: None,
                };
                blocks.push(Block::RelatedLink { attrs: link });
            }
        }
        Body::new(blocks).unwrap_or_default()
    }

    fn sentence(&self, random: &mut Random, words: usize) -> String {
        let words: Vec<&str> = (0..words).map(|_| self.word(random)).collect();
        words.join(" ")
    }

    fn word(&self, random: &mut Random) -> &str {
        &self.words[self.by_use.draw(random)]
    }

    fn pick(&self, names: &[String], random: &mut Random) -> String {
        names[random.below(names.len())].clone()
    }
}

fn word(random: &mut Random) -> String {
    let (before, after) = FORMS[random.below(FORMS.len())];
    format!("{before}{}{after}", root(random))
}

fn root(random: &mut Random) -> String {
    let mut root = String::new();
    for _ in 0..2 + usize::from(random.below(5) == 0) {
        root.push_str(ONSETS[random.below(ONSETS.len())]);
        root.push_str(VOWELS[random.below(VOWELS.len())]);
        root.push_str(CODAS[random.below(CODAS.len())]);
    }
    root
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// UUIDv7 of a time; the number makes it the only one.
fn id(seconds: i64, number: u32) -> String {
    let millis = seconds * 1_000;
    format!("{:08x}-{:04x}-7000-8000-{number:012x}", millis >> 16, millis & 0xffff)
}

fn time(seconds: i64) -> String {
    chrono::DateTime::from_timestamp(seconds, 0)
        .map(|time| time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true))
        .unwrap_or_default()
}

/// The n-th most common of `len` things is used about 1/n as often as the first (Zipf, with Mandelbrot's offset).
struct Zipf {
    sums: Vec<f64>,
}

impl Zipf {
    fn of(len: usize) -> Self {
        let mut sum = 0.0;
        let sums = (0..len).map(|rank| {
            #[expect(clippy::cast_precision_loss, reason = "ranks are small")]
            let share = 1.0 / (rank as f64 + 2.7);
            sum += share;
            sum
        });
        Self { sums: sums.collect() }
    }

    fn draw(&self, random: &mut Random) -> usize {
        let at = random.part() * self.sums.last().copied().unwrap_or(0.0);
        self.sums.partition_point(|sum| *sum < at).min(self.sums.len() - 1)
    }
}

/// SplitMix64: one number after another, the same ones for the same beginning.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        #[expect(clippy::cast_possible_truncation, reason = "smaller than `end`")]
        let number = (self.next() % end as u64) as usize;
        number
    }

    /// From 0 to 1.
    fn part(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits are what a float holds")]
        let number = (self.next() >> 11) as f64;
        number / (1_u64 << 53) as f64
    }
}
