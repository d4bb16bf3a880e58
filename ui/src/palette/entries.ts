/** What the palette offers for what is typed. Pure: stories, people and tags come in as arguments. */
import type { ListRow } from '../ipc/bindings';

export type Command = { id: string; label: string; keys?: string; run: () => void };

export type Entry =
  | { type: 'story'; key: string; story: ListRow }
  | { type: 'command'; key: string; command: Command }
  | { type: 'search'; key: string; kind: 'person' | 'tag' | 'all'; words: string };

export type Section = { id: 'stories' | 'recent' | 'commands' | 'people' | 'tags' | 'search'; entries: Entry[] };

export type Found = { stories: ListRow[]; people: string[]; tags: string[] };

/** Commands whose words all stand in the label, those that begin with what was typed first. */
export function matchingCommands(commands: readonly Command[], typed: string): Command[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const matching = commands.filter(({ label }) => words.every((word) => fold(label).includes(word)));
  const begins = ({ label }: Command) => (fold(label).startsWith(words[0] ?? '') ? 0 : 1);
  return matching.sort((one, other) => begins(one) - begins(other));
}

export function sections(typed: string, commands: readonly Command[], found: Found): Section[] {
  const words = typed.trim();
  const stories: Entry[] = found.stories.map((story) => ({ type: 'story', key: `story:${story.id}`, story }));
  const deeds: Entry[] = matchingCommands(commands, words).map((command) => ({
    type: 'command',
    key: `command:${command.id}`,
    command,
  }));
  if (words === '')
    return filled([
      { id: 'recent', entries: stories },
      { id: 'commands', entries: deeds },
    ]);
  const searches = (kind: 'person' | 'tag', names: string[]): Entry[] =>
    names.map((name) => ({ type: 'search', key: `${kind}:${name}`, kind, words: name }));
  return filled([
    { id: 'stories', entries: stories },
    { id: 'commands', entries: deeds.slice(0, 6) },
    { id: 'people', entries: searches('person', found.people) },
    { id: 'tags', entries: searches('tag', found.tags) },
    { id: 'search', entries: [{ type: 'search', key: 'all', kind: 'all', words }] },
  ]);
}

function filled(all: Section[]): Section[] {
  return all.filter(({ entries }) => entries.length > 0);
}

function fold(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
