//! SIGKILL at 200 moments of a typing run. The run is a process of its own that does what the window does: one thread
//! types a script and decides by the saver's rule, another saves, one text at a time. Its numbers are read from the
//! saver's own source. It says what it does before and after it does it, and what it said is held against the disk.

use crate::desk::{Desk, EDITOR, LATER, NOW, edit_of, paragraph};
use newsroom::{Kept, Newsroom, StoryEdit};
use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// How often a process is killed.
const KILLS: u32 = 200;
/// Side by side, each on a newsroom of its own: most of a typing run is waiting.
const LANES: u32 = 20;
/// Milliseconds beyond the saver's second that may be lost while saves are slow: "about a second" is no more than half as
/// much again.
const SLACK_MOST: u64 = 500;
/// So many times as many runs are made where the machine is too slow for some of them.
const PATIENCE: u32 = 4;
const SAVER: &str = include_str!("../../../../../ui/src/newsroom/saver.ts");
const PATH: &str = "REDAKSI_TEST_KILLED_NEWSROOM";
const STORY: &str = "REDAKSI_TEST_KILLED_STORY";
const SEED: &str = "REDAKSI_TEST_KILLED_SEED";

/// Milliseconds that the saver's source gives to a name.
fn rule(name: &str) -> u64 {
    let (_, after) = SAVER.split_once(&format!("export const {name} = ")).unwrap();
    after[..after.find(';').unwrap()].parse().unwrap()
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// The text after so many keys: every state of a run is another.
fn typed(keys: usize) -> String {
    "Presiden tiba di Moskow pada Rabu malam dan disambut hujan. ".chars().cycle().take(keys).collect()
}

/// What a run said of one step: what, how many keys, when by its own clock.
type Said = (String, usize, u64);

#[test]
fn of_200_kills_none_loses_what_was_saved_nor_more_than_the_last_second() {
    thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|lane| scope.spawn(move || run_lane(lane))).collect();
        let kills: u32 = lanes.into_iter().map(|lane| lane.join().unwrap()).sum();
        assert_eq!(kills, KILLS);
    });
}

/// Kills one run after another on one newsroom; how many, less those in which the machine was too slow to tell how much is
/// at risk. These are made up for, up to a bound.
fn run_lane(lane: u32) -> u32 {
    let desk = Desk::new();
    let id = desk.story("XI/MOSKOW", "").id;
    let path = desk.newsroom.path().to_owned();
    let Desk { folder: _folder, newsroom } = desk;
    drop(newsroom);
    let mut dice = Dice(u64::from(lane));
    let mut told = 0;
    for round in 0..PATIENCE * KILLS / LANES {
        if told == KILLS / LANES {
            break;
        }
        let said = type_until_killed(&path, &id, &mut dice);
        let newsroom = Newsroom::open(&path).unwrap();
        let story = newsroom.open_story(&id, LATER).unwrap();
        told += u32::from(assert_survived(&story.body, &said, &format!("lane {lane}, round {round}")));
        assert_eq!(newsroom.verify().unwrap().faults, [], "lane {lane}, round {round}");
        let beside = story.kept_beside.len();
        assert_eq!(beside, 0, "nobody else was at the desk");
        // The next run begins with an empty page.
        newsroom.save(&StoryEdit { body: paragraph(""), ..edit_of(&story) }, NOW, EDITOR).unwrap();
    }
    assert_eq!(told, KILLS / LANES, "lane {lane}: the machine is too slow to tell what is at risk");
    told
}

/// Whether the machine was fast enough for the run to tell how much is at risk: what was said to be saved must be there in
/// any case.
fn assert_survived(body: &str, said: &[Said], what: &str) -> bool {
    let last_typed = said.iter().filter(|(step, ..)| step == "typed").map(|(_, keys, _)| *keys).max().unwrap_or(0);
    // A key may have been typed and not said any more.
    let kept = (0..=last_typed + 1).find(|keys| paragraph(&typed(*keys)) == body);
    let kept = kept.unwrap_or_else(|| panic!("{what}: what is on disk was never typed: {body}"));
    let saved = said.iter().filter(|(step, ..)| step == "saved").map(|(_, keys, _)| *keys).max().unwrap_or(0);
    assert!(kept >= saved, "{what}: {saved} keys were said to be saved, {kept} are on disk");

    let Some((.., first_lost)) = said.iter().find(|(step, keys, _)| step == "typed" && *keys > kept) else {
        return true;
    };
    let (.., end) = said.last().unwrap();
    // A save takes its time: the one in flight, and the one that the lost keys waited for.
    let mut slowest = 0;
    for (at, (step, keys, sent)) in said.iter().enumerate() {
        if step == "sending" {
            let answered = said[at..].iter().find(|(step, saved, _)| step == "saved" && saved == keys);
            slowest = slowest.max(answered.map_or(*end, |(.., answered)| *answered) - sent);
        }
    }
    // While the machine stands still, keys are neither typed nor saved. Whoever thinks is silent for as long as the saver is.
    let silent = said.windows(2).map(|pair| pair[1].2.saturating_sub(pair[0].2)).max().unwrap_or(0);
    let slack = KEY_MOST + 2 * slowest + silent.saturating_sub(rule("QUIET") + KEY_MOST);
    let lost = end - first_lost;
    let most = rule("LONGEST") + slack.min(SLACK_MOST);
    if slack > SLACK_MOST && lost > most {
        println!("{what}: too slow to tell, a save took up to {slowest} ms");
        return false;
    }
    assert!(lost <= most, "{what}: {lost} ms of typing are lost, a save took up to {slowest} ms");
    true
}

/// Starts a run and kills it at a moment: every second time while it types, else in the middle of a save.
fn type_until_killed(path: &PathBuf, id: &str, dice: &mut Dice) -> Vec<Said> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "killing::type_until_killed_by_the_other", "--ignored", "--nocapture"])
        .env(PATH, path)
        .env(STORY, id)
        .env(SEED, dice.below(1 << 32).to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let aims_at_a_save = dice.below(2) == 0;
    let pause = if aims_at_a_save { dice.below(8_000) } else { dice.below(1_800_000) };
    let (heard, hearing) = mpsc::channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    let listener = thread::spawn(move || {
        let mut said: Vec<Said> = Vec::new();
        for line in out.lines().map_while(Result::ok) {
            // The first line stands behind the test runner's own words; the last may be cut off.
            let Some((_, words)) = line.rsplit_once("> ") else { continue };
            let [step, keys, at, "."] = words.split(' ').collect::<Vec<_>>()[..] else { continue };
            said.push((step.to_owned(), keys.parse().unwrap(), at.parse().unwrap()));
            if said.len() == 1 || (aims_at_a_save && step == "sending") {
                let _ = heard.send(step.to_owned());
            }
        }
        said
    });
    // From the first key on, or from the first save on.
    while hearing.recv().expect("the run ended by itself") != if aims_at_a_save { "sending" } else { "typed" } {}
    thread::sleep(Duration::from_micros(pause));
    child.kill().unwrap();
    child.wait().unwrap();
    listener.join().unwrap()
}

/// Milliseconds between two keys, at most while someone is typing.
const KEY_MOST: u64 = 120;

/// The run. Only a kill ends it.
#[test]
#[ignore = "is run by of_200_kills_none_loses_what_was_saved_nor_more_than_the_last_second"]
fn type_until_killed_by_the_other() {
    let newsroom = Newsroom::open(env::var_os(PATH).unwrap().as_ref()).unwrap();
    let mut edit = edit_of(&newsroom.open_story(&env::var(STORY).unwrap(), NOW).unwrap());
    let mut dice = Dice(env::var(SEED).unwrap().parse().unwrap());
    let (quiet, longest) = (rule("QUIET"), rule("LONGEST"));
    let (send, texts) = mpsc::channel::<usize>();
    let (answer, answers) = mpsc::channel::<usize>();
    thread::spawn(move || {
        for keys in texts {
            edit.body = paragraph(&typed(keys));
            let Kept::Kept { revision, .. } = newsroom.save(&edit, LATER, EDITOR).unwrap() else { panic!("beside") };
            edit.base = revision;
            answer.send(keys).unwrap();
        }
    });

    let start = Instant::now();
    let now = || u64::try_from(start.elapsed().as_millis()).unwrap();
    let say = |step: &str, keys: usize| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "> {step} {keys} {} .", now()).unwrap();
        out.flush().unwrap();
    };
    let (mut keys, mut waiting, mut in_flight, mut next_key) = (0, None::<(u64, u64)>, false, 0);
    loop {
        for saved in answers.try_iter() {
            say("saved", saved);
            in_flight = false;
        }
        if let Some((first, last)) = waiting
            && !in_flight
            && now() >= (last + quiet).min(first + longest)
        {
            say("sending", keys);
            send.send(keys).unwrap();
            (waiting, in_flight) = (None, true);
        }
        if now() >= next_key {
            keys += 1;
            let at = now();
            waiting = Some((waiting.map_or(at, |(first, _)| first), at));
            say("typed", keys);
            // Now and then someone thinks.
            next_key = at + if dice.below(20) == 0 { 400 + dice.below(200) } else { 20 + dice.below(KEY_MOST - 20) };
        }
        thread::sleep(Duration::from_millis(2));
    }
}
