// @vitest-environment node
/** The arrows of ARCHITECTURE.md are held by ESLint. Here each of them is seen to fail. */
import { ESLint, type Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint({ cwd: import.meta.dirname });

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${import.meta.dirname}/src/${file}` });
  return (result?.messages ?? [])
    .filter(({ ruleId }: Linter.LintMessage) => /restricted-imports|no-cycle/.test(ruleId ?? ''))
    .map(({ message }) => message);
}

const WRONG: [file: string, wanted: string, complaint: string][] = [
  ['library/StoryRow.svelte', '../editor/Editor.svelte', 'library -> editor'],
  ['editor/keymap.ts', '../inspector/chips', 'editor -> inspector'],
  ['inspector/chips.ts', '../body/schema', 'inspector -> body'],
  ['preview/follow.ts', '../export/outcomes', 'preview -> export'],
  ['export/outcomes.ts', '../palette/entries', 'export -> palette'],
  ['palette/entries.ts', '../library/stages', 'palette -> library'],
  ['newsroom/paging.ts', '../parts/toasts.svelte', 'newsroom -> parts'],
  ['body/schema.ts', '../newsroom/paging', 'body -> newsroom'],
  ['parts/menu.ts', '../messages/messages.svelte', 'parts -> messages'],
  ['messages/formats.ts', '../newsroom/settings.svelte', 'messages -> newsroom'],
  ['ipc/call.ts', '../newsroom/failing', 'ipc -> newsroom'],
  ['inspector/chips.ts', '../ipc/call', 'inspector -> ipc'],
  ['library/people.ts', '../shell/shortcuts', 'library -> shell'],
];

describe('an arrow that points the wrong way', { timeout: 60_000 }, () => {
  it.each(WRONG)('%s may not import %s', async (file, wanted, complaint) => {
    const code = file.endsWith('.svelte')
      ? `<script lang="ts">\n  import { x } from '${wanted}';\n</script>\n\n{x}\n`
      : `import { x } from '${wanted}';\nconsole.log(x);\n`;
    expect((await complaints(file, code)).join('\n')).toContain(`${complaint} is not an arrow`);
  });

  it('is Tauri anywhere but in ipc', async () => {
    const code = "import { invoke } from '@tauri-apps/api/core';\nconsole.log(invoke);\n";
    for (const file of ['newsroom/paging.ts', 'shell/layout.ts', 'parts/menu.ts', 'main.ts'])
      expect((await complaints(file, code)).join('\n'), file).toContain('only ui/src/ipc speaks to Tauri');
    expect(await complaints('ipc/events.ts', code)).toEqual([]);
  });

  it('is one that leads back to where it began, in TypeScript and through components', async () => {
    const back = "import { listing } from './listing.svelte';\nconsole.log(listing);\n";
    expect((await complaints('newsroom/paging.ts', back)).join('\n')).toContain('cycle');
    const component = `<script lang="ts">\n  import Entries from './MenuEntries.svelte';\n</script>\n\n<Entries entries={[]} />\n`;
    expect((await complaints('parts/Kbd.svelte', component)).join('\n')).toContain('cycle');
  });

  it('is not one that a pane takes to the types of the boundary', async () => {
    const code = "import type { Stage } from '../ipc/bindings';\nexport type Other = Stage;\n";
    expect(await complaints('inspector/chips.ts', code)).toEqual([]);
  });
});
