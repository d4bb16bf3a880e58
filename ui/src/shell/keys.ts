/** What the keys that are heard everywhere do. */
import { tick } from 'svelte';
import { history } from '../newsroom/history.svelte';
import { isMovedSince } from '../newsroom/moving';
import { newsroom } from '../newsroom/newsroom.svelte';
import { settings, type PaneName } from '../newsroom/settings.svelte';
import { view } from '../newsroom/view.svelte';
import { workbench } from '../newsroom/workbench.svelte';
import { desktop } from './desk.svelte';
import { focusPane } from './focusRing';
import { heard, type ShortcutId } from './shortcuts';
import { closeStory, goToNth, reopenClosed, step, toggleSplit } from './stories';

type Around = { cyclePanes: (step: 1 | -1) => void };

export function hear(event: KeyboardEvent, around: Around) {
  if (event.defaultPrevented || event.isComposing) return;
  const id = heard(event);
  // A dialog has the keys to itself, but for the palette, which is closed by the chord that opened it.
  if (id === null) return;
  if (newsroom.info === null) {
    if (id !== 'quit') return;
    event.preventDefault();
    return void workbench.close();
  }
  if (isInDialog() && id !== 'quit' && !(id === 'palette' && desktop.palette)) {
    // Ctrl+P must not print, nor Ctrl+N open a window, behind a dialog either.
    if (id !== 'undo' && id !== 'redo' && id !== 'close') event.preventDefault();
    return;
  }
  if (act(id, event, around)) event.preventDefault();
}

/** Heard before anything else. */
export function hearFirst(event: KeyboardEvent) {
  if (event.isComposing) return;
  undoMoveFirst(event);
  zoomText(event);
}

/** In the editor these keys are about the text; Tauri, which listens behind us, must not hear them. */
function zoomText(event: KeyboardEvent) {
  const id = heard(event);
  const by = id === 'zoomIn' ? 1 : id === 'zoomOut' ? -1 : id === 'zoomReset' ? 0 : null;
  if (by === null || !(event.target instanceof Element) || !event.target.closest('#pane-editor')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  settings.zoom(by);
}

/**
 * A stage move of the open story that is newer than its last keystroke is what undo takes
 * back, wherever the focus is.
 */
function undoMoveFirst(event: KeyboardEvent) {
  const { session } = workbench;
  if (session === null || heard(event) !== 'undo' || isInDialog()) return;
  // What is being typed in these is not the story's yet.
  if (event.target instanceof Element && event.target.matches('[type="search"], [role="combobox"]')) return;
  if (!isMovedSince(session.changedAt, session.id)) return;
  event.preventDefault();
  event.stopPropagation();
  void desktop.undoMove();
}

function isInDialog(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"]') !== null;
}

/** Does it; false where the key is left to whatever has the focus. */
function act(id: ShortcutId, event: KeyboardEvent, { cyclePanes }: Around): boolean {
  switch (id) {
    case 'palette':
      desktop.palette = !desktop.palette;
      return true;
    case 'newStory':
      void desktop.newStory();
      return true;
    case 'preview':
      desktop.togglePreview();
      return true;
    case 'export':
      desktop.exportStories();
      return true;
    case 'search':
      void desktop.search();
      return true;
    case 'relatedLink':
      desktop.askEditor('related');
      return true;
    case 'find':
    case 'replace':
    case 'findNext':
    case 'findPrevious':
      desktop.askEditor(id);
      return true;
    case 'note':
      desktop.note();
      return true;
    case 'suggest':
      desktop.suggest();
      return true;
    case 'nextMisspelt':
    case 'previousMisspelt':
    case 'correct':
    case 'lookup':
      desktop.askEditor(id);
      return true;
    case 'dateline':
      desktop.askEditor('dateline');
      return true;
    case 'shortcuts':
      desktop.sheet = 'shortcuts';
      return true;
    case 'quit':
      void workbench.close();
      return true;
    case 'nextPane':
      cyclePanes(1);
      return true;
    case 'previousPane':
      cyclePanes(-1);
      return true;
    case 'toggleNavigation':
      return fold('navigation');
    case 'toggleList':
      return fold('list');
    case 'toggleInspector':
      return fold('inspector');
    case 'goTo':
      desktop.askEditor('goTo');
      return true;
    case 'focusMode':
      desktop.toggleFocus();
      return true;
    case 'typewriter':
      settings.write({ typewriter: !settings.writing.typewriter });
      return true;
    case 'closeTab':
      closeStory();
      return true;
    case 'reopenTab':
      reopenClosed();
      return true;
    case 'nextTab':
      step(1);
      return true;
    case 'previousTab':
      step(-1);
      return true;
    case 'nthTab':
      goToNth(Number(event.key));
      return true;
    case 'split':
      toggleSplit();
      return true;
    case 'undo':
    case 'redo':
      return undoAt(event.target, id);
    case 'close':
      return close();
    default:
      return false;
  }
}

/** Undo belongs to what has the focus: the list takes a move back, the rest the last change of the story. */
function undoAt(target: EventTarget | null, id: 'undo' | 'redo'): boolean {
  const pane = target instanceof Element ? target.closest('[data-pane]')?.id : undefined;
  // Nothing has the focus after the last story of a list was moved out of it.
  const left = target === document.body && isMovedSince(workbench.session?.changedAt ?? 0);
  if (left || pane === 'pane-list' || pane === 'pane-navigation') {
    if (target instanceof HTMLInputElement) return false;
    if (id === 'undo') void desktop.undoMove();
    return true;
  }
  if (id === 'undo') workbench.session?.undo();
  else workbench.session?.redo();
  return workbench.session !== null;
}

/** A pane that stands over the others for a moment takes the keys; one that goes gives them to the editor. */
function fold(pane: PaneName): true {
  desktop.fold(pane);
  keepFocus();
  return true;
}

function keepFocus() {
  void tick().then(() => {
    const lost = document.activeElement === document.body;
    const side = workbench.tabs.split ? `side-${workbench.tabs.side}` : 'pane-editor';
    const pane = document.getElementById(desktop.peek ? `pane-${desktop.peek}` : side);
    if (pane && (desktop.peek || lost)) focusPane(pane);
  });
}

function close(): boolean {
  if (desktop.peek) {
    desktop.peek = null;
    keepFocus();
  } else if (view.exporting || view.correcting || view.due) return false;
  else if (view.preview) view.preview = false;
  else if (history.comparison) history.end();
  else if (workbench.tabs.split && workbench.tabs.right === null) workbench.join();
  else if (view.focus) desktop.toggleFocus();
  else return false;
  return true;
}
