import { useWording } from '../../app/wording.ts';

/** The acts of the public contract, and the change that a branch makes. */
const ACTIONS = [
  'acknowledge',
  'shelve',
  'unshelve',
  'comment',
  'clear',
  'file',
  'grade',
  'assign',
  'merge',
  'escalate',
  'dispatch',
  'arrive',
  'resolve',
  'close',
  'void',
  'approve',
  'create',
  'accept',
  'complete',
  'verify',
  'reject',
  'intervene',
] as const;

/** The word for an act; one that is not known yet keeps its own. */
export function useActionName(): (action: string) => string {
  const { t } = useWording();
  return (action) => {
    const known = ACTIONS.find((name) => name === action);
    return known ? t(`replay.action.${known}`) : action;
  };
}
