/** Why a message is refused: a stable code for counting, and one sentence that names the field and the fix. */
export interface Fault {
  readonly reason: string;
  readonly detail: string;
}

export const fault = (reason: string, detail: string): Fault => ({ reason, detail });
