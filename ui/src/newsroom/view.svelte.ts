export type InspectorTab = 'story' | 'check' | 'notes' | 'history';

/** What the window shows besides the open story. The shell composes by it; any pane may ask for a change. */
class View {
  /** The preview stands in the panes' place. */
  preview = $state(false);
  /** The stories that the export dialog is open for; null while it is closed. */
  exporting: string[] | null = $state.raw(null);
  /** Something is being said of the open story, which has left. */
  correcting = $state(false);
  /** What must be exported again is shown: of these stories, or where none is named of all that were corrected. */
  due: string[] | null = $state.raw(null);
  /** Only the text is there. */
  focus = $state(false);
  inspector: InspectorTab = $state('story');
}

export const view = new View();
