/** HTML of LibreOffice and OpenOffice Writer. */
export function isLibreOffice(page: Document): boolean {
  return page.querySelector('meta[name="generator" i][content*="Office" i]:not([content*="Microsoft" i])') !== null;
}

export function readLibreOffice(page: Document): void {
  // A footnote's number is a bare figure behind the word: as it stands it would be read as a part of it.
  for (const sign of page.body.querySelectorAll('a.sdfootnoteanc, a.sdendnoteanc, a.sdfootnotesym, a.sdendnotesym'))
    sign.replaceWith(`[${sign.textContent.trim()}]${sign.matches('.sdfootnotesym, .sdendnotesym') ? ' ' : ''}`);
}
