import { beforeEach, describe, expect, it, vi } from 'vitest';

const setting = vi.fn<(name: string) => Promise<string | null>>();
vi.mock('../ipc/call', () => ({ call: { setting, setSetting: vi.fn().mockResolvedValue(null) } }));

/** A window that has just come up: nothing of the one before is left in its memory. */
async function opened() {
  vi.resetModules();
  const { settings } = await import('./settings.svelte');
  const { speech } = await import('../messages/messages.svelte');
  await settings.load();
  return { settings, speech };
}

function has(kept: object | null) {
  setting.mockImplementation((name) => Promise.resolve(name === 'window' ? JSON.stringify(kept) : null));
}

function isDamaged() {
  setting.mockRejectedValue(new Error('damaged'));
}

describe('a window whose settings cannot be read', () => {
  beforeEach(() => {
    localStorage.clear();
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('en-GB');
  });

  it('speaks and looks as the last one that could read its own', async () => {
    has({ language: 'id', theme: 'dark', beside: true });
    await opened();
    isDamaged();
    const { settings, speech } = await opened();
    expect([speech.language, settings.theme]).toEqual(['id', 'dark']);
    // The rest belongs to the newsroom.
    expect(settings.beside).toBe(false);
  });

  it('knows what was chosen while it was open', async () => {
    has({ language: 'en', theme: 'light' });
    const { settings } = await opened();
    settings.speak('id');
    settings.theme = 'dark';
    await settings.flush();
    isDamaged();
    const next = await opened();
    expect([next.speech.language, next.settings.theme]).toEqual(['id', 'dark']);
  });

  it('follows the machine where nobody has chosen, or where nothing is to be had from the web view either', async () => {
    has(null);
    await opened();
    isDamaged();
    expect((await opened()).speech.language).toBe('en');
    localStorage.setItem('window', '{');
    expect((await opened()).speech.language).toBe('en');
    const refuse = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    expect((await opened()).speech.language).toBe('en');
    vi.restoreAllMocks();
  });

  it('leaves a newsroom alone in which nobody has chosen, and learns nothing from it', async () => {
    has({ language: 'id', theme: 'dark' });
    await opened();
    has(null);
    const { settings, speech } = await opened();
    expect([speech.language, settings.theme]).toEqual(['en', 'system']);
    isDamaged();
    expect((await opened()).speech.language).toBe('id');
  });
});
