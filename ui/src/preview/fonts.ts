/**
 * The window's own fonts as a style sheet for a page in a frame. A layout names them first and falls back on what readers
 * have; without this sheet the preview would show whatever this machine happens to have.
 */
export function fontSheet(own: Document): string {
  return [...own.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href ?? own.baseURI })))
    .filter(({ rule }) => rule instanceof CSSFontFaceRule)
    .map(({ rule, base }) =>
      rule.cssText.replaceAll(
        /url\(\s*["']?([^"')]+)["']?\s*\)/g,
        (_, url: string) => `url("${new URL(url, base).href}")`,
      ),
    )
    .join('\n');
}
