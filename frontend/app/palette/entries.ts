import { useMemo } from 'react';
import { useLive } from '../../feed/live-store.ts';
import { useVessels, useZones } from '../../feed/queries.ts';
import { signOut } from '../../feed/session.ts';
import { fitTo, flyTo } from '../../map/camera.ts';
import { byUrgency, isOpen } from '../../panels/queue/duties.ts';
import { usePlaceName } from '../../panels/queue/place-name.ts';
import { FILTER_ID } from '../../panels/queue/queue-panel.tsx';
import { toggleLots } from '../../panels/queue/queue-store.ts';
import type { IconName } from '../../ui/icon.tsx';
import { useAppState } from '../app-store.ts';
import { setLanguage } from '../i18n.ts';
import { navigate } from '../navigate.ts';
import { select } from '../url-state.ts';
import { useWording } from '../wording.ts';
import { fuzzyScore } from './fuzzy.ts';

type Section = 'incidents' | 'vessels' | 'zones' | 'commands';

export interface Entry {
  readonly id: string;
  readonly section: Section;
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
  readonly hotkey?: string;
  run(): void;
}

/** Ours: more than these per section is no longer an answer but a list. */
const PER_SECTION = 6;

/** Everything that can be reached or done, best matches first, at most a handful per section. */
export function useEntries(query: string): readonly Entry[] {
  const commands = useCommands();
  const incidents = useIncidentEntries();
  const vessels = useVesselEntries();
  const zones = useZoneEntries();
  return useMemo(() => {
    const best = (entries: readonly Entry[]) =>
      entries
        .map((entry) => ({ entry, score: fuzzyScore(query, `${entry.title} ${entry.detail}`) }))
        .filter(({ score }) => score !== undefined)
        .sort((a, b) => b.score! - a.score!)
        .slice(0, PER_SECTION)
        .map(({ entry }) => entry);
    const sections = query.trim() === '' ? [incidents, commands] : [incidents, vessels, zones, commands];
    return sections.flatMap(best);
  }, [query, commands, incidents, vessels, zones]);
}

function useIncidentEntries(): readonly Entry[] {
  const { t, say } = useWording();
  const placeName = usePlaceName();
  const incidents = useLive((state) => state.incidents);
  return [...incidents.values()]
    .filter(isOpen)
    .sort(byUrgency)
    .map((incident) => ({
      id: incident.id,
      section: 'incidents',
      icon: 'detail',
      title: say(incident.title),
      detail: [incident.id, t(`grade.g${incident.grade}`), placeName(incident)].filter(Boolean).join(' · '),
      run: () => select({ kind: 'incident', id: incident.id }),
    }));
}

function useVesselEntries(): readonly Entry[] {
  const { data } = useVessels(true);
  return (data ?? []).map((vessel) => ({
    id: vessel.id,
    section: 'vessels',
    icon: 'vessel',
    title: vessel.name,
    detail: [vessel.attrs.mmsi ?? vessel.id, vessel.attrs.callSign, vessel.zone].filter(Boolean).join(' · '),
    run: () => {
      select({ kind: 'thing', id: vessel.id });
      if (vessel.position) flyTo(vessel.position);
    },
  }));
}

const ZONE_KINDS = ['speed_limit', 'no_go', 'anchorage', 'berth', 'fairway', 'harbour'] as const;

function useZoneEntries(): readonly Entry[] {
  const { t, say } = useWording();
  const { data } = useZones();
  return (data ?? []).map((zone) => {
    const kind = ZONE_KINDS.find((name) => name === zone.kind);
    return {
      id: zone.id,
      section: 'zones',
      icon: 'zone',
      title: say(zone.name),
      detail: kind ? t(`zoneKind.${kind}`) : zone.kind,
      run: () => fitTo(zone.rings[0] ?? []),
    };
  });
}

function useCommands(): readonly Entry[] {
  const { t, language } = useWording();
  const { openHelp, toggleLayers, toggleSound } = useAppState();
  const { data: vessels } = useVessels(true);
  const command = (id: string, title: string, run: () => void, hotkey?: string): Entry => ({
    id,
    section: 'commands',
    icon: 'command',
    title,
    detail: '',
    run,
    ...(hotkey ? { hotkey } : {}),
  });
  return [
    command('filter', t('command.filter'), () => document.getElementById(FILTER_ID)?.focus(), '/'),
    command('layers', t('command.layers'), toggleLayers, 'L'),
    command('fit', t('command.fit'), () =>
      fitTo((vessels ?? []).flatMap(({ position }) => (position ? [position] : []))),
    ),
    command('clear', t('command.clear'), () => select(undefined), 'Esc'),
    command('language', t('command.language'), () => void setLanguage(language === 'en' ? 'zh-CN' : 'en')),
    command('mute', t('command.mute'), toggleSound, 'M'),
    command('help', t('command.help'), openHelp, '?'),
    command('lots', t('alarms.command.lots'), toggleLots, 'G'),
    command('alarms', t('alarms.command.page'), () => navigate('/alarms'), 'Y'),
    command('replay', t('command.replay'), () => navigate('/replay')),
    command('admin', t('command.admin'), () => navigate('/admin')),
    command('signOut', t('command.signOut'), () => void signOut()),
  ];
}
