// A desk to test at: one real window of the built app, driven through tauri-driver and WebKitWebDriver, with a home
// folder of its own, so that no test sees another's newsroom, settings or exports.

import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { remote } from 'webdriverio';

export type Browser = Awaited<ReturnType<typeof remote>>;

const root = resolve(import.meta.dirname, '../..');

/**
 * Milliseconds after which something that has not happened is taken for something that will not. Long, because a build
 * machine may stand still for seconds, and a test that passes waits for nothing; how fast the window is, is measured
 * elsewhere.
 */
const PATIENCE = 30_000;

function built(name: string, variable: string): string {
  const path = process.env[variable] ?? join(root, 'target/debug', name);
  if (!existsSync(path)) throw new Error(`${path} is not there: build it with "cargo xtask test"`);
  return path;
}

export const screenshots = process.env['REDAKSI_SCREENSHOTS'] ?? join(root, 'target/screenshots');

/**
 * WebKitWebDriver fails when what it found has left the page before it could name it, as a dialog does that is closing just
 * then. That is a moment of the page and no answer about it: the search is made again.
 */
function findAgain(browser: Browser): void {
  const again = async (find: (...args: unknown[]) => Promise<unknown>, ...args: unknown[]): Promise<unknown> => {
    for (let left = 20; ; left -= 1) {
      try {
        return await find(...args);
      } catch (error) {
        if (left === 0 || !String(error).includes('Stale element found')) throw error;
      }
    }
  };
  // The types know the browser's own commands alone, not those of the protocol beneath them.
  for (const search of ['findElement', 'findElements']) browser.overwriteCommand(search as 'call', again as never);
}

/** A home folder with one newsroom in it, and the windows opened on it. */
export class Desk {
  readonly home: string;
  readonly newsroom: string;
  browser!: Browser;
  /** Those with a window, for a look at what stands there when a test fails. */
  static readonly opened = new Set<Desk>();
  #driver: ChildProcess | undefined;
  #port = 0;
  #pid = 0;

  private constructor(home?: string, newsroom?: string) {
    this.home = home ?? mkdtempSync(join(tmpdir(), 'redaksi-desk-'));
    this.newsroom = newsroom ?? join(this.home, 'desk.redaksi');
  }

  /** `place` is the folder of the newsroom, where that is not the home folder. */
  static at(home?: string, place?: string): Desk {
    return new Desk(home, place && join(place, 'desk.redaksi'));
  }

  /** A desk at a newsroom that is somewhere else. */
  static on(newsroom: string): Desk {
    return new Desk(undefined, newsroom);
  }

  /** The environment of the app: everything it may remember lives in this desk's home. */
  get environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      HOME: this.home,
      XDG_DATA_HOME: join(this.home, '.data'),
      XDG_CONFIG_HOME: join(this.home, '.config'),
      XDG_CACHE_HOME: join(this.home, '.cache'),
      LANG: 'C.UTF-8',
      USER: 'penguji',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    };
  }

  /** Runs `redaksi-cli` on this desk's newsroom; its standard output. */
  cli(...args: string[]): string {
    const program = built('redaksi-cli', 'REDAKSI_CLI');
    return execFileSync(program, ['--newsroom', this.newsroom, ...args], {
      encoding: 'utf8',
      env: this.environment,
    });
  }

  /** Puts a file into the home folder; its path. */
  file(name: string, content: string | Buffer): string {
    const path = join(this.home, name);
    writeFileSync(path, content);
    return path;
  }

  /** The X window of this title that the app has open, such as a dialog of the system; empty while there is none. */
  windowNamed(title: string): string {
    const search = ['search', '--all', '--onlyvisible', '--pid', String(this.#pid), '--name', `^${title}$`];
    return spawnSync('xdotool', search, { encoding: 'utf8' }).stdout.trim().split('\n').at(-1) ?? '';
  }

  /** Types a path into the dialog of the system. Without a window manager nobody gives it the keys, so that is done here. */
  async chooseFile(title: string, path: string): Promise<void> {
    let dialog = '';
    await until(() => {
      dialog = this.windowNamed(title);
      return dialog !== '';
    }, 'the dialog of the system');
    xdotool('windowfocus', '--sync', dialog);
    xdotool('key', 'ctrl+l');
    await pause();
    xdotool('type', '--delay', '5', '--', path);
    await pause();
    xdotool('key', 'Return');
  }

  /** Gives a new file its path in the dialog of the system, whose field for the name has the focus. */
  async nameFile(title: string, path: string): Promise<void> {
    let dialog = '';
    await until(() => {
      dialog = this.windowNamed(title);
      return dialog !== '';
    }, 'the dialog of the system');
    xdotool('windowfocus', '--sync', dialog);
    await pause();
    xdotool('key', 'ctrl+a');
    xdotool('type', '--delay', '5', '--', path);
    await pause();
    xdotool('key', 'Return');
  }

  /** Drags files out of another program's window and lets go of them here, at a place in pixels of this window. */
  async dropFiles(paths: string[], { x, y }: { x: number; y: number }): Promise<void> {
    const window = this.windowNamed('(.* – )?Redaksi');
    const other = spawn('/usr/bin/python3', [join(import.meta.dirname, 'dragging.py'), window, ...paths]);
    let said = '';
    other.stdout.on('data', (data) => (said += String(data)));
    other.stderr.on('data', (data) => console.error(String(data)));
    try {
      await until(() => said.includes('ready'), 'the other program’s window');
      const move = (to: number[]) =>
        xdotool('mousemove', '--window', window, ...to.map((at) => String(Math.round(at))));
      xdotool('mousemove', '20', '20', 'mousedown', '1');
      // Some pixels make a drag of a press. The web view answers a move late, so that a hand has to linger.
      for (let step = 1; step <= 20; step += 1) {
        const way = Math.min(1, step / 8);
        move([20 + (x - 20) * way + (step % 2), 20 + (y - 20) * way]);
        await new Promise((moved) => setTimeout(moved, 100));
      }
      xdotool('mouseup', '1');
      await until(() => said.includes('let go'), 'the files to be let go of');
    } finally {
      other.kill();
    }
  }

  /** Opens the window and waits until the app has drawn its first screen. */
  async open(size: { width: number; height: number } = { width: 1440, height: 900 }): Promise<Browser> {
    const others = this.#running();
    this.#port = aPort();
    this.#driver = spawn('tauri-driver', ['--port', String(this.#port), '--native-port', String(this.#port + 1)], {
      env: this.environment,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    await until(() => accepts(this.#port), 'tauri-driver to listen');
    this.browser = await remote({
      hostname: '127.0.0.1',
      port: this.#port,
      logLevel: 'error',
      waitforTimeout: PATIENCE,
      connectionRetryCount: 1,
      connectionRetryTimeout: 60_000,
      capabilities: {
        'wdio:enforceWebDriverClassic': true,
        'tauri:options': {
          application: built('redaksi', 'REDAKSI_BIN'),
          args: ['--newsroom', this.newsroom],
        },
      } as WebdriverIO.Capabilities,
    });
    findAgain(this.browser);
    await this.browser.setTimeout({ script: 30_000 });
    this.#pid = this.#running().find((pid) => !others.includes(pid)) ?? 0;
    if (this.#pid === 0) throw new Error('the app is not running');
    Desk.opened.add(this);
    await this.resize(size.width, size.height);
    await this.browser.$('[data-ready]').waitForExist();
    return this.browser;
  }

  async resize(width: number, height: number): Promise<void> {
    await this.browser.setWindowSize(width, height);
    await this.painted();
  }

  /** Ctrl+Q in this desk's own window, whichever other window is dying beside it, until the app has ended. */
  async quit(): Promise<void> {
    xdotool('windowfocus', '--sync', this.windowNamed('(.* – )?Redaksi'));
    xdotool('key', 'ctrl+q');
    await this.gone();
  }

  /** Waits until the app has ended by itself, as it does after its window was closed. */
  async gone(): Promise<void> {
    const pid = this.#pid;
    await until(() => !alive(pid), 'the app to close');
    await this.#stopDriver();
  }

  /** SIGKILL to the app: no goodbye, no flush. */
  async kill(): Promise<void> {
    const pid = this.#pid;
    process.kill(pid, 'SIGKILL');
    await until(() => !alive(pid), 'the app to die');
    await this.#stopDriver();
  }

  /** Ends whatever is still running; for the end of a test. */
  async close(): Promise<void> {
    if (this.#driver) {
      await this.browser?.deleteSession().catch(() => undefined);
      await this.#stopDriver();
    }
    // One that did not end when it should have would take the keys of all tests that follow.
    if (this.#pid !== 0 && this.#running().includes(this.#pid)) process.kill(this.#pid, 'SIGKILL');
  }

  /** Deletes the home folder. */
  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  async #stopDriver(): Promise<void> {
    Desk.opened.delete(this);
    const driver = this.#driver;
    this.#driver = undefined;
    if (!driver || driver.exitCode !== null) return;
    const gone = new Promise((done) => driver.once('exit', done));
    driver.kill('SIGTERM');
    await gone;
  }

  /** The processes of all windows on this newsroom. */
  #running(): number[] {
    const found = spawnSync('pgrep', ['-f', `redaksi --newsroom ${this.newsroom}`], { encoding: 'utf8' });
    return found.stdout.trim().split('\n').filter(Boolean).map(Number);
  }

  /** Saves a picture of the window, as the screen shows it, under target/screenshots. */
  async screenshot(name: string, folder = screenshots): Promise<void> {
    mkdirSync(folder, { recursive: true });
    await this.painted();
    const window = xdotool('search', '--onlyvisible', '--pid', String(this.#pid)).trim().split('\n').at(-1) ?? '';
    execFileSync('import', ['-silent', '-window', window, join(folder, `${name}.png`)]);
  }

  /** Saves a picture of another X window of the app, such as a dialog of the system. */
  pictureOf(window: string, name: string): void {
    execFileSync('import', ['-silent', '-window', window, join(screenshots, `${name}.png`)]);
  }

  /** Waits until what moves has come to rest, then for two frames: one to lay out, one to paint. */
  async painted(): Promise<void> {
    await this.browser.executeAsync((done: () => void) => {
      const ends = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
      void Promise.allSettled(ends.map((one) => one.finished)).then(() =>
        requestAnimationFrame(() => requestAnimationFrame(() => done())),
      );
    });
  }
}

/** Real key presses, sent by the X server as a keyboard would. */
export function xdotool(...args: string[]): string {
  return execFileSync('xdotool', args, { encoding: 'utf8' });
}

/** Puts text on the real clipboard. The holder stays until something else is copied. */
export function copyToClipboard(text: string): void {
  hold([], Buffer.from(text));
}

/** Puts bytes of a media type on the real clipboard, as the program did that is said to have copied them. */
export function copyAs(type: string, content: string | Buffer): void {
  hold(['-target', type], Buffer.from(content as string));
}

/** Puts a text on the clipboard in several forms at once, as Word does; returns what lets go of it. */
export async function copyInForms(forms: Record<string, string>): Promise<() => void> {
  const owner = spawn('/usr/bin/python3', [join(import.meta.dirname, 'clipboard.py')]);
  let said = '';
  owner.stdout.on('data', (data) => (said += String(data)));
  owner.stderr.on('data', (data) => console.error(String(data)));
  owner.stdin.end(JSON.stringify(forms));
  await until(() => said.includes('held'), 'the clipboard to be held');
  return () => void owner.kill();
}

function hold(target: string[], content: Buffer): void {
  const clipboard = ['-selection', 'clipboard', ...target];
  execFileSync('xclip', [...clipboard, '-in', '-loops', '0'], { input: content, stdio: ['pipe', 'ignore', 'ignore'] });
  // xclip returns before the X server knows of it: until then a paste would bring what was there before.
  const end = Date.now() + PATIENCE;
  while (!spawnSync('xclip', [...clipboard, '-out'], { maxBuffer: 64 * 1024 * 1024 }).stdout.equals(content))
    if (Date.now() > end) throw new Error('the clipboard does not take what is copied');
}

/** Polls until `done`; never sleeps longer than it must. */
export async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`waited ${PATIENCE} ms for ${what}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

/**
 * A port for the driver, its neighbour being WebKit's. Above the ports that `fetch` refuses to speak to (6000 of X11,
 * 6666 of IRC, 10080 and others of its standard's list of bad ports), and below those that Linux gives to clients.
 */
function aPort(): number {
  return 12_000 + 2 * Math.floor(Math.random() * 10_000);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), answer(true)));
    socket.once('error', () => answer(false));
  });
}

/** GTK opens its line for a path, and looks the path up, without saying when it is done. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 400));
}
