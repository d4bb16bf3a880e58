import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// One window at a time: the keyboard and the clipboard of the virtual screen are shared.
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['e2e/**/*.test.ts'],
    setupFiles: ['e2e/failing.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 90_000,
    reporters: ['verbose'],
  },
});
