import { describe, expect, it } from 'vitest';
import type { LayoutOption } from '../ipc/bindings';
import { fitting, takes, valueOf } from './layoutOptions';

const named = { nameId: '', nameEn: '' };
const WORDS: LayoutOption = {
  ...named,
  id: 'words',
  form: { type: 'number', default: 300, min: 100, max: 600, scale: 1 },
};
const TAGS: LayoutOption = { ...named, id: 'tags', form: { type: 'switch', default: true } };
const MORE: LayoutOption = { ...named, id: 'more', form: { type: 'text', default: 'MORE', longest: 6 } };
const FORM: LayoutOption = {
  ...named,
  id: 'form',
  form: { type: 'choice', default: 'wide', choices: ['wide', 'narrow'].map((id) => ({ ...named, id })) },
};
const options = [WORDS, TAGS, MORE, FORM];

describe('options of a layout', () => {
  it('take values of their own type, within their bounds', () => {
    expect([100, 600, 99, 601, 250.5, '300', true].map((value) => takes(WORDS, value))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect([true, false, 1, 'on'].map((value) => takes(TAGS, value))).toEqual([true, true, false, false]);
    expect(['', 'LANJUT', 'SAMBUNG', 3].map((value) => takes(MORE, value))).toEqual([true, true, false, false]);
    expect(['narrow', 'round', null].map((value) => takes(FORM, value))).toEqual([true, false, false]);
  });

  it('are sent only where they fit and say something', () => {
    const kept = { words: 250, tags: 3, more: 'MORE', form: 'narrow', gone: true };
    expect(fitting({ options }, kept)).toEqual({ words: 250, form: 'narrow' });
  });

  it('have the layout’s own value where what was kept fits no more', () => {
    expect(valueOf(WORDS, { words: 9000 })).toBe(300);
    expect(valueOf(TAGS, { tags: false })).toBe(false);
    expect(valueOf(FORM, {})).toBe('wide');
  });
});
