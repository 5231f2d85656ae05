import { create } from 'zustand';
import type { AlertDetail } from '../../../feed/model.ts';
import { leadingAlert } from '../leading-alert.ts';

/** Which alert of the open incident is looked at. Kept apart from the incident: its evidence is on the chart as well as in the inspector. */
const useChoice = create<{ readonly id: string | undefined }>(() => ({ id: undefined }));

export const chooseAlert = (id: string): void => useChoice.setState({ id });

/** The chosen alert while it is one of these, else the one that leads. */
export function useChosenAlert(alerts: readonly AlertDetail[]): AlertDetail | undefined {
  const id = useChoice((state) => state.id);
  return alerts.find((alert) => alert.id === id) ?? leadingAlert(alerts);
}
