import { existsSync } from 'node:fs';
import type { CityModel } from '../../geodata/city/city-model.ts';
import { RecordingError } from '../../scenarios/recorded/recorded.ts';
import { RecordingReader } from '../../scenarios/recorded/recording-reader.ts';
import { SCENARIOS, scenarioById } from '../../scenarios/registry.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { loadCity } from '../city/city-library.ts';
import { UserError } from '../errors.ts';
import { playedDayStart } from '../replays/played-day.ts';
import { dayStretch, recordingStretch, type Stretch } from '../replays/stretch.ts';

export interface ChosenStretch {
  readonly stretch: Stretch;
  readonly scenario: string;
  readonly seed: number | undefined;
  readonly city: CityModel;
  close(): Promise<void>;
}

/** @throws UserError that lists the scenarios. */
export function chosenScenario(id: string): Scenario {
  const scenario = scenarioById(id);
  if (scenario) return scenario;
  throw new UserError('unknown-scenario', `there is no scenario "${id}"`, {
    next: `Known: ${SCENARIOS.map((each) => each.id).join(', ')}; or give the path of an .mcap file.`,
  });
}

/** A scenario by its id, or a recording by its path. @throws UserError when it is neither. */
export async function chosenStretch(what: string, seed: number | undefined, dataDir: string): Promise<ChosenStretch> {
  const city = await loadCity(dataDir);
  if (what.endsWith('.mcap')) return { ...(await recorded(what)), city };
  const scenario = chosenScenario(what);
  const chosen = { scenario, city, seed: seed ?? scenario.seed, start: playedDayStart(scenario, city.timeZone) };
  return {
    stretch: dayStretch(chosen),
    scenario: scenario.id,
    seed: chosen.seed,
    city,
    close: async () => undefined,
  };
}

async function recorded(path: string): Promise<Omit<ChosenStretch, 'city'>> {
  if (!existsSync(path))
    throw new UserError('no-such-file', `${path} is not there`, { next: 'Give the path of an .mcap file.' });
  try {
    const reader = await RecordingReader.open(path);
    const { scenario, name, seed, messages } = reader.info;
    if (messages === 0) throw new RecordingError('the recording is empty');
    return { stretch: recordingStretch(reader), scenario: scenario ?? name, seed, close: () => reader.close() };
  } catch (error) {
    if (error instanceof RecordingError)
      throw new UserError('bad-recording', `${path}: ${error.message}`, { cause: error });
    throw error;
  }
}
