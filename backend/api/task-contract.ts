/** The shapes of tasks in `/api/v1`. Node-free. */
import { z } from 'zod';

export const TASK_STATES = ['assigned', 'accepted', 'arrived', 'completed', 'verified', 'rejected'] as const;

const time = z.iso.datetime({ offset: true });
const bilingual = z.object({ zh: z.string(), en: z.string() });
const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const words = (most: number) => z.string().trim().min(1).max(most);
/** What a client may call a task or an act of its own. */
const clientId = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -')
  .describe('made by the client, so that the same thing told twice is one');

const team = z.object({ id: z.string(), name: z.string(), kind: z.string() });

export const task = z.object({
  id: z.string(),
  incidentId: z.string(),
  title: bilingual,
  /** What to do, to look for, to photograph. */
  instructions: z.string().optional(),
  state: z.enum(TASK_STATES),
  grade,
  team: team.optional(),
  assignee: z.string().optional(),
  department: z.string().optional(),
  district: z.string().optional(),
  place: z.string().optional(),
  position: lonLat.optional(),
  createdAt: time,
  createdBy: z.string(),
  acceptedAt: time.optional(),
  arrivedAt: time.optional(),
  completedAt: time.optional(),
  /** What the crew said of its work when it was done. */
  outcome: z.string().optional(),
  verifiedAt: time.optional(),
  verifiedBy: z.string().optional(),
  /** By when the work has to be complete. */
  dueAt: time,
  overdue: z.boolean(),
  /** Why it is, or was last, back at the desk: `declined` by the crew, its `work` not good enough, or `withdrawn`. */
  rejection: z
    .object({ time, by: z.string(), reason: z.string(), returned: z.enum(['declined', 'work', 'withdrawn']) })
    .optional(),
  /** How often its work was not good enough. */
  nRejected: z.int(),
  reports: z.array(z.object({ time, by: z.string(), text: z.string() })),
  updatedAt: time,
});

export const taskDetail = task.extend({
  log: z.array(
    z.object({
      time,
      actor: z.string(),
      action: z.string(),
      note: z.string().optional(),
      text: bilingual.optional(),
    }),
  ),
});

/** Who can be sent to an incident, the nearest first; the way is a straight line. */
export const teamChoice = team.extend({
  department: z.string().optional(),
  /** Of the department that answers for the incident. */
  isResponsible: z.boolean(),
  /** Has something to do already. */
  busy: z.boolean(),
  capacity: z.number(),
  position: lonLat,
  distanceM: z.number().optional(),
});

export const taskBody = z.object({
  id: clientId.optional(),
  title: z
    .union([words(200), bilingual])
    .optional()
    .describe('absent: from the incident'),
  instructions: z.string().trim().max(4000).optional(),
  team: z.string().min(1).max(128).optional().describe('id of the resource that goes'),
  assignee: words(100).optional().describe('a person; absent: whoever leads the team'),
  department: words(200).optional(),
  place: words(200).optional(),
  position: lonLat.optional(),
  dueAt: time.optional().describe('absent: by the grade of the incident'),
});

const act = {
  id: clientId.optional(),
  at: time.optional().describe('when it was done, where it is told later'),
  position: lonLat.optional(),
};
export const taskActBody = z.object({ ...act, note: z.string().trim().max(2000).optional() });
export const taskReportBody = z.object({ ...act, text: words(4000) });
export const taskRejectBody = z.object({ ...act, reason: words(2000) });
export const taskAssignBody = taskActBody.extend({
  team: z.string().min(1).max(128).optional(),
  assignee: words(100).optional(),
});

export type TaskView = z.infer<typeof task>;
export type TaskDetail = z.infer<typeof taskDetail>;
export type TeamChoice = z.infer<typeof teamChoice>;
