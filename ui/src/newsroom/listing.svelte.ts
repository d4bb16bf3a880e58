/** The story list: what it shows, in which order, which rows are picked. Pages come from the newsroom as they are looked at. */
import type { Facets, ListRow, QueryFault, SnippetPart, Sort, Stage } from '../ipc/bindings';
import { call } from '../ipc/call';
import { PAGE, Pages, pageOf } from './paging';
import { same } from './same';

export type Scope =
  | { type: 'all' }
  | { type: 'stage'; stage: Stage }
  | { type: 'desk'; desk: string }
  | { type: 'search'; words: string };

export type Row = { story: ListRow; snippet: SnippetPart[] };

export interface Listed {
  ids: string[];
  more: boolean;
}

/** What was picked of some stories, and where one stood then: a list, its cursor, and where the selection began in it. */
export interface Hand {
  scope: Scope;
  picked: readonly string[];
  cursor: string | null;
  anchor: number;
}

/** Milliseconds for which typing in the search field may rest before the newsroom is asked: for keys that come together. */
const TYPING = 15;
/** And before it is asked how what was found is spread, which takes it longer: a key that comes before then puts it off. */
const RESTED = 150;
/** No more stories than this are picked at once; how many there are is always said. */
const MOST = 5000;

export class Listing {
  scope: Scope = $state.raw({ type: 'stage', stage: 'draft' });
  sort: Sort = $state('newest');
  pages: Pages<Row> = $state.raw(new Pages<Row>());
  /** False until the newsroom has answered once for this scope. */
  loaded = $state(false);
  /** The row that the keyboard is on. */
  cursor: string | null = $state(null);
  picked: ReadonlySet<string> = $state.raw(new Set());
  /** The search field stands in the head of the list. */
  searching = $state(false);
  /** How often the search field was asked for: each time it takes the keys, also where it stands already. */
  askedFor = $state(0);
  /** What of the search was not understood. */
  faults: QueryFault[] = $state.raw([]);
  /** There may be more stories than `total`. */
  approximate = $state(false);
  /** How what was found is spread; of the search before until the newsroom has counted. */
  facets: Facets | null = $state.raw(null);

  #anchor = 0;
  #shown = { first: 0, last: PAGE - 1 };
  #turn = 0;
  #asked = new Set<number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** The whole count of a search, once it is known. */
  #counted: number | null = null;
  #before: Scope = this.scope;
  #failed: (thrown: unknown) => void = () => undefined;

  get total(): number {
    return this.pages.total;
  }

  /** What is worked on: the picked rows, or the row under the cursor. */
  get chosen(): string[] {
    if (this.picked.size > 0) return [...this.picked];
    return this.cursor ? [this.cursor] : [];
  }

  /** Where failures of reading are told. */
  tellFailures(tell: (thrown: unknown) => void) {
    this.#failed = tell;
  }

  show(scope: Scope) {
    if (this.scope.type !== 'search') this.#before = this.scope;
    this.scope = scope;
    this.searching = scope.type === 'search';
    this.#counted = null;
    if (scope.type !== 'search') this.facets = null;
    this.picked = new Set();
    this.#anchor = 0;
    void this.reload(true);
  }

  /** Shows a scope with stories picked in it. */
  showPicked(scope: Scope, ids: readonly string[]) {
    this.show(scope);
    this.picked = new Set(ids.slice(0, MOST));
  }

  sortBy(sort: Sort) {
    this.sort = sort;
    void this.reload(true);
  }

  /** Puts the search field up; the list stays until something is typed. */
  startSearch() {
    this.searching = true;
    this.askedFor += 1;
  }

  search(words: string) {
    clearTimeout(this.#timer);
    clearTimeout(this.#resting);
    this.#timer = setTimeout(() => {
      if (words.trim() === '') this.show(this.#before);
      else this.show({ type: 'search', words });
      this.searching = true;
    }, TYPING);
  }

  endSearch() {
    clearTimeout(this.#timer);
    if (this.scope.type === 'search') this.show(this.#before);
    this.searching = false;
  }

  /** Rows `first` to `last` are on screen: fetches the pages that they need. */
  look(first: number, last: number) {
    this.#shown = { first: Math.max(0, first), last };
    for (const page of this.pages.missing(first, last)) void this.#fetch(page);
  }

  /** Reads again what is on screen, and shows it in one go; `anew` forgets the place, too. */
  async reload(anew = false) {
    const turn = ++this.#turn;
    this.#asked.clear();
    if (anew) {
      this.loaded = false;
      this.#shown = { first: 0, last: PAGE - 1 };
    }
    const cursorAt = this.cursor === null || anew ? -1 : this.indexOf(this.cursor);
    const first = pageOf(this.#shown.first);
    const last = Math.max(first, anew ? 0 : pageOf(Math.min(this.#shown.last, this.total - 1)));
    const wanted = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    try {
      const answers = await Promise.all(wanted.map((page) => this.#read(page * PAGE)));
      if (turn !== this.#turn) return;
      const held = new Map([...this.pages.rows()].map((row) => [row.story.id, row]));
      let fresh = new Pages<Row>();
      answers.forEach(({ rows, total }, at) => (fresh = fresh.with(first + at, unchanged(rows, held), total)));
      const before = this.pages;
      this.pages = fresh;
      this.loaded = true;
      this.faults = answers[0]?.faults ?? [];
      this.approximate = answers[0]?.approximate ?? false;
      this.#countLater(turn);
      this.#keepCursor(before, cursorAt);
      // A list that became shorter while its end was on screen.
      if (fresh.total > 0 && this.row(Math.min(this.#shown.first, fresh.total - 1)) === undefined)
        this.look(0, PAGE - 1);
    } catch (thrown) {
      if (turn === this.#turn) this.#failed(thrown);
    }
  }

  row(index: number): Row | undefined {
    return this.pages.at(index);
  }

  /** Once nobody types any more: the whole count, and how it is spread. */
  #countLater(turn: number) {
    clearTimeout(this.#resting);
    const { scope } = this;
    if (scope.type !== 'search') return;
    this.#resting = setTimeout(() => {
      call
        .searchFacets(scope.words)
        .then((facets) => {
          if (turn !== this.#turn) return;
          // Somebody searched elsewhere, as in the palette, which took the turn of this count.
          if (facets === null) return this.#countLater(turn);
          this.facets = facets;
          this.approximate = facets.approximate;
          this.#counted = facets.total;
          this.pages = this.pages.of(facets.total);
        })
        .catch((thrown: unknown) => turn === this.#turn && this.#failed(thrown));
    }, RESTED);
  }

  indexOf(id: string): number {
    return this.pages.indexOf((row) => row.story.id === id);
  }

  /** Moves the cursor by `step` rows; with `extend` the rows between are picked. The id that it lands on. */
  async step(step: number, extend = false): Promise<string | null> {
    const from = this.cursor ? this.indexOf(this.cursor) : -1;
    const to = Math.max(0, Math.min(this.total - 1, from < 0 ? 0 : from + step));
    return this.goTo(to, extend);
  }

  async goTo(index: number, extend = false): Promise<string | null> {
    await this.#hold(index, index);
    const row = this.row(index);
    if (!row) return null;
    if (extend) await this.pickTo(index);
    else {
      this.#anchor = index;
      this.picked = new Set();
    }
    this.cursor = row.story.id;
    return row.story.id;
  }

  /** Picks from where the selection began to `index`. */
  async pickTo(index: number) {
    const [first, last] = this.#anchor <= index ? [this.#anchor, index] : [index, this.#anchor];
    await this.#hold(index, index);
    this.picked = await this.#between(first, last);
    this.cursor = this.row(index)?.story.id ?? this.cursor;
  }

  /** Picks every story of the list, up to `MOST`; the cursor stays. */
  async pickAll() {
    this.picked = await this.#between(0, Math.min(this.total, MOST) - 1);
  }

  /**
   * Every story of the list, up to `MOST`; `more` says that there are others. How many a search finds may not be known yet,
   * so that it is read until it ends.
   */
  async all(): Promise<Listed> {
    const ids = new Set<string>();
    for (let at = 0; at < MOST; at += PAGE) {
      const { rows } = await this.#read(at);
      for (const { story } of rows) ids.add(story.id);
      if (rows.length < PAGE) return { ids: [...ids], more: false };
    }
    return { ids: [...ids], more: (await this.#read(MOST)).rows.length > 0 };
  }

  /** Adds a row to the picked ones, or takes it out. */
  toggle(index: number) {
    const row = this.row(index);
    if (!row) return;
    const picked = new Set(this.picked.size > 0 ? this.picked : this.chosen);
    if (picked.has(row.story.id)) picked.delete(row.story.id);
    else picked.add(row.story.id);
    this.picked = picked;
    this.#anchor = index;
    this.cursor = row.story.id;
  }

  clearPicked() {
    this.picked = new Set();
  }

  /** What is picked of these stories, for `takeUp`. */
  handOf(ids: readonly string[]): Hand {
    const picked = ids.filter((id) => this.picked.has(id));
    return { scope: this.scope, picked, cursor: this.cursor, anchor: this.#anchor };
  }

  /**
   * Picks again what has come back of a hand, with the cursor where it was. Nothing where the list shows something else by
   * now, or other stories are picked.
   */
  async takeUp({ scope, picked, cursor, anchor }: Hand, back: readonly string[]): Promise<void> {
    const again = picked.filter((id) => back.includes(id));
    if (again.length === 0 || this.picked.size > 0 || !same(scope, this.scope)) return;
    this.picked = new Set(again);
    this.cursor = cursor;
    this.#anchor = anchor;
    // A list that was asked for before they came back would take the cursor from them.
    await this.reload();
  }

  /** The stories from one row to another; pages that are not held are read for it, and not kept. */
  async #between(first: number, last: number): Promise<Set<string>> {
    const { pages } = this;
    const ids = new Set<string>();
    for (let page = pageOf(first); page <= pageOf(last); page++) {
      const read = pages.at(page * PAGE) ? null : (await this.#read(page * PAGE)).rows;
      for (let at = Math.max(first, page * PAGE); at <= Math.min(last, page * PAGE + PAGE - 1); at++) {
        const row = read ? read[at % PAGE] : pages.at(at);
        if (row) ids.add(row.story.id);
      }
    }
    return ids;
  }

  async #hold(first: number, last: number) {
    await Promise.all(this.pages.missing(first, last).map((page) => this.#fetch(page)));
  }

  /** The story under the cursor has left the list: the next one of those that stayed has the cursor now, else the last. */
  #keepCursor(before: Pages<Row>, at: number) {
    if (at < 0 || this.cursor === null || this.indexOf(this.cursor) >= 0) return;
    const stayed = new Set([...this.pages.rows()].map(({ story }) => story.id));
    let next = at;
    while (before.at(next) && !stayed.has(before.at(next)?.story.id ?? '')) next += 1;
    const row = before.at(next) ?? this.row(Math.min(at, this.total - 1));
    this.cursor = row?.story.id ?? this.cursor;
  }

  async #fetch(page: number): Promise<void> {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const turn = this.#turn;
    try {
      const { rows, total } = await this.#read(page * PAGE);
      if (turn !== this.#turn) return;
      this.pages = this.pages.with(page, rows, total);
      this.loaded = true;
    } catch (thrown) {
      if (turn === this.#turn) this.#failed(thrown);
    } finally {
      if (turn === this.#turn) this.#asked.delete(page);
    }
  }

  async #read(offset: number): Promise<{ rows: Row[]; total: number; faults?: QueryFault[]; approximate?: boolean }> {
    const { scope } = this;
    if (scope.type === 'search') {
      const { hits, total, ...rest } = await call.searchStories(scope.words, PAGE, offset);
      const rows = hits.map(({ row, snippet }) => ({ story: row, snippet }));
      return { rows, total: this.#counted ?? total, ...rest };
    }
    const { rows, total } = await call.listStories({
      stage: scope.type === 'stage' ? scope.stage : null,
      desk: scope.type === 'desk' ? scope.desk : null,
      sort: this.sort,
      offset,
      limit: PAGE,
    });
    return { rows: rows.map((story) => ({ story, snippet: [] })), total };
  }
}

/** The rows, each as it was held where it says the same: whatever draws it has nothing to do then. */
function unchanged(rows: readonly Row[], held: ReadonlyMap<string, Row>): Row[] {
  return rows.map((row) => {
    const before = held.get(row.story.id);
    return before && same(before, row) ? before : row;
  });
}

export const listing = new Listing();
