/** One export, from the choice of kinds to the last answered question. Lives as long as its dialog. */
import type {
  AfterStep,
  ExportedFile,
  ExportLayout,
  ExportPage,
  ExportPrint,
  ExportProfile,
  ExportRequest,
  ExportText,
  Failure,
  GateOverride,
  LayoutInfo,
  Progress,
  StoryGate,
} from '../ipc/bindings';
import {
  cancelExport,
  chooseExportFolder,
  exportedText,
  exportFolder,
  exportStories,
  gates,
  type KindName,
  keepProfile,
  KINDS,
  lastKinds,
  type Leaving,
  leaving,
  showFolder,
  profiles,
  rememberKinds,
  removeProfile,
} from '../newsroom/exporting';
import { copyText } from '../newsroom/clipboard';
import { toFailure } from '../newsroom/failing';
import { keptOptions, layouts } from '../newsroom/previewing';
import { workbench } from '../newsroom/workbench.svelte';
import { askedFor, type ChosenOptions, toggled } from './layouts';
import { answered, grouped, type Outcomes } from './outcomes';

/** Of more stories than this the findings are not listed before: it would be a wall of words. */
const LISTED = 50;

export class Exporting {
  readonly ids: string[];
  phase: 'choosing' | 'running' | 'done' = $state('choosing');
  kinds: KindName[] = $state.raw(['html']);
  /** Layouts that leave besides, and how each is wanted. */
  layouts: ExportLayout[] = $state.raw([]);
  /** The layouts at hand; those whose files have a fault are none. */
  known: LayoutInfo[] = $state.raw([]);
  folder = $state('');
  /** Which text leaves, where suggestions are pending. */
  text: ExportText = $state('accepted');
  /** How web pages are wanted. */
  page: ExportPage = $state.raw({ fragment: false, picturesBeside: false });
  /** Whether documents for colleagues have the notes and suggestions in them. */
  review = $state(false);
  /** How printed pages are wanted. */
  print: ExportPrint = $state.raw({ layout: '', archival: false });
  stories: Leaving[] = $state.raw([]);
  /** How the files are named; empty for their sluglines. */
  naming = $state('');
  /** What the window does when the files are there. */
  after: AfterStep[] = $state.raw([]);
  profiles: ExportProfile[] = $state.raw([]);
  /** The name of the profile that was chosen. */
  profile: string | null = $state(null);
  /** The stories that something keeps from their readers. */
  held: StoryGate[] = $state.raw([]);
  /** Somebody answers for what the gates would keep. */
  gateOverride: GateOverride | null = $state(null);
  progress: Progress = $state.raw({ done: 0, total: 0, name: '' });
  files: ExportedFile[] = $state.raw([]);
  cancelled = $state(false);
  failure: Failure | null = $state.raw(null);
  /** Files that stood there already stay as they are. */
  skipped = $state(false);

  /** Whether there is a text to choose. */
  readonly suggested = $derived(
    this.stories.some(({ findings }) => findings.some(({ code }) => code === 'suggestionsPending')),
  );
  /** Whether an answer that was begun says who and why. */
  readonly answered = $derived(
    this.gateOverride === null || (this.gateOverride.by.trim() !== '' && this.gateOverride.reason.trim() !== ''),
  );
  /** Whether there are printed pages among what leaves. */
  readonly prints = $derived(
    this.kinds.includes('pdf') ||
      this.layouts.some(({ layout }) => this.known.find(({ id }) => id === layout)?.kind === 'print'),
  );
  readonly outcomes: Outcomes = $derived(grouped(this.files));

  /** What was chosen of the layouts in the preview. */
  #options: ChosenOptions = {};

  constructor(ids: string[]) {
    this.ids = ids;
  }

  /** Everything the dialog shows before. The open story is saved first, so that what is said is said of the last key. */
  async prepare(): Promise<void> {
    try {
      if (!(await this.#saved())) return;
      // Without layouts everything else can leave.
      void this.#look().catch(() => null);
      const [chosen, held, stories] = await Promise.allSettled([
        Promise.all([lastKinds(), exportFolder(), profiles()]),
        gates(this.ids),
        Promise.all(this.ids.slice(0, LISTED).map(leaving)),
      ]);
      // All at once: what came one by one would move what a hand is going to.
      if (chosen.status === 'fulfilled') [this.kinds, this.folder, this.profiles] = chosen.value;
      if (held.status === 'fulfilled') this.held = held.value;
      if (stories.status === 'fulfilled') this.stories = stories.value;
      for (const one of [chosen, held, stories]) if (one.status === 'rejected') throw one.reason;
    } catch (thrown) {
      this.failure = toFailure(thrown, '');
    }
  }

  async #look(): Promise<void> {
    this.#options = await keptOptions();
    this.known = (await layouts()).filter(({ fault }) => fault === null);
  }

  /** Takes over what a profile says; without one, the folder of the day and plain names. */
  async choose(name: string | null): Promise<void> {
    this.profile = name;
    const chosen = this.profiles.find((one) => one.name === name);
    this.folder = chosen?.folder || (await exportFolder());
    this.naming = chosen?.naming ?? '';
    this.after = chosen?.after ?? [];
    if (!chosen) return;
    this.kinds = KINDS.filter((kind) => chosen.kinds.includes(kind));
    this.layouts = chosen.layouts;
    ({ text: this.text, page: this.page, review: this.review, print: this.print } = chosen);
  }

  /** Keeps what is chosen as a profile; `was` is the name that it had. False where that is not possible. */
  keepAs(name: string, was: string | null): Promise<boolean> {
    return this.#changing(async () => {
      const { kinds, layouts, folder, naming, text, page, review, print, after } = this;
      await keepProfile({ name, kinds, layouts, folder, naming, text, page, review, print, after }, was);
      this.profile = name;
    });
  }

  removeProfile(): Promise<boolean> {
    return this.#changing(async () => {
      if (this.profile !== null) await removeProfile(this.profile);
      this.profile = null;
    });
  }

  async #changing(change: () => Promise<void>): Promise<boolean> {
    this.failure = null;
    try {
      await change();
      this.profiles = await profiles();
      return true;
    } catch (thrown) {
      this.failure = toFailure(thrown, this.profile ?? '');
      return false;
    }
  }

  toggleStep(step: AfterStep): void {
    this.after = this.after.includes(step) ? this.after.filter((one) => one !== step) : [...this.after, step];
  }

  toggle(kind: KindName): void {
    this.kinds = KINDS.filter((one) => (one === kind) !== this.kinds.includes(one));
    void rememberKinds(this.kinds);
  }

  toggleLayout(layout: string): void {
    this.layouts = toggled(this.layouts, layout, this.known, this.#options);
  }

  async changeFolder(title: string): Promise<void> {
    const chosen = await chooseExportFolder(title, this.folder).catch(() => null);
    if (chosen === null) return;
    this.folder = chosen;
    this.failure = null;
    if (this.phase === 'done' && this.outcomes.written.length === 0) this.phase = 'choosing';
  }

  async run(): Promise<void> {
    this.files = [];
    this.skipped = false;
    await this.#work([{ ids: this.ids, kinds: this.kinds, layouts: this.layouts, existing: 'ask' }], (_, made) => made);
  }

  /** Asks again for exactly the files that stood there already. */
  answer(existing: 'replace' | 'beside'): Promise<void> {
    return this.#again('exists', existing);
  }

  /** Tries again what was refused. */
  retry(): Promise<void> {
    return this.#again('refused', 'ask');
  }

  /** One request a kind, with the stories that it is about: what has been written is not written twice. */
  async #again(outcome: 'exists' | 'refused', existing: ExportRequest['existing']): Promise<void> {
    const files = this.outcomes[outcome];
    const kinds = [...new Set(files.map(({ kind }) => kind))];
    const requests = kinds.map((kind) => ({
      ids: files.filter((file) => file.kind === kind).flatMap(({ stories }) => stories),
      ...askedFor(kind, this.layouts),
      existing,
    }));
    await this.#work(requests, (before, made) => answered(before, made, outcome));
  }

  /** Stops after the file that is being made; what was written by then stays. */
  async cancel(): Promise<void> {
    await cancelExport().catch(() => null);
  }

  async #work(
    requests: Pick<ExportRequest, 'ids' | 'kinds' | 'layouts' | 'existing'>[],
    gather: (before: ExportedFile[], made: ExportedFile[]) => ExportedFile[],
  ): Promise<void> {
    this.failure = null;
    this.cancelled = false;
    if (!(await this.#saved())) return;
    this.progress = { done: 0, total: 0, name: '' };
    this.phase = 'running';
    try {
      for (const request of requests) {
        const result = await exportStories(
          {
            ...request,
            folder: this.folder,
            text: this.text,
            page: this.page,
            review: this.review,
            print: this.print,
            naming: this.naming,
            gateOverride: this.gateOverride,
          },
          (progress) => {
            this.progress = progress;
          },
        );
        this.files = gather(this.files, result.files);
        this.cancelled ||= result.cancelled;
      }
    } catch (thrown) {
      this.failure = toFailure(thrown, this.folder);
    }
    this.phase = this.files.length > 0 ? 'done' : 'choosing';
    await this.#afterwards();
    // A remembered export changes what is said of the story.
    this.stories = await Promise.all(this.stories.map(async (story) => leaving(story.id).catch(() => story)));
  }

  /** What the profile, or the editor, wants done with the files. That it cannot be done leaves them where they are. */
  async #afterwards(): Promise<void> {
    const { written } = this.outcomes;
    if (written.length === 0) return;
    try {
      if (this.after.includes('copyToClipboard')) {
        const [only, more] = written;
        const text = only && !more ? await exportedText(only.path) : null;
        await copyText(text ?? written.map(({ path }) => path).join('\n'));
      }
      if (this.after.includes('openFolder')) await showFolder(this.folder);
    } catch (thrown) {
      this.failure = toFailure(thrown, this.folder);
    }
  }

  /** Whether the last keystroke is in the newsroom. What has not been saved does not leave. */
  async #saved(): Promise<boolean> {
    if (await workbench.flush(this.ids)) return true;
    const open = this.ids.map((id) => workbench.sessions.get(id));
    const unsaved = open.find((session) => session && session.saved.phase !== 'clean');
    this.failure = unsaved?.saved.failure ?? {
      code: 'storyChanged',
      thing: unsaved?.fields.headline || unsaved?.fields.slugline || '',
      detail: '',
      remedy: 'compareVersions',
    };
    return false;
  }
}
