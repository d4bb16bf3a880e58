/** What the editor last looked at, for as long as the window is open. */
class Chosen {
  /** The layouts that stand side by side where there is room. */
  layouts: string[] = $state.raw([]);
  /** The one that stands alone where there is not. */
  latest: string | null = $state(null);
  /** The article in its dark dress. */
  dark = $state(false);
  /** The text as it was before the suggestions. */
  original = $state(false);

  /** Adds a layout to those that are shown, or takes it away; where one stands alone it takes its place. */
  toggle(layout: string, shown: string[], several: boolean): void {
    if (several && shown.includes(layout)) {
      if (shown.length > 1) this.layouts = shown.filter((id) => id !== layout);
      return;
    }
    if (several) this.layouts = [...shown, layout];
    else if (this.layouts.length > 0 && !this.layouts.includes(layout)) this.layouts = [...this.layouts, layout];
    this.latest = layout;
  }
}

export const chosen = new Chosen();
