/** Keys of the text. Keys that belong to the whole window (Ctrl+K, Ctrl+N …) are the shell's. */
import {
  baseKeymap,
  chainCommands,
  createParagraphNear,
  deleteSelection,
  joinBackward,
  joinForward,
  liftEmptyBlock,
  selectNodeBackward,
  selectNodeForward,
  splitBlock,
} from 'prosemirror-commands';
import { undoInputRule } from 'prosemirror-inputrules';
import { splitListItem } from 'prosemirror-schema-list';
import { type Command, Selection } from 'prosemirror-state';
import { schema } from '../body/schema';
import * as boxes from './blocks/boxes';
import { deleteLastPicture, movePicture } from './blocks/media';
import { moveBlocks } from './blocks/moving';
import { deleteWholeTable, nextCell, previousCell } from './blocks/tables';
import * as commands from './commands';
import { isJustSet } from './typography';

/** What the keys need from the room around the text. */
export interface Around {
  undo(): boolean;
  redo(): boolean;
  /** Moves the focus to the field above the text. False where there is none. */
  leaveUp(): boolean;
  link(): void;
  related(): void;
  /** The menu of the block at the cursor. */
  menu(): void;
  /** Out of the focus mode; false where it is not on. */
  escape(): boolean;
}

export function bodyKeys(around: Around): Record<string, Command> {
  const asked =
    (ask: () => void): Command =>
    (_, dispatch) => {
      if (dispatch) ask();
      return true;
    };
  const up: Command = (state, dispatch, view) => {
    const { $head, empty } = state.selection;
    if (!view || !empty || $head.index(0) > 0 || !view.endOfTextblock('up')) return false;
    return dispatch ? around.leaveUp() : true;
  };
  const left: Command = (state, dispatch) => {
    if (!state.selection.empty || !state.selection.eq(Selection.atStart(state.doc))) return false;
    return dispatch ? around.leaveUp() : true;
  };
  const backspace = chainCommands(
    (state, dispatch) => !isJustSet(state) && undoInputRule(state, dispatch),
    deleteWholeTable,
    deleteLastPicture,
    deleteSelection,
    boxes.backspaceInBox,
    commands.backspaceAtStart,
    boxes.intoBox(-1),
    joinBackward,
    selectNodeBackward,
  );
  const remove = chainCommands(
    deleteWholeTable,
    deleteLastPicture,
    deleteSelection,
    boxes.deleteInBox,
    commands.deleteAtEnd,
    boxes.intoBox(1),
    joinForward,
    selectNodeForward,
  );
  return {
    ...baseKeymap,
    Enter: chainCommands(
      commands.leaveCaption,
      boxes.enter,
      splitListItem(schema.nodes.listItem),
      createParagraphNear,
      liftEmptyBlock,
      splitBlock,
    ),
    Backspace: backspace,
    'Mod-Backspace': backspace,
    'Shift-Backspace': backspace,
    Delete: remove,
    'Mod-Delete': remove,
    Tab: chainCommands(nextCell, commands.indent, boxes.toAttribution),
    'Shift-Tab': chainCommands(previousCell, boxes.fromAttribution, commands.outdent),
    'Mod-a': boxes.selectMore,
    ArrowUp: up,
    ArrowLeft: left,
    'Mod-b': commands.toggleStrong,
    'Mod-i': commands.toggleEmphasis,
    'Mod-Alt-0': commands.toParagraph,
    'Mod-Alt-2': commands.toggleHeading(2),
    'Mod-Alt-3': commands.toggleHeading(3),
    'Mod-Shift-7': commands.toggleOrderedList,
    'Mod-Shift-8': commands.toggleBulletList,
    'Mod-Shift-9': commands.toggleQuote,
    'Mod-Shift-k': asked(() => around.link()),
    'Mod-Shift-l': asked(() => around.related()),
    'Alt-Shift-ArrowLeft': movePicture(-1),
    'Alt-Shift-ArrowRight': movePicture(1),
    'Alt-Shift-ArrowUp': moveBlocks(-1),
    'Alt-Shift-ArrowDown': moveBlocks(1),
    // ProseMirror keeps Escape from whoever is around the text.
    Escape: (_, dispatch) => (dispatch ? around.escape() : true),
    'Alt-Enter': asked(() => around.menu()),
    // A shortcut like "## " that was not meant is taken back by itself, before the typing is.
    'Mod-z': chainCommands(undoInputRule, () => around.undo()),
    'Mod-Shift-z': () => around.redo(),
    'Mod-y': () => around.redo(),
  };
}
