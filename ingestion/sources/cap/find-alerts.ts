import { CapFault } from './cap-fault.ts';
import { childOf, childrenOf, type Element } from './read-xml.ts';

const CAP_NAMESPACES: ReadonlySet<string> = new Set([
  'urn:oasis:names:tc:emergency:cap:1.1',
  'urn:oasis:names:tc:emergency:cap:1.2',
]);
const ATOM = 'http://www.w3.org/2005/Atom';
/** RFC 4287 §4.1.1 and §4.1.2: what a feed and an entry may hold of Atom's own. */
const ATOM_ELEMENTS: ReadonlySet<string> = new Set([
  ...['author', 'category', 'contributor', 'generator', 'icon', 'id', 'link', 'logo', 'rights', 'subtitle'],
  ...['title', 'updated', 'entry', 'content', 'published', 'source', 'summary'],
]);

/** What a document holds: alerts themselves, addresses where more are, and parts that cannot be read. */
export interface Found {
  readonly alerts: readonly Element[];
  readonly links: readonly string[];
  readonly faults: readonly CapFault[];
}

/**
 * Finds the alerts of a document: an alert by itself, an Atom or RSS feed with alerts or links to them, or an envelope (EDXL-DE 1.0, a list) with alerts inside. A
 * feed that breaks its own rules is at fault as a whole, an entry by itself.
 * @throws CapFault `not_cap` or `bad_feed`.
 */
export function findAlerts(root: Element): Found {
  if (root.name === 'alert') return { alerts: [alertOf(root)], links: [], faults: [] };
  if (root.name === 'feed' && root.uri === ATOM) return inEntries(atomEntries(root));
  if (root.name === 'rss') return inEntries(rssItems(root));
  const alerts = alertsWithin(root);
  if (alerts.length === 0)
    throw new CapFault('not_cap', root.line, `${root.name} holds no CAP alert; send CAP 1.1 or 1.2, Atom or RSS`);
  return { alerts, links: [], faults: [] };
}

function alertOf(alert: Element): Element {
  if (CAP_NAMESPACES.has(alert.uri)) return alert;
  const known = [...CAP_NAMESPACES].join(' or ');
  throw new CapFault(
    'not_cap',
    alert.line,
    `the namespace of alert is ${JSON.stringify(alert.uri)}; it must be ${known}`,
  );
}

function alertsWithin(element: Element): Element[] {
  if (element.name === 'alert' && CAP_NAMESPACES.has(element.uri)) return [element];
  return element.children.flatMap(alertsWithin);
}

interface Entry {
  readonly element: Element;
  readonly fault?: CapFault;
  readonly link?: string;
}

function atomEntries(feed: Element): Entry[] {
  const broken = atomFault(feed);
  if (broken) throw broken;
  return childrenOf(feed, 'entry').map((element) => {
    const links = childrenOf(element, 'link').filter(
      ({ attributes }) => !attributes['rel'] || attributes['rel'] === 'alternate',
    );
    const link = (links.find(({ attributes }) => attributes['type']?.includes('cap')) ?? links[0])?.attributes['href'];
    const fault = atomFault(element);
    return { element, ...(link && { link }), ...(fault && { fault }) };
  });
}

/** What RFC 4287 requires and is not there, or is there and not Atom's. */
function atomFault(element: Element): CapFault | undefined {
  const absent = ['id', 'title', 'updated'].find((field) => !childOf(element, field));
  if (absent !== undefined)
    return new CapFault('bad_feed', element.line, `${element.name} has no ${absent}, which Atom requires`);
  const foreign = element.children.find(({ uri, name }) => uri === ATOM && !ATOM_ELEMENTS.has(name));
  return foreign && new CapFault('bad_feed', foreign.line, `${foreign.name} is no element of Atom`);
}

function rssItems(rss: Element): Entry[] {
  const channel = childOf(rss, 'channel');
  if (!channel) throw new CapFault('bad_feed', rss.line, 'rss has no channel');
  for (const field of ['title', 'link', 'description'])
    if (!childOf(channel, field))
      throw new CapFault('bad_feed', channel.line, `channel has no ${field}, which RSS 2.0 requires`);
  return childrenOf(channel, 'item').map((element) => {
    const link = childOf(element, 'link')?.text;
    return { element, ...(link && { link }) };
  });
}

function inEntries(entries: readonly Entry[]): Found {
  const alerts: Element[] = [];
  const links: string[] = [];
  const faults: CapFault[] = [];
  for (const { element, link, fault } of entries) {
    if (fault) {
      faults.push(fault);
      continue;
    }
    const own = alertsWithin(element);
    alerts.push(...own);
    if (own.length > 0) continue;
    if (link) links.push(link);
    else faults.push(new CapFault('bad_feed', element.line, `${element.name} has neither an alert nor a link to one`));
  }
  return { alerts, links, faults };
}
