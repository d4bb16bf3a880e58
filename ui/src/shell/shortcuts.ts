/** The table of chords: what the shell listens for, and what the window of shortcuts shows. */
import type { MessageKey } from '../messages/messages.svelte';

export type Chord = { key: string; mod?: true; shift?: true; alt?: true };
export type Where = 'anywhere' | 'list' | 'editor' | 'history' | 'comparison';
export type ShortcutId =
  | 'palette'
  | 'newStory'
  | 'preview'
  | 'export'
  | 'search'
  | 'relatedLink'
  | 'find'
  | 'replace'
  | 'findNext'
  | 'findPrevious'
  | 'suggest'
  | 'note'
  | 'nextSuggestion'
  | 'nextMisspelt'
  | 'previousMisspelt'
  | 'correct'
  | 'lookup'
  | 'previousSuggestion'
  | 'acceptSuggestion'
  | 'rejectSuggestion'
  | 'dateline'
  | 'shortcuts'
  | 'quit'
  | 'nextPane'
  | 'previousPane'
  | 'toggleNavigation'
  | 'toggleList'
  | 'toggleInspector'
  | 'goTo'
  | 'focusMode'
  | 'typewriter'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomReset'
  | 'closeTab'
  | 'reopenTab'
  | 'nextTab'
  | 'previousTab'
  | 'nthTab'
  | 'split'
  | 'undo'
  | 'redo'
  | 'close'
  | 'next'
  | 'previous'
  | 'open'
  | 'openBeside'
  | 'pick'
  | 'pickAll'
  | 'extend'
  | 'menu'
  | 'stage'
  | 'spike'
  | 'strong'
  | 'emphasis'
  | 'link'
  | 'pastePlain'
  | 'paragraph'
  | 'heading2'
  | 'heading3'
  | 'orderedList'
  | 'bulletList'
  | 'quote'
  | 'slash'
  | 'blockMenu'
  | 'moveUp'
  | 'moveDown'
  | 'nextVersion'
  | 'previousVersion'
  | 'compare'
  | 'secondVersion'
  | 'nextChange'
  | 'previousChange';

export type Shortcut = { id: ShortcutId; chords: Chord[]; where: Where; words: MessageKey };

/** Chords of the list, the editor and the history are heard there; they stand here so that they can be looked up. */
export const SHORTCUTS: readonly Shortcut[] = [
  { id: 'palette', chords: [{ key: 'k', mod: true }], where: 'anywhere', words: 'shortcut.palette' },
  { id: 'newStory', chords: [{ key: 'n', mod: true }], where: 'anywhere', words: 'command.newStory' },
  { id: 'preview', chords: [{ key: 'p', mod: true }], where: 'anywhere', words: 'command.preview' },
  { id: 'export', chords: [{ key: 'e', mod: true }], where: 'anywhere', words: 'command.export' },
  { id: 'search', chords: [{ key: 'f', mod: true, shift: true }], where: 'anywhere', words: 'command.search' },
  {
    id: 'relatedLink',
    chords: [{ key: 'l', mod: true, shift: true }],
    where: 'anywhere',
    words: 'command.relatedLink',
  },
  { id: 'find', chords: [{ key: 'f', mod: true }], where: 'anywhere', words: 'command.find' },
  { id: 'replace', chords: [{ key: 'h', mod: true }], where: 'anywhere', words: 'command.replace' },
  { id: 'findNext', chords: [{ key: 'F3' }], where: 'anywhere', words: 'find.next' },
  { id: 'findPrevious', chords: [{ key: 'F3', shift: true }], where: 'anywhere', words: 'find.previous' },
  { id: 'note', chords: [{ key: 'm', mod: true, alt: true }], where: 'anywhere', words: 'command.note' },
  { id: 'suggest', chords: [{ key: 'e', mod: true, shift: true }], where: 'anywhere', words: 'command.suggest' },
  {
    id: 'dateline',
    chords: [{ key: 'd', mod: true, shift: true }],
    where: 'anywhere',
    words: 'command.dateline',
  },
  { id: 'closeTab', chords: [{ key: 'w', mod: true }], where: 'anywhere', words: 'command.closeTab' },
  { id: 'reopenTab', chords: [{ key: 't', mod: true, shift: true }], where: 'anywhere', words: 'command.reopenTab' },
  {
    id: 'nextTab',
    chords: [
      { key: 'Tab', mod: true },
      { key: 'PageDown', mod: true },
    ],
    where: 'anywhere',
    words: 'command.nextTab',
  },
  {
    id: 'previousTab',
    chords: [
      { key: 'Tab', mod: true, shift: true },
      { key: 'PageUp', mod: true },
    ],
    where: 'anywhere',
    words: 'command.previousTab',
  },
  {
    id: 'nthTab',
    chords: [...'123456789'].map((key) => ({ key, mod: true })),
    where: 'anywhere',
    words: 'shortcut.nthTab',
  },
  { id: 'split', chords: [{ key: '\\', mod: true }], where: 'anywhere', words: 'command.split' },
  { id: 'undo', chords: [{ key: 'z', mod: true }], where: 'anywhere', words: 'shortcut.undo' },
  {
    id: 'redo',
    chords: [
      { key: 'z', mod: true, shift: true },
      { key: 'y', mod: true },
    ],
    where: 'anywhere',
    words: 'shortcut.redo',
  },
  { id: 'nextPane', chords: [{ key: 'F6' }], where: 'anywhere', words: 'shortcut.nextPane' },
  { id: 'previousPane', chords: [{ key: 'F6', shift: true }], where: 'anywhere', words: 'shortcut.previousPane' },
  { id: 'toggleNavigation', chords: [{ key: '1', alt: true }], where: 'anywhere', words: 'command.toggleNavigation' },
  { id: 'toggleList', chords: [{ key: '2', alt: true }], where: 'anywhere', words: 'command.toggleList' },
  { id: 'toggleInspector', chords: [{ key: '3', alt: true }], where: 'anywhere', words: 'command.toggleInspector' },
  { id: 'goTo', chords: [{ key: 'g', mod: true }], where: 'anywhere', words: 'command.goTo' },
  { id: 'focusMode', chords: [{ key: 'F9' }], where: 'anywhere', words: 'command.focusMode' },
  { id: 'typewriter', chords: [{ key: 'F9', shift: true }], where: 'anywhere', words: 'shortcut.typewriter' },
  // In the editor they are for the text (keys.ts); elsewhere the webview itself hears them.
  {
    id: 'zoomIn',
    chords: [
      { key: '+', mod: true },
      { key: '=', mod: true },
    ],
    where: 'anywhere',
    words: 'shortcut.zoomIn',
  },
  { id: 'zoomOut', chords: [{ key: '-', mod: true }], where: 'anywhere', words: 'shortcut.zoomOut' },
  { id: 'zoomReset', chords: [{ key: '0', mod: true }], where: 'anywhere', words: 'shortcut.zoomReset' },
  { id: 'close', chords: [{ key: 'Escape' }], where: 'anywhere', words: 'shortcut.close' },
  { id: 'shortcuts', chords: [{ key: '/', mod: true }], where: 'anywhere', words: 'command.shortcuts' },
  { id: 'quit', chords: [{ key: 'q', mod: true }], where: 'anywhere', words: 'command.quit' },
  { id: 'next', chords: [{ key: 'j' }, { key: 'ArrowDown' }], where: 'list', words: 'shortcut.next' },
  { id: 'previous', chords: [{ key: 'k' }, { key: 'ArrowUp' }], where: 'list', words: 'shortcut.previous' },
  { id: 'open', chords: [{ key: 'Enter' }], where: 'list', words: 'shortcut.openStory' },
  { id: 'openBeside', chords: [{ key: 'Enter', mod: true }], where: 'list', words: 'command.openBeside' },
  {
    id: 'extend',
    chords: [
      { key: 'ArrowDown', shift: true },
      { key: 'ArrowUp', shift: true },
    ],
    where: 'list',
    words: 'shortcut.extend',
  },
  { id: 'pick', chords: [{ key: ' ' }], where: 'list', words: 'shortcut.pick' },
  { id: 'pickAll', chords: [{ key: 'a', mod: true }], where: 'list', words: 'shortcut.pickAll' },
  {
    id: 'stage',
    chords: [{ key: '1' }, { key: '2' }, { key: '3' }, { key: '4' }],
    where: 'list',
    words: 'shortcut.stage',
  },
  { id: 'spike', chords: [{ key: 'Delete' }], where: 'list', words: 'command.spike' },
  { id: 'menu', chords: [{ key: 'ContextMenu' }, { key: 'F10', shift: true }], where: 'list', words: 'shortcut.menu' },
  { id: 'strong', chords: [{ key: 'b', mod: true }], where: 'editor', words: 'toolbar.strong' },
  { id: 'emphasis', chords: [{ key: 'i', mod: true }], where: 'editor', words: 'toolbar.emphasis' },
  { id: 'link', chords: [{ key: 'k', mod: true, shift: true }], where: 'editor', words: 'toolbar.link' },
  { id: 'pastePlain', chords: [{ key: 'v', mod: true, shift: true }], where: 'editor', words: 'shortcut.pastePlain' },
  { id: 'paragraph', chords: [{ key: '0', mod: true, alt: true }], where: 'editor', words: 'toolbar.paragraph' },
  { id: 'heading2', chords: [{ key: '2', mod: true, alt: true }], where: 'editor', words: 'toolbar.heading2' },
  { id: 'heading3', chords: [{ key: '3', mod: true, alt: true }], where: 'editor', words: 'toolbar.heading3' },
  { id: 'orderedList', chords: [{ key: '7', mod: true, shift: true }], where: 'editor', words: 'toolbar.orderedList' },
  { id: 'bulletList', chords: [{ key: '8', mod: true, shift: true }], where: 'editor', words: 'toolbar.bulletList' },
  { id: 'quote', chords: [{ key: '9', mod: true, shift: true }], where: 'editor', words: 'toolbar.quote' },
  { id: 'nextMisspelt', chords: [{ key: 'F8' }], where: 'anywhere', words: 'command.nextMisspelt' },
  {
    id: 'previousMisspelt',
    chords: [{ key: 'F8', shift: true }],
    where: 'anywhere',
    words: 'command.previousMisspelt',
  },
  { id: 'correct', chords: [{ key: '.', mod: true }], where: 'anywhere', words: 'command.correct' },
  { id: 'lookup', chords: [{ key: 'a', mod: true, shift: true }], where: 'anywhere', words: 'command.lookup' },
  { id: 'nextSuggestion', chords: [{ key: 'F7' }], where: 'editor', words: 'command.nextSuggestion' },
  {
    id: 'previousSuggestion',
    chords: [{ key: 'F7', shift: true }],
    where: 'editor',
    words: 'command.previousSuggestion',
  },
  {
    id: 'acceptSuggestion',
    chords: [{ key: 'Enter', mod: true, alt: true }],
    where: 'editor',
    words: 'shortcut.acceptSuggestion',
  },
  {
    id: 'rejectSuggestion',
    chords: [{ key: 'Backspace', mod: true, alt: true }],
    where: 'editor',
    words: 'shortcut.rejectSuggestion',
  },
  { id: 'slash', chords: [{ key: '/' }], where: 'editor', words: 'shortcut.slash' },
  { id: 'blockMenu', chords: [{ key: 'Enter', alt: true }], where: 'editor', words: 'block.menu' },
  { id: 'moveUp', chords: [{ key: 'ArrowUp', alt: true, shift: true }], where: 'editor', words: 'shortcut.moveUp' },
  {
    id: 'moveDown',
    chords: [{ key: 'ArrowDown', alt: true, shift: true }],
    where: 'editor',
    words: 'shortcut.moveDown',
  },
  { id: 'nextVersion', chords: [{ key: 'j' }, { key: 'ArrowDown' }], where: 'history', words: 'shortcut.nextVersion' },
  {
    id: 'previousVersion',
    chords: [{ key: 'k' }, { key: 'ArrowUp' }],
    where: 'history',
    words: 'shortcut.previousVersion',
  },
  { id: 'compare', chords: [{ key: 'Enter' }], where: 'history', words: 'shortcut.compare' },
  { id: 'secondVersion', chords: [{ key: ' ' }], where: 'history', words: 'shortcut.secondVersion' },
  { id: 'nextChange', chords: [{ key: 'j' }, { key: 'F7' }], where: 'comparison', words: 'shortcut.nextChange' },
  {
    id: 'previousChange',
    chords: [{ key: 'k' }, { key: 'F7', shift: true }],
    where: 'comparison',
    words: 'shortcut.previousChange',
  },
];

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> & { code?: string };

/** The shortcut that is heard everywhere and that these keys mean. */
export function heard(pressed: Pressed, mac = isMac()): ShortcutId | null {
  const found = SHORTCUTS.find(
    ({ where, chords }) => where === 'anywhere' && chords.some((chord) => matches(chord, pressed, mac)),
  );
  return found?.id ?? null;
}

export function matches(chord: Chord, pressed: Pressed, mac = isMac()): boolean {
  // WebKitGTK has no name for Tab with Shift.
  const key = pressed.key === 'Unidentified' ? (pressed.code ?? '') : pressed.key;
  // Every letter that is typed is held against every chord: what most of them differ in comes first.
  if (key.length !== chord.key.length || key.toLowerCase() !== chord.key.toLowerCase()) return false;
  const mod = mac ? pressed.metaKey : pressed.ctrlKey;
  const other = mac ? pressed.ctrlKey : pressed.metaKey;
  // Punctuation stands behind Shift on some keyboards; for it only the sign counts.
  const shiftCounts = chord.key.length > 1 || /[\p{L}\p{N} ]/u.test(chord.key);
  return (
    mod === (chord.mod ?? false) &&
    !other &&
    pressed.altKey === (chord.alt ?? false) &&
    (!shiftCounts || pressed.shiftKey === (chord.shift ?? false))
  );
}

const NAMES: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ContextMenu: 'Menu',
  Delete: 'Del',
  Escape: 'Esc',
  ' ': 'Space',
};

/** How a chord is written on this machine: `Ctrl Shift F`, `⇧⌘F`. */
export function written(chord: Chord, mac = isMac()): string {
  const key = NAMES[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key);
  if (mac) return `${chord.alt ? '⌥' : ''}${chord.shift ? '⇧' : ''}${chord.mod ? '⌘' : ''}${key}`;
  return [chord.mod && 'Ctrl', chord.alt && 'Alt', chord.shift && 'Shift', key].filter(Boolean).join(' ');
}

export function keysOf(id: ShortcutId): string {
  const chord = SHORTCUTS.find((shortcut) => shortcut.id === id)?.chords[0];
  return chord ? written(chord) : '';
}

/** The same for `aria-keyshortcuts`. */
export function ariaKeys(id: ShortcutId): string {
  const chord = SHORTCUTS.find((shortcut) => shortcut.id === id)?.chords[0];
  if (!chord) return '';
  const mod = isMac() ? 'Meta' : 'Control';
  return [chord.mod && mod, chord.alt && 'Alt', chord.shift && 'Shift', chord.key].filter(Boolean).join('+');
}

function isMac(): boolean {
  return /mac/i.test(navigator.userAgent) && !/linux/i.test(navigator.userAgent);
}
