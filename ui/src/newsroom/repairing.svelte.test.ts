import { describe, expect, it } from 'vitest';
import type { Examination, Progress, Repaired } from '../ipc/bindings';
import { Refused } from '../ipc/call';
import { Repairing, type Workshop } from './repairing.svelte';

const found: Examination = {
  readable: { whole: 3, amiss: [], history: false },
  backup: { path: '/desk.backups/a.redaksi', at: '2026-11-25T03:00:00.000Z', stories: 2, kilobytes: 300 },
  wouldLose: [{ story: '1', headline: 'Xi', kind: 'missing' }],
};
const repaired: Repaired = { aside: '/desk (before).redaksi', differences: [], salvage: null };

/** A workshop whose work ends when the test says how. */
function workshop() {
  const asked: string[] = [];
  let report: (progress: Progress) => void = () => undefined;
  let end: { done: (result: never) => void; fail: (error: Error) => void };
  const begin = <T>(what: string, tell: (progress: Progress) => void) => {
    asked.push(what);
    report = tell;
    return new Promise<T | null>((done, fail) => (end = { done: done as never, fail }));
  };
  const door: Workshop = {
    examine: (tell) => begin('examine', tell),
    salvage: (tell) => begin('salvage', tell),
    restore: (backup, tell) => begin(`restore ${backup}`, tell),
    cancel: () => Promise.resolve(end.done(null as never)),
  };
  return {
    door,
    asked,
    report: (done: number, total: number) => report({ done, total, name: '' }),
    done: (result: unknown) => end.done(result as never),
    fail: (error: Error) => end.fail(error),
  };
}

describe('a damaged newsroom', () => {
  it('is looked at first, with what there is to choose from', async () => {
    const { door, report, done } = workshop();
    const repairing = new Repairing(door);
    const over = repairing.examine();
    expect(repairing.doing).toBe('examining');
    report(2, 3);
    expect(repairing.progress).toEqual({ done: 2, total: 3, name: '' });
    done(found);
    await over;
    expect(repairing.doing).toBeNull();
    expect([repairing.readable?.whole, repairing.backup?.stories, repairing.wouldLose.length]).toEqual([3, 2, 1]);
  });

  it('gets its newest backup, and nothing where there is none', async () => {
    const { door, asked, done } = workshop();
    const repairing = new Repairing(door);
    expect(await repairing.restore()).toBeNull();
    const looked = repairing.examine();
    done(found);
    await looked;
    const over = repairing.restore();
    done(repaired);
    expect(await over).toEqual(repaired);
    expect(asked).toEqual(['examine', 'restore /desk.backups/a.redaksi']);
  });

  it('is worked on by one at a time', async () => {
    const { door, asked, done } = workshop();
    const repairing = new Repairing(door);
    const over = repairing.salvage();
    expect(await repairing.salvage()).toBeNull();
    done(repaired);
    expect(await over).toEqual(repaired);
    expect(asked).toEqual(['salvage']);
  });

  it('stays as it is when that is stopped or fails, and can be tried again', async () => {
    const { door, done, fail } = workshop();
    const repairing = new Repairing(door);
    const stopping = repairing.salvage();
    await repairing.cancel();
    expect(await stopping).toBeNull();
    expect(repairing.stopped).toBe(true);

    const failing = repairing.salvage();
    fail(new Refused({ code: 'newsroomBusy', thing: '/desk.redaksi', detail: '', remedy: 'retry' }));
    expect(await failing).toBeNull();
    expect([repairing.failure?.code, repairing.stopped, repairing.doing]).toEqual(['newsroomBusy', false, null]);

    const again = repairing.salvage();
    expect(repairing.failure).toBeNull();
    done(repaired);
    expect(await again).toEqual(repaired);
  });
});
