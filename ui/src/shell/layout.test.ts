import { describe, expect, it } from 'vitest';
import { EDITOR, fit, LEAST, type Wanted } from './layout';

const wanted = (folded: Partial<Record<keyof Wanted, boolean>> = {}): Wanted => ({
  navigation: { size: 208, folded: folded.navigation ?? false },
  list: { size: 316, folded: folded.list ?? false },
  inspector: { size: 308, folded: folded.inspector ?? false },
});

describe('the panes of a window', () => {
  it('have the widths that were chosen where there is room', () => {
    expect(fit(1440, wanted())).toEqual({ navigation: 208, list: 316, inspector: 308 });
    expect(fit(2560, wanted())).toEqual({ navigation: 208, list: 316, inspector: 308 });
  });

  it('give way before one of them folds', () => {
    const sizes = fit(1180, wanted());
    expect(sizes.navigation).toBeGreaterThanOrEqual(LEAST.navigation);
    expect(sizes.navigation + sizes.list + sizes.inspector + EDITOR).toBeLessThanOrEqual(1180);
  });

  it('fold from the outside in', () => {
    expect(fit(1024, wanted()).navigation).toBe(0);
    expect(fit(1024, wanted()).list).toBeGreaterThan(0);
    expect(fit(1024, wanted()).inspector).toBeGreaterThan(0);
    expect(fit(800, wanted())).toEqual({ navigation: 0, list: 316, inspector: 0 });
    expect(fit(600, wanted())).toEqual({ navigation: 0, list: 0, inspector: 0 });
  });

  it('stay folded when someone folded them, and leave their room to the others', () => {
    expect(fit(1440, wanted({ list: true })).list).toBe(0);
    expect(fit(1024, wanted({ inspector: true })).navigation).toBeGreaterThan(0);
  });

  it('never become wider or narrower than they may', () => {
    const huge = wanted();
    huge.list.size = 5000;
    huge.navigation.size = 3;
    expect(fit(2560, huge)).toMatchObject({ list: 560, navigation: LEAST.navigation });
  });
});
