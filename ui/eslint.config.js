import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The arrows of ARCHITECTURE.md: which rooms a room may import. A new arrow is added here, on purpose, or not at all.
 * Panes reach the newsroom's verbs through `newsroom`; of `ipc` they see types only.
 */
const ARROWS = {
  messages: [],
  body: [],
  parts: [],
  ipc: [],
  newsroom: ['ipc', 'body', 'messages'],
  library: ['newsroom', 'parts', 'messages'],
  editor: ['newsroom', 'body', 'parts', 'messages'],
  inspector: ['newsroom', 'parts', 'messages'],
  preview: ['newsroom', 'parts', 'messages'],
  export: ['newsroom', 'parts', 'messages'],
  palette: ['newsroom', 'parts', 'messages'],
  shell: ['library', 'editor', 'inspector', 'preview', 'export', 'palette', 'newsroom', 'parts', 'messages', 'styles'],
};

const scriptParser = fileURLToPath(new URL('./eslint.script.cjs', import.meta.url));

const ROOMS = [...Object.keys(ARROWS), 'styles'];

const TAURI = {
  regex: '^@tauri-apps/',
  message: 'only ui/src/ipc speaks to Tauri (ARCHITECTURE.md)',
};

function arrowsOf([room, allowed]) {
  const forbidden = ROOMS.filter((other) => other !== room && !allowed.includes(other));
  const patterns = forbidden.map((other) => ({
    regex: `^(\\.\\./)+${other}/`,
    message: `${room} -> ${other} is not an arrow of ARCHITECTURE.md`,
    allowTypeImports: other === 'ipc',
  }));
  if (room !== 'ipc') patterns.push(TAURI);
  return {
    files: [`src/${room}/**/*.{ts,svelte}`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

export default ts.config(
  { ignores: ['dist/', 'src/ipc/bindings.ts', '**/*.cjs'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver()],
      'import-x/extensions': ['.ts', '.svelte'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], [scriptParser]: ['.svelte'] },
    },
    rules: {
      'import-x/no-cycle': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-undef': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // State is replaced, never changed in place ($state.raw), so plain sets and maps are right.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['src/*.{ts,svelte}'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [TAURI] }] },
  },
  ...Object.entries(ARROWS).map(arrowsOf),
);
