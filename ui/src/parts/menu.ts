import type { Component } from 'svelte';

/** What a menu holds, as data: things to do, choices of which one is taken, headings and lines. */
export type MenuEntry =
  | {
      type: 'item';
      label: string;
      keys?: string;
      /** A word at the end of the line, about what the label names. */
      aside?: string;
      /** It belongs under the one before. */
      inset?: boolean;
      icon?: Component;
      dot?: string;
      disabled?: boolean;
      run: () => void;
    }
  | {
      type: 'choice';
      label: string;
      value: string;
      options: { value: string; label: string }[];
      choose: (value: string) => void;
    }
  | { type: 'line' };
