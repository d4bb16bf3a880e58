/** The words that open notes are at. Which threads are open is no part of the text, so a style sheet says it. */
import type { EditorState } from 'prosemirror-state';
import { schema } from '../body/schema';

export class NoteMarks {
  readonly #sheet = new CSSStyleSheet();

  attach(): void {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  detach(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  show(threads: readonly string[]): void {
    const words = threads.map((id) => `.body-text [data-note="${CSS.escape(id)}"]`).join(', ');
    const look = 'background: var(--mark); border-bottom: 1px solid var(--amber-mark);';
    this.#sheet.replaceSync(words === '' ? '' : `${words} { ${look} }`);
  }
}

/** The threads whose words the cursor is in. */
export function notesAt({ selection }: EditorState): string[] {
  const { $from } = selection;
  const marks = [...$from.marks(), ...($from.nodeAfter?.marks ?? [])];
  return marks.filter(({ type }) => type === schema.marks.note).map(({ attrs }) => attrs.id as string);
}
