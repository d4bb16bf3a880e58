/** In words that are sent, Ctrl+Enter sends them, and Escape leaves them. */
export function sending(leave: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      (event.target as HTMLElement).closest('form')?.requestSubmit();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      leave();
    }
  };
}
