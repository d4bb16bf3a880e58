import { describe, expect, it } from 'vitest';
import type { LayoutInfo } from '../ipc/bindings';
import { askedFor, asPreviewed, toggled } from './layouts';

const columns = {
  id: 'columns',
  nameId: 'Kolom',
  nameEn: 'Columns',
  form: { type: 'number' as const, default: 3, min: 1, max: 5, scale: 1 },
};
const layout = (id: string): LayoutInfo => ({
  id,
  kind: 'print',
  width: 0,
  height: 0,
  nameId: id,
  nameEn: id,
  options: [columns],
  folder: null,
  stamp: '',
  fault: null,
});
const known = ['web-phone', 'print-broadsheet', 'card'].map(layout);

describe('layouts of an export', () => {
  it('leave as they were set in the preview, as far as they take it', () => {
    const { wish } = asPreviewed(layout('print-broadsheet'), { 'print-broadsheet': { columns: 4, gone: true } });
    expect(wish).toEqual({ dark: false, options: { columns: 4 }, stories: [] });
    expect(asPreviewed(layout('card'), { card: { columns: 40 } }).wish.options).toEqual({});
  });

  it('stand in the order in which they are offered', () => {
    const ids = ['card', 'web-phone', 'print-broadsheet'];
    const all = ids.reduce((some, id) => toggled(some, id, known, {}), toggled([], 'gone', known, {}));
    expect(all.map((one) => one.layout)).toEqual(['web-phone', 'print-broadsheet', 'card']);
    expect(toggled(all, 'card', known, {}).map((one) => one.layout)).toEqual(['web-phone', 'print-broadsheet']);
  });

  it('are asked for again by the name of their form', () => {
    const all = [asPreviewed(layout('web-phone'), {}), asPreviewed(layout('card'), {})];
    expect(askedFor('ninjs', all)).toEqual({ kinds: ['ninjs'], layouts: [] });
    expect(askedFor('card.png', all)).toEqual({ kinds: [], layouts: [all[1]] });
  });
});
