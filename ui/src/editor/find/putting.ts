/** Replaces matches in one transaction: text, attributes and metadata, which are one document. As `story::replace` does it. */
import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { fieldsOf, withFields } from '../../body/json';
import { schema } from '../../body/schema';
import type { Fields } from '../../ipc/bindings';
import type { Match } from '../../newsroom/finding';
import { type Range, rangeOf } from './places';

/** `matches` are in order, as they were found in this very document. */
export function put(transaction: Transaction, matches: readonly Match[]): Transaction {
  const { doc } = transaction;
  let fields = fieldsOf<Fields>(doc);
  // From the end, so that the places of those before stay what they are.
  for (const match of [...matches].reverse()) {
    const { place } = match;
    if (place.type === 'field') {
      fields = inField(fields, place.name, place.index, match);
      continue;
    }
    const range = rangeOf(doc, match);
    if (range && place.type === 'line') putInLine(transaction, range, match);
    else if (range && place.type === 'attribute') putInAttribute(transaction, range.from, place.name, match);
  }
  if (fields === fieldsOf<Fields>(doc)) return transaction;
  return withFields(transaction, {
    ...fields,
    bylines: distinct(fields.bylines),
    tags: distinct(fields.tags),
    dateline: { ...fields.dateline, date: fields.dateline.date || null },
  });
}

/**
 * Only what differs between a match and what takes its place is written anew, so that marks on the rest stay where they
 * are. What is new has the marks of the first letter that gives way; where none does, of the one before it.
 */
function putInLine(transaction: Transaction, range: Range, { found, with: words }: Match) {
  const { doc } = transaction;
  if (doc.textBetween(range.from, range.to) !== found) return;
  const before = common([...found], [...words]);
  const rest = [found.slice(before), words.slice(before)] as const;
  const after = common([...rest[0]].reverse(), [...rest[1]].reverse());
  const from = range.from + before;
  const to = range.to - after;
  const fresh = rest[1].slice(0, rest[1].length - after);
  const at = doc.resolve(from);
  const like: Node | null = from < to || before === 0 ? at.nodeAfter : at.nodeBefore;
  if (fresh === '') transaction.delete(from, to);
  else transaction.replaceWith(from, to, schema.text(fresh, like?.marks ?? []));
}

function putInAttribute(transaction: Transaction, at: number, name: string, match: Match) {
  const value: unknown = transaction.doc.nodeAt(at)?.attrs[name];
  if (typeof value === 'string') transaction.setNodeAttribute(at, name, spliced(value, match));
}

type Listed = 'bylines' | 'tags';
type Plain = 'slugline' | 'kicker' | 'headline' | 'deck' | 'editor' | 'source' | 'desk' | 'rights' | 'note' | 'signOff';

function inField(fields: Fields, name: string, index: number, match: Match): Fields {
  if (name === 'outlet' || name === 'place' || name === 'date')
    return { ...fields, dateline: { ...fields.dateline, [name]: spliced(fields.dateline[name] ?? '', match) } };
  if (name === 'bylines' || name === 'tags') {
    const list = fields[name satisfies Listed].map((value, at) => (at === index ? spliced(value, match) : value));
    return { ...fields, [name]: list };
  }
  return { ...fields, [name]: spliced(fields[name as Plain], match) };
}

function spliced(text: string, { start, end, with: words }: Match): string {
  return text.slice(0, start) + words + text.slice(end);
}

/** UTF-16 code units of the letters that two texts begin with. */
function common(one: readonly string[], other: readonly string[]): number {
  let units = 0;
  for (const [at, letter] of one.entries()) {
    if (letter !== other[at]) break;
    units += letter.length;
  }
  return units;
}

/** Trimmed, without empty ones and repeats. */
function distinct(values: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const value of values.map((one) => one.trim()))
    if (value !== '' && !kept.has(value.toLowerCase())) kept.set(value.toLowerCase(), value);
  return [...kept.values()];
}
