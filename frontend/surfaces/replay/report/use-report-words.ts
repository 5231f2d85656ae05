import { useQueryClient } from '@tanstack/react-query';
import { useWording } from '../../../app/wording.ts';
import { knownChoice } from '../../../feed/replays.ts';
import { useActionName } from '../action-name.ts';
import { useKindName } from '../kind-name.ts';
import type { Words } from './report-page.ts';

/** What a report calls things. Names of the city are those that the surface has shown already. */
export function useReportWords(): Words {
  const { say } = useWording();
  const client = useQueryClient();
  return {
    kind: useKindName(),
    action: useActionName(),
    target: (id) => {
      const choice = knownChoice(client, id);
      return choice ? say(choice.name) : id;
    },
  };
}
