import { describe, expect, it } from 'vitest';
import type { Imported, ImportResult, Progress } from '../ipc/bindings';
import { Refused } from '../ipc/call';
import { Importing, type Intake } from './importing.svelte';

const imported = (path: string): Imported => ({ path, id: `id of ${path}`, headline: '', findings: [], failure: null });
const refused = (path: string): Imported => ({
  ...imported(path),
  id: null,
  failure: { code: 'fileEmpty', thing: path, detail: '', remedy: null },
});

/** A newsroom that takes one file each time it is told to, and stops between two when asked. */
function intake() {
  let stopping = false;
  let next: () => void = () => undefined;
  const asked: string[][] = [];
  const door: Intake = {
    async importFiles(paths: string[], report: (progress: Progress) => void): Promise<ImportResult> {
      asked.push(paths);
      stopping = false;
      const files: Imported[] = [];
      for (const [done, name] of paths.entries()) {
        report({ done, total: paths.length, name });
        await new Promise<void>((go) => (next = go));
        if (stopping) return { files, cancelled: true };
        files.push(name.startsWith('empty') ? refused(name) : imported(name));
      }
      return { files, cancelled: false };
    },
    cancelImport() {
      stopping = true;
      return Promise.resolve(null);
    },
  };
  const settle = () => new Promise((done) => setTimeout(done, 0));
  return { door, asked, settle, step: () => (next(), settle()) };
}

describe('an import', () => {
  it('counts its files, and names those that became no story', async () => {
    const { door, step } = intake();
    const importing = new Importing(door);
    const over = importing.run(['a.txt', 'empty.txt'], [{ path: 'x.pdf', why: 'kind' }]);
    expect(importing.phase).toBe('running');
    expect(importing.progress).toEqual({ done: 0, total: 2, name: 'a.txt' });
    await step();
    expect(importing.progress).toEqual({ done: 1, total: 2, name: 'empty.txt' });
    await step();
    expect(await over).toBe(true);
    expect(importing.phase).toBe('done');
    expect(importing.ids).toEqual(['id of a.txt']);
    expect(importing.refused.map(({ path }) => path)).toEqual(['x.pdf', 'empty.txt']);
    importing.dismiss();
    expect(importing.phase).toBe('idle');
  });

  it('takes along what is asked for while it runs', async () => {
    const { door, asked, step } = intake();
    const importing = new Importing(door);
    const over = importing.run(['a.txt']);
    expect(await importing.run(['b.txt', 'c.txt'])).toBe(false);
    await step();
    expect(importing.progress).toEqual({ done: 1, total: 3, name: 'b.txt' });
    await step();
    await step();
    await over;
    expect(asked).toEqual([['a.txt'], ['b.txt', 'c.txt']]);
    expect(importing.ids).toHaveLength(3);
  });

  it('that is cancelled keeps what is imported, and takes nothing that still waits', async () => {
    const { door, asked, step } = intake();
    const importing = new Importing(door);
    const over = importing.run(['a.txt', 'b.txt']);
    await importing.run(['c.txt']);
    await step();
    await importing.cancel();
    await step();
    await over;
    expect(importing.cancelled).toBe(true);
    expect(importing.ids).toEqual(['id of a.txt']);
    expect(asked).toEqual([['a.txt', 'b.txt']]);
  });

  it('cancelled after its last file has lost nothing and says nothing of it', async () => {
    const { door, step } = intake();
    const importing = new Importing({ ...door, cancelImport: () => Promise.resolve(null) });
    const over = importing.run(['a.txt']);
    await importing.cancel();
    await step();
    await over;
    expect(importing.cancelled).toBe(false);
  });

  it('that fails as a whole names every file of it, and the next one begins anew', async () => {
    const failure = { code: 'newsroomReadOnly', thing: 'desk', detail: '', remedy: null } as const;
    const { door, step } = intake();
    let broken = true;
    const importing = new Importing({
      ...door,
      importFiles: (...job) => (broken ? Promise.reject(new Refused(failure)) : door.importFiles(...job)),
    });
    await importing.run(['a.txt', 'b.txt']);
    expect(importing.refused).toEqual([
      { path: 'a.txt', why: failure },
      { path: 'b.txt', why: failure },
    ]);
    broken = false;
    const over = importing.run(['a.txt']);
    await step();
    await over;
    expect(importing.refused).toEqual([]);
    expect(importing.ids).toHaveLength(1);
  });
});
