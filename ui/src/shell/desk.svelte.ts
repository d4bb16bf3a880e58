/** What the shell itself has open, and everything that a command, a button or a key can ask of it. */
import { tick } from 'svelte';
import { OFFERS } from '../editor/blocks/catalogue';
import { HISTORY } from '../inspector/versions';
import type { Stage } from '../ipc/bindings';
import { moveStories, restoreStories, sayStayed, STAGES } from '../library/stages';
import { speech, t, type Language } from '../messages/messages.svelte';
import { sortDropped } from '../newsroom/dropping';
import { explain, toFailure } from '../newsroom/failing';
import { houses } from '../newsroom/houses.svelte';
import { history } from '../newsroom/history.svelte';
import { listing } from '../newsroom/listing.svelte';
import { moveBackLast, moveBackNewest } from '../newsroom/moving';
import { newsroom } from '../newsroom/newsroom.svelte';
import { moveToHouse } from '../newsroom/rehousing';
import { replacing } from '../newsroom/replacing.svelte';
import type { Session } from '../newsroom/session.svelte';
import { settings, type PaneName, type Theme } from '../newsroom/settings.svelte';
import { view } from '../newsroom/view.svelte';
import { workbench, type Place, type Request } from '../newsroom/workbench.svelte';
import type { Command } from '../palette/entries';
import { toasts } from '../parts/toasts.svelte';
import { EDITOR, fit, PAIR, type Sizes } from './layout';
import { keysOf } from './shortcuts';
import { commandsOfStories } from './stories';

export type Sheet = 'shortcuts' | 'name' | 'newNewsroom';

const THEMES: Theme[] = ['system', 'light', 'dark'];
const LANGUAGES: Language[] = ['id', 'en'];

/** Only the text is there. */
const NONE: Sizes = { navigation: 0, list: 0, inspector: 0 };

class DeskTop {
  palette = $state(false);
  sheet: Sheet | null = $state(null);
  width = $state(1440);
  /** A pane that had no room and stands over the others for a moment. */
  peek: PaneName | null = $state(null);

  /** The editor is never narrower. */
  readonly least = $derived(workbench.tabs.split ? PAIR : EDITOR);
  readonly sizes: Sizes = $derived(view.focus ? NONE : fit(this.width, settings.panes, this.least));

  async newStory(): Promise<void> {
    view.preview = false;
    if (!(await workbench.create())) return;
    const { scope } = listing;
    if (scope.type === 'search' || (scope.type === 'stage' && scope.stage !== 'draft'))
      listing.show({ type: 'stage', stage: 'draft' });
    await tick();
    workbench.ask('headline');
  }

  /** A new story with the paste dialog over it. */
  async paste(): Promise<void> {
    view.preview = false;
    if (workbench.session === null && !(await workbench.create())) return;
    await tick();
    workbench.ask('paste');
  }

  async importCopy(): Promise<void> {
    await this.#trying(async () => {
      await newsroom.importChosen();
    });
  }

  async showImported(): Promise<void> {
    view.preview = false;
    this.reveal('list');
    await this.#trying(() => newsroom.showImported());
  }

  /** Files that were dropped onto the window: copy is imported, pictures go into the text under them. */
  async dropped(paths: string[], at: Place): Promise<void> {
    if (newsroom.info === null) return;
    const { copy, pictures, others } = sortDropped(paths);
    const taken = pictures.length === 0 || workbench.asking.dropPictures(pictures, at);
    await this.#trying(() =>
      newsroom.import(copy, [
        ...others.map((path) => ({ path, why: 'kind' as const })),
        ...(taken ? [] : pictures.map((path) => ({ path, why: 'picture' as const }))),
      ]),
    );
  }

  async addSample(): Promise<void> {
    await this.#trying(async () => {
      await newsroom.addSample();
      const first = listing.row(0)?.story.id;
      if (first) await workbench.open(first);
    });
  }

  togglePreview() {
    if (view.preview) view.preview = false;
    else if (workbench.session) view.preview = true;
  }

  exportStories(ids?: string[]) {
    const open = workbench.session?.id;
    const chosen = ids ?? (listing.picked.size > 1 ? [...listing.picked] : open ? [open] : []);
    if (chosen.length > 0) view.exporting = chosen;
  }

  /** All stories of the list, as far as they can be told one by one. */
  async exportListed(): Promise<void> {
    await this.#trying(async () => {
      const { ids, more } = await listing.all();
      if (more) toasts.show(() => t('list.firstOnly', { count: ids.length }));
      this.exportStories(ids);
    });
  }

  async search(): Promise<void> {
    view.preview = false;
    this.reveal('list');
    listing.startSearch();
    await tick();
  }

  /** Replaces in the picked stories, or in all of the list. */
  async replaceInStories(): Promise<void> {
    await this.#trying(async () => {
      if (listing.picked.size > 0) return replacing.open([...listing.picked]);
      const { ids, more } = await listing.all();
      replacing.open(ids, more);
    });
  }

  /** Only the text, or everything again. The keys stay with the text. */
  toggleFocus() {
    if (!view.focus && workbench.session === null) return;
    view.focus = !view.focus;
    view.preview = false;
    this.peek = null;
    history.end();
    this.askEditor('focus');
  }

  askEditor(request: Request) {
    view.preview = view.preview && settings.beside;
    if (workbench.session) void tick().then(() => workbench.ask(request));
  }

  /** Begins or ends suggesting in the open story. */
  suggest() {
    if (workbench.session?.editable) workbench.session.suggestions.toggle();
  }

  /** Begins a note at the words that are selected. */
  note() {
    this.reveal('inspector');
    this.askEditor('note');
  }

  async showNotes(): Promise<void> {
    view.preview = false;
    view.inspector = 'notes';
    this.reveal('inspector');
    await tick();
  }

  async showHistory(): Promise<void> {
    view.preview = false;
    view.inspector = 'history';
    this.reveal('inspector');
    await tick();
    document.getElementById(HISTORY)?.focus();
  }

  async undoMove(): Promise<void> {
    await this.#trying(async () => {
      if (toasts.undoNewest()) return;
      sayStayed(await moveBackNewest());
    });
  }

  /** The same for one's last move of all, also of an earlier day: only when it is asked for by name. */
  async undoLastMove(): Promise<void> {
    await this.#trying(async () => {
      const undone = await moveBackLast();
      if (undone === null) toasts.show(() => t('moved.nothingToUndo'));
      else if (undone.stories.length > 0) toasts.show(() => t('moved.undone', { count: undone.stories.length }));
      sayStayed(undone?.left.length ?? 0);
    });
  }

  fold(pane: PaneName) {
    const wanted = settings.panes[pane];
    if (this.peek === pane) this.peek = null;
    else if (this.sizes[pane] > 0) wanted.folded = true;
    else if (wanted.folded && this.#wouldFit(pane)) wanted.folded = false;
    else this.peek = pane;
    settings.keep();
  }

  #wouldFit(pane: PaneName): boolean {
    const unfolded = { ...settings.panes, [pane]: { ...settings.panes[pane], folded: false } };
    return fit(this.width, unfolded, this.least)[pane] > 0;
  }

  /** Makes sure that a pane can be seen. */
  reveal(pane: PaneName) {
    if (this.sizes[pane] === 0 && this.peek !== pane) this.fold(pane);
  }

  resize(pane: PaneName, size: number) {
    settings.panes[pane].size = size;
    settings.keep();
  }

  speak(language: Language) {
    settings.speak(language);
  }

  dress(theme: Theme) {
    settings.theme = theme;
    settings.keep();
  }

  /** Everything that can be done, for the palette, in the order in which it is offered. */
  commands(): Command[] {
    const { session } = workbench;
    const chosen = listing.picked.size > 0 ? [...listing.picked] : session ? [session.id] : [];
    const command = (id: string, label: string, run: () => void, keys?: string): Command => ({
      id,
      label,
      run,
      ...(keys ? { keys } : {}),
    });
    const onStory: Command[] = session
      ? [
          command('preview', t('command.preview'), () => this.togglePreview(), keysOf('preview')),
          command('export', t('command.export'), () => this.exportStories(), keysOf('export')),
          command('related', t('command.relatedLink'), () => this.askEditor('related'), keysOf('relatedLink')),
          command('find', t('command.find'), () => this.askEditor('find'), keysOf('find')),
          command('replace', t('command.replace'), () => this.askEditor('replace'), keysOf('replace')),
          command('suggest', t('command.suggest'), () => this.suggest(), keysOf('suggest')),
          command('note', t('command.note'), () => this.note(), keysOf('note')),
          command('notes', t('command.notes'), () => void this.showNotes()),
          ...(session.suggestions.all.length > 0 ? this.#decisions(session) : []),
          command('goTo', t('command.goTo'), () => this.askEditor('goTo'), keysOf('goTo')),
          ...OFFERS.filter(({ id }) => id !== 'related').map(({ id, words, keys, does }) =>
            command(
              `block-${id}`,
              t('command.block', { name: t(words) }),
              () => this.askEditor('ask' in does ? does.ask : does),
              keys,
            ),
          ),
          command('blockMenu', t('block.menu'), () => this.askEditor('menu'), keysOf('blockMenu')),
          ...(['nextMisspelt', 'previousMisspelt', 'correct', 'lookup'] as const).map((id) =>
            command(id, t(`command.${id}`), () => this.askEditor(id), keysOf(id)),
          ),
          command('focusMode', t('command.focusMode'), () => this.toggleFocus(), keysOf('focusMode')),
          command('dateline', t('command.dateline'), () => this.askEditor('dateline'), keysOf('dateline')),
          command('credit', t('command.credit'), () => this.askEditor('credit')),
          ...houses.all
            .filter(({ id }) => id !== session.fields.house)
            .map(({ id, name }) =>
              command(
                `house-${id}`,
                t('command.house', { name }),
                () => void this.#trying(() => moveToHouse(session, id)),
              ),
            ),
          ...commandsOfStories(),
          command('history', t('command.history'), () => void this.showHistory()),
          command('keepVersion', t('command.keepVersion'), () => (history.keeping = true)),
          command('correctStory', t('command.correct.story'), () => (view.correcting = true)),
        ]
      : [];
    const moves = STAGES.filter((stage): stage is Exclude<Stage, 'spiked'> => stage !== 'spiked').map((stage) =>
      command(
        `move-${stage}`,
        t('command.moveTo', { stage: t(`stage.${stage}`) }),
        () => void moveStories(chosen, stage),
      ),
    );
    const spiked = session?.stage === 'spiked' && listing.picked.size === 0;
    const spike = spiked
      ? command('restore', t('command.restore'), () => void restoreStories(chosen))
      : command('spike', t('command.spike'), () => void moveStories(chosen, 'spiked'), keysOf('spike'));
    return [
      command('newStory', t('command.newStory'), () => void this.newStory(), keysOf('newStory')),
      command('paste', t('command.paste'), () => void this.paste()),
      command('import', t('command.import'), () => void this.importCopy()),
      ...onStory,
      command('search', t('command.search'), () => void this.search(), keysOf('search')),
      ...(listing.total > 0
        ? [
            command('replaceIn', t('command.replaceIn'), () => void this.replaceInStories()),
            command('exportAll', t('command.exportAll'), () => void this.exportListed()),
          ]
        : []),
      command('due', t('command.due'), () => (view.due = [])),
      ...(chosen.length > 0 ? [...moves, spike] : []),
      command('undoMove', t('command.undoMove'), () => void this.undoLastMove()),
      ...STAGES.map((stage) =>
        command(`show-${stage}`, t('command.show', { name: t(`stage.${stage}`) }), () => {
          this.reveal('list');
          listing.show({ type: 'stage', stage });
        }),
      ),
      command(
        'fold-navigation',
        t('command.toggleNavigation'),
        () => this.fold('navigation'),
        keysOf('toggleNavigation'),
      ),
      command('fold-list', t('command.toggleList'), () => this.fold('list'), keysOf('toggleList')),
      command('fold-inspector', t('command.toggleInspector'), () => this.fold('inspector'), keysOf('toggleInspector')),
      command(
        'typewriter',
        t(settings.writing.typewriter ? 'command.typewriter.off' : 'command.typewriter.on'),
        () => settings.write({ typewriter: !settings.writing.typewriter }),
        keysOf('typewriter'),
      ),
      command('signs', t(settings.writing.signs ? 'command.signs.off' : 'command.signs.on'), () =>
        settings.write({ signs: !settings.writing.signs }),
      ),
      command('spelling', t(settings.writing.spelling ? 'command.spelling.off' : 'command.spelling.on'), () => {
        settings.write({ spelling: !settings.writing.spelling });
        void session?.spelling.check();
      }),
      ...LANGUAGES.filter((language) => language !== speech.language).map((language) =>
        command(`language-${language}`, t(`command.language.${language}`), () => this.speak(language)),
      ),
      ...THEMES.filter((theme) => theme !== settings.theme).map((theme) =>
        command(`theme-${theme}`, t('command.theme', { theme: t(`theme.${theme}`) }), () => this.dress(theme)),
      ),
      command('name', t('command.name'), () => (this.sheet = 'name')),
      command('openNewsroom', t('command.openNewsroom'), () => void this.openNewsroom()),
      command('newNewsroom', t('command.newNewsroom'), () => (this.sheet = 'newNewsroom')),
      command('backUp', t('command.backUp'), () => void this.backUp()),
      ...(newsroom.health?.code === 'newsroomDamaged'
        ? [command('repair', t('command.repair'), () => void newsroom.repair())]
        : []),
      command('shortcuts', t('command.shortcuts'), () => (this.sheet = 'shortcuts'), keysOf('shortcuts')),
      command('quit', t('command.quit'), () => void workbench.close(), keysOf('quit')),
    ];
  }

  #decisions({ suggestions, editable }: Session): Command[] {
    const ask = (request: 'nextSuggestion' | 'previousSuggestion') => () => this.askEditor(request);
    const all = (way: 'accept' | 'reject') => () => editable && suggestions.resolve(suggestions.all, way);
    return [
      {
        id: 'nextSuggestion',
        label: t('command.nextSuggestion'),
        run: ask('nextSuggestion'),
        keys: keysOf('nextSuggestion'),
      },
      {
        id: 'previousSuggestion',
        label: t('command.previousSuggestion'),
        run: ask('previousSuggestion'),
        keys: keysOf('previousSuggestion'),
      },
      { id: 'acceptAll', label: t('command.acceptAll'), run: all('accept') },
      { id: 'rejectAll', label: t('command.rejectAll'), run: all('reject') },
    ];
  }

  async openNewsroom(): Promise<void> {
    await this.#trying(() => newsroom.openChosen());
  }

  /** A backup now, said with its name; where it is, when one asks. */
  async backUp(): Promise<void> {
    await this.#trying(async () => {
      const path = await newsroom.backUp();
      const name = path?.split(/[\\/]/).at(-1) ?? '';
      toasts.show(() => (path === null ? t('backup.none') : t('backup.made', { name })));
    });
  }

  async #trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const failure = toFailure(thrown, newsroom.info?.name ?? '');
      toasts.problem(() => explain(failure), failure.detail);
    }
  }
}

export const desktop = new DeskTop();
