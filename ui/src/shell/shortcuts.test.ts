import { describe, expect, it } from 'vitest';
import { heard, type Pressed, SHORTCUTS, written } from './shortcuts';

function press(key: string, held: Partial<Pressed> = {}): Pressed {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

describe('shortcuts', () => {
  it('mean one thing each in one place', () => {
    const seen = new Map<string, string>();
    for (const { id, where, chords } of SHORTCUTS) {
      for (const chord of chords) {
        for (const place of where === 'anywhere' ? ['list', 'editor', 'history', 'comparison'] : [where]) {
          const name = `${place}: ${written(chord, false)}`;
          expect(seen.get(name), `${name} means ${seen.get(name)} and ${id}`).toBeUndefined();
          seen.set(name, id);
        }
      }
    }
  });

  it('are heard with Control, and with Command on a Mac', () => {
    expect(heard(press('k', { ctrlKey: true }), false)).toBe('palette');
    expect(heard(press('k', { metaKey: true }), true)).toBe('palette');
    expect(heard(press('k', { metaKey: true }), false)).toBeNull();
    expect(heard(press('k'), false)).toBeNull();
  });

  it('tell Shift apart', () => {
    expect(heard(press('F', { ctrlKey: true, shiftKey: true }), false)).toBe('search');
    expect(heard(press('f', { ctrlKey: true }), false)).toBe('find');
    expect(heard(press('z', { ctrlKey: true }), false)).toBe('undo');
    expect(heard(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('redo');
    expect(heard(press('F6', { shiftKey: true }), false)).toBe('previousPane');
  });

  it('find punctuation behind Shift, where a keyboard has it there', () => {
    expect(heard(press('/', { ctrlKey: true, shiftKey: true }), false)).toBe('shortcuts');
    expect(heard(press('/', { ctrlKey: true }), false)).toBe('shortcuts');
  });

  it('go through the open stories also where the webview has no name for Tab with Shift', () => {
    expect(heard(press('Tab', { ctrlKey: true }), false)).toBe('nextTab');
    const backwards = { code: 'Tab', ctrlKey: true, shiftKey: true };
    expect(heard(press('Tab', backwards), false)).toBe('previousTab');
    expect(heard(press('Unidentified', backwards), false)).toBe('previousTab');
    expect(heard(press('Unidentified', { ctrlKey: true }), false)).toBeNull();
  });

  it('leave AltGr to the keyboard', () => {
    expect(heard(press('e', { ctrlKey: true, altKey: true }), false)).toBeNull();
  });

  it('are not heard everywhere when they belong to the list', () => {
    expect(heard(press('j'), false)).toBeNull();
    expect(heard(press('Delete'), false)).toBeNull();
  });

  it('are written as the keys are labelled', () => {
    expect(written({ key: 'f', mod: true, shift: true }, false)).toBe('Ctrl Shift F');
    expect(written({ key: 'f', mod: true, shift: true }, true)).toBe('⇧⌘F');
    expect(written({ key: 'ArrowDown' }, false)).toBe('↓');
  });
});
