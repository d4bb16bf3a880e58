/** Addresses without what follows readers about: trackers are taken off, and redirects undone where they name their target. */
import { isSafeAddress } from '../../body/address';

/** Parameters that tell where a reader came from, and nothing about what is read. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|mc_[ce]id|_hs(?:enc|mi)|__hs\w+|mkt_tok|vero_(?:id|conv)|oly_(?:anon|enc)_id|_g[al]|ref_src|ref_url|cmpid|ncid|wt_mc|at_(?:medium|campaign|custom\d)|ns_(?:campaign|source|mchannel)|xtor|rb_clickid|s_kwcid|trk|trkcampaign|guce_\w+|_openstat)$/i;
/** Services whose addresses carry their target in a parameter, by host. */
const REDIRECTS: [host: RegExp, parameters: string[]][] = [
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, ['q', 'url']],
  [/\.safelinks\.protection\.outlook\.com$/, ['url']],
  [/^l[m]?\.(?:facebook|instagram)\.com$/, ['u']],
  [/^(?:www\.)?(?:linkedin|youtube)\.com$/, ['url', 'q']],
  [/^(?:slack-redir\.net|out\.reddit\.com|exit\.sc)$/, ['url']],
  [/^(?:www\.)?duckduckgo\.com$/, ['uddg']],
  [/^(?:m\.)?vk\.com$/, ['to']],
  // Click counters of mailings, whatever they are called.
  [
    /^(?:click|clicks|email|link|links|track|tracking|trk|t|go|e|r)\d*\./,
    ['url', 'u', 'target', 'redirect', 'link', 'dest', 'to'],
  ],
];
/** Paths of hosts that do more than redirect. */
const REDIRECTING_PATH = /^\/(?:url|redirect|redir\/redirect|safety\/go)$/;
const MIXED_HOST = /^(?:www\.)?(?:google\.[a-z.]{2,6}|linkedin\.com|youtube\.com)$/;
/** Redirects within redirects: mailings count a click, and the mail server guards it. */
const NESTED = 5;

/** Null for an address that may not stand in a story, such as a script, a file or a place within a page. */
export function cleanAddress(address: string): string | null {
  let href = address.replace(/[\s\u200b\u200e\u200f\ufeff\u00ad]+/g, '');
  for (let depth = 0; depth < NESTED; depth += 1) {
    const target = targetOf(href);
    if (target === null) break;
    href = target;
  }
  if (!isSafeAddress(href)) return null;
  return /^mailto:/i.test(href) ? href : withoutTracking(href);
}

function targetOf(href: string): string | null {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  const host = url.hostname.toLowerCase();
  const named = [...ofParameters(url, host), ...ofPath(url, host)];
  return named.find((target) => /^https?:\/\/[^/]/i.test(target)) ?? null;
}

function ofParameters(url: URL, host: string): string[] {
  if (MIXED_HOST.test(host) && !REDIRECTING_PATH.test(url.pathname)) return [];
  const [, names = []] = REDIRECTS.find(([known]) => known.test(host)) ?? [];
  return names.flatMap((name) => url.searchParams.get(name) ?? []);
}

function ofPath(url: URL, host: string): string[] {
  const decoded = (text: string) => {
    try {
      return [decodeURIComponent(text)];
    } catch {
      return [];
    }
  };
  const { pathname, search, hash } = url;
  if (host === 'urldefense.com') return [/^\/v3\/__(.+?)__;/.exec(pathname + search + hash)?.[1] ?? ''];
  // Proofpoint's own escapes: a hyphen for the percent sign, an underscore for the slash.
  if (host === 'urldefense.proofpoint.com')
    return decoded((url.searchParams.get('u') ?? '').replaceAll('_', '/').replaceAll('-', '%'));
  if (host.endsWith('.awstrack.me')) return decoded(/^\/L0\/([^/]+)/.exec(pathname)?.[1] ?? '');
  if (/^(?:www\.)?google\.[a-z.]{2,6}$/.test(host)) {
    const page = /^\/amp\/s\/(.+)$/.exec(pathname)?.[1];
    return page === undefined ? [] : [`https://${page}${search}`];
  }
  return [];
}

/** The rest of the address stays as it is, letter for letter: some servers mind how a character is escaped. */
function withoutTracking(href: string): string {
  const [, page = '', query, hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(href) ?? [];
  const kept = (query ?? '')
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING.test(pair.split('=', 1)[0] ?? ''));
  // `#:~:text=` is the place that somebody searched for; some analytics hide behind the hash.
  const place = hash.replace(/:~:.*$/, '').replace(/^#(?:utm_|xtor=).*$/i, '');
  return page + (kept.length > 0 ? `?${kept.join('&')}` : '') + (place === '#' ? '' : place);
}
