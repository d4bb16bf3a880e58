/** The newsroom that this window has open: what it is, its counts, and opening another. */
import type { BroughtBack, Failure, JournalRow, Navigation, NewsroomInfo, Progress } from '../ipc/bindings';
import { call, chooseFiles, chooseNewFile, progressChannel } from '../ipc/call';
import { onHealth, onJournal, type Stop } from '../ipc/events';
import { t } from '../messages/messages.svelte';
import { toFailure } from './failing';
import { COPY } from './dropping';
import { houses } from './houses.svelte';
import { importing, type Refusal } from './importing.svelte';
import { listing } from './listing.svelte';
import { forgetMoves } from './moving';
import { same } from './same';
import { settings } from './settings.svelte';
import { workbench } from './workbench.svelte';

/** Milliseconds in which rows of the journal are gathered before lists are read again. */
const GATHER = 150;
/** Milliseconds without a key after which that is done: reading lists would come between two keys. */
const QUIET = 400;
/** Milliseconds after which it is done although someone types on, where there is more to show than what he types. */
const LONGEST = 3000;

class Newsroom {
  info: NewsroomInfo | null = $state.raw(null);
  navigation: Navigation | null = $state.raw(null);
  /** Why there is no newsroom to show. */
  failure: Failure | null = $state.raw(null);
  /** The file is gone, full or damaged while it is open. */
  health: Failure | null = $state.raw(null);
  /** How far a backup is that was asked for. */
  backingUp: Progress | null = $state.raw(null);

  /** What the last look for rescue copies found. */
  broughtBack: BroughtBack = $state.raw({ texts: [], failures: [] });

  #gathering = false;
  /** Among what is gathered there is more than saves of the story that is being written. */
  #isNews = false;

  /** No story in any stage: the first screen. */
  get empty(): boolean {
    return this.navigation !== null && this.navigation.stages.every(({ count }) => count === 0);
  }

  async start(): Promise<void> {
    await this.#enter(() => call.newsroomInfo(), '');
  }

  async open(path: string): Promise<void> {
    if (!(await workbench.leave())) return;
    await this.#enter(() => call.openNewsroom(path), path);
  }

  async create(path: string, house: string): Promise<void> {
    if (!(await workbench.leave())) return;
    await this.#enter(() => call.createNewsroom(path, house), path);
  }

  /** Opens a newsroom file of the editor's choice. */
  async openChosen(): Promise<void> {
    const [path] = await chooseFiles(t('newsroom.openTitle'), [this.#kind()], false);
    if (path) await this.open(path);
  }

  /** Makes a newsroom in a file of the editor's choice; whether one was chosen. */
  async createChosen(house: string): Promise<boolean> {
    const path = await chooseNewFile(t('newsroom.createTitle'), this.#kind(), 'redaksi.redaksi');
    if (path) await this.create(path, house);
    return path !== null;
  }

  async addSample(): Promise<void> {
    this.info = await call.addSample();
    await this.refresh();
  }

  /** Imports files of the editor's choice. */
  async importChosen(): Promise<void> {
    await this.import(await chooseFiles(t('import.title'), [{ name: t('import.kind'), extensions: COPY }], true));
  }

  /** Imports files; `refused` are those that nobody need look into. What comes of each is in `importing`. */
  async import(paths: string[], refused: Refusal[] = []): Promise<void> {
    if (paths.length + refused.length === 0 || !(await importing.run(paths, refused))) return;
    await this.refresh();
    // One story that was asked for is shown. Many come in behind the one that someone is working on.
    const [first] = importing.ids;
    if (first && (paths.length === 1 || workbench.session === null)) await workbench.open(first, { keep: true });
  }

  /** Shows what the last import brought: the one story, or all of them, picked in the list. */
  async showImported(): Promise<void> {
    const { ids } = importing;
    if (ids.length > 1) listing.showPicked({ type: 'stage', stage: 'draft' }, ids);
    else if (ids[0]) await workbench.open(ids[0], { keep: true });
  }

  /** Counts and list, read again. */
  async refresh(): Promise<void> {
    const [navigation] = await Promise.all([call.navigation(), listing.reload()]);
    if (!same(navigation, this.navigation)) this.navigation = navigation;
    // Whoever changed something has found that it may be written to again.
    if (this.info?.readOnly) this.info = await call.newsroomInfo();
  }

  /** Looks again, after the newsroom's file was out of reach. */
  async retry(): Promise<void> {
    try {
      await this.refresh();
      this.health = null;
      await workbench.flush();
    } catch (thrown) {
      this.ail(thrown);
    }
  }

  /**
   * Closes a newsroom that was found damaged, for the ways to repair it. A text that cannot be saved in it any more is in
   * its rescue copy by then, which is offered once the newsroom is open again.
   */
  async repair(): Promise<void> {
    const failure = [this.health, ...workbench.failing.map(({ saved }) => saved.failure)].find(
      (one) => one?.code === 'newsroomDamaged',
    );
    if (!(await workbench.leaveDamaged())) return;
    await call.shutDamaged();
    this.failure = failure ?? this.health;
    this.info = null;
    this.health = null;
  }

  /** Makes a backup now; where it is, or null where it was stopped or is being made already. */
  async backUp(): Promise<string | null> {
    if (this.backingUp !== null) return null;
    this.backingUp = { done: 0, total: 0, name: '' };
    try {
      const made = await call.backUp(progressChannel((progress) => (this.backingUp = progress)));
      if (this.health?.code === 'backupFailed') this.health = null;
      return made?.path ?? null;
    } finally {
      this.backingUp = null;
    }
  }

  async stopBackingUp(): Promise<void> {
    await call.cancelRepair();
  }

  /** Something that the window shows could not be read. */
  ail(thrown: unknown) {
    this.health = toFailure(thrown, this.info?.path ?? '');
  }

  /** Follows the journal and the health of the file. Called once, when the window is up. */
  async attend(): Promise<Stop> {
    const stops = [
      await onJournal((rows) => this.#hear(rows)),
      await onHealth((failure) => {
        this.health = failure;
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #kind() {
    return { name: t('newsroom.fileKind'), extensions: ['redaksi'] };
  }

  #hear(rows: JournalRow[]) {
    if (rows.length === 0) return;
    this.#isNews ||= rows.some(({ story, kind }) => kind !== 'saved' || story !== workbench.session?.id);
    if (this.#gathering) return;
    this.#gathering = true;
    const heard = performance.now();
    const look = () => {
      const typing = Date.now() - (workbench.session?.changedAt ?? 0) < QUIET;
      const late = this.#isNews && performance.now() - heard >= LONGEST;
      if (typing && !late) return void setTimeout(look, QUIET);
      this.#gathering = false;
      this.#isNews = false;
      void this.refresh().catch((thrown: unknown) => this.ail(thrown));
    };
    setTimeout(look, GATHER);
  }

  async #enter(enter: () => Promise<NewsroomInfo>, thing: string): Promise<void> {
    try {
      const info = await enter();
      forgetMoves();
      settings.account = info.actor;
      await settings.load();
      listing.sort = settings.sort;
      if (this.info !== null) listing.scope = { type: 'stage', stage: 'draft' };
      const broughtBack = await call.bringBack().catch((thrown: unknown) => ({
        texts: [],
        failures: [toFailure(thrown, info.path)],
      }));
      workbench.rescued = broughtBack.texts;
      const [navigation] = await Promise.all([call.navigation(), listing.reload(true)]);
      this.info = info;
      houses.all = info.houses;
      this.navigation = navigation;
      this.failure = null;
      this.health = null;
      await workbench.reopen();
      this.broughtBack = broughtBack;
    } catch (thrown) {
      if (this.info !== null) {
        // The newsroom that was open stays, with its story; whoever asked for the other is told.
        await workbench.reopen();
        throw thrown;
      }
      this.failure = toFailure(thrown, thing);
      await settings.load();
    }
  }
}

export const newsroom = new Newsroom();
