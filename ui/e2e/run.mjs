// The jobs that are done in the real window: `test`, `demo` (the main job on the sample newsroom), `screenshots`, `bench`,
// and its parts one by one: `bare` (a key beside a bare ProseMirror page), `memory` (after ten thousand edits), `pasting` (a
// very long paste) and `searching` (results beside the typing). These print and fail nothing.
import { spawnSync } from 'node:child_process';

const job = process.argv[2] ?? 'test';
const files = {
  test: ['e2e/tests'],
  demo: ['e2e/demo.test.ts'],
  screenshots: ['e2e/tests/pictures.test.ts'],
  bench: ['keystrokes', 'bare', 'searching', 'pasting', 'memory'].map((part) => `e2e/${part}.test.ts`),
  bare: ['e2e/bare.test.ts'],
  memory: ['e2e/memory.test.ts'],
  pasting: ['e2e/pasting.test.ts'],
  searching: ['e2e/searching.test.ts'],
}[job];
if (!files) {
  console.error(`e2e: no such job: ${job}`);
  process.exit(2);
}
const only = process.argv.slice(3);
const run = spawnSync('npx', ['vitest', 'run', '--config', 'e2e/vitest.config.ts', ...(only.length ? only : files)], {
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
