import type { OperatorRole } from './operator.ts';

/** What an id in a request can be of. Each belongs to one project. */
export type Subject = 'project' | 'key' | 'room' | 'task' | 'delivery' | 'revocation';

/** A field of a request that names something. */
export type Place = `${'params' | 'query' | 'body'}.${string}`;

export interface ManagementPermission {
  /** The lowest role that may. */
  readonly role: OperatorRole;
  /**
   * For operators who are limited to some projects: `server` = refused, since it concerns the whole server; `filtered` = the handler shows
   * them their projects alone (`projectsOf`); otherwise what the request names, and where, which has to be of their projects.
   */
  readonly concerns: 'server' | 'filtered' | Readonly<Partial<Record<Place, Subject>>>;
}

/** Who may do what under `/v1`. A route that stands in no line of it fails the start. */
export const MANAGEMENT = {
  listProjects: { role: 'viewer', concerns: { 'query.after': 'project' } },
  createProject: { role: 'manager', concerns: 'server' },
  getProject: { role: 'viewer', concerns: { 'params.id': 'project' } },
  updateProject: { role: 'manager', concerns: { 'params.id': 'project' } },
  deleteProject: { role: 'manager', concerns: { 'params.id': 'project' } },

  listKeys: { role: 'viewer', concerns: { 'query.project': 'project', 'query.after': 'key' } },
  createKey: { role: 'manager', concerns: { 'params.id': 'project' } },
  importKey: { role: 'manager', concerns: { 'params.id': 'project' } },
  getKey: { role: 'viewer', concerns: { 'params.accessKey': 'key' } },
  updateKey: { role: 'manager', concerns: { 'params.accessKey': 'key' } },
  deleteKey: { role: 'manager', concerns: { 'params.accessKey': 'key' } },
  rotateKey: { role: 'manager', concerns: { 'params.accessKey': 'key' } },

  issueTokenAsOperator: { role: 'manager', concerns: { 'body.accessKey': 'key', 'body.project': 'project' } },
  introspectToken: { role: 'viewer', concerns: 'filtered' },

  listRevocations: { role: 'viewer', concerns: { 'query.after': 'revocation' } },
  createRevocation: {
    role: 'manager',
    concerns: { 'body.room': 'room', 'body.accessKey': 'key', 'body.project': 'project' },
  },
  deleteRevocation: { role: 'manager', concerns: { 'params.id': 'revocation' } },

  listRoomsAsOperator: { role: 'viewer', concerns: { 'query.project': 'project' } },
  createRoomAsOperator: { role: 'manager', concerns: { 'body.project': 'project' } },
  getRoomAsOperator: { role: 'viewer', concerns: { 'params.uuid': 'room' } },
  banRoomAsOperator: { role: 'manager', concerns: { 'params.uuid': 'room' } },

  listTasksAsOperator: { role: 'viewer', concerns: { 'query.after': 'task' } },
  startTaskAsOperator: { role: 'manager', concerns: { 'body.project': 'project' } },
  // It is nobody's until a task takes it, and nobody guesses its name.
  uploadDocument: { role: 'manager', concerns: 'filtered' },
  getTaskAsOperator: { role: 'viewer', concerns: { 'params.uuid': 'task' } },
  retryTask: { role: 'manager', concerns: { 'params.uuid': 'task' } },
  cancelTaskAsOperator: { role: 'manager', concerns: { 'params.uuid': 'task' } },
  prioritiseTaskAsOperator: { role: 'manager', concerns: { 'params.uuid': 'task' } },
  /** Rooms and tasks of a server that has none: refused, whoever asks. */
  resourcesElsewhere: { role: 'viewer', concerns: 'filtered' },

  listDeliveries: { role: 'viewer', concerns: { 'query.after': 'delivery' } },
  getDelivery: { role: 'viewer', concerns: { 'params.id': 'delivery' } },
  redeliverWebhook: { role: 'manager', concerns: { 'params.id': 'delivery' } },
  // It shows a secret, and the first request creates it.
  getWebhookSecret: { role: 'manager', concerns: { 'params.id': 'project' } },
  replaceWebhookSecret: { role: 'manager', concerns: { 'params.id': 'project' } },

  listAuditEntries: { role: 'viewer', concerns: 'filtered' },
  listUsage: { role: 'viewer', concerns: 'filtered' },
  getOverview: { role: 'viewer', concerns: 'filtered' },
  // Versions, formats and regions: the same for everybody.
  getAbout: { role: 'viewer', concerns: 'filtered' },
  getSettings: { role: 'owner', concerns: 'server' },
  replaceAdminToken: { role: 'owner', concerns: 'server' },

  listOperators: { role: 'owner', concerns: 'server' },
  createOperator: { role: 'owner', concerns: 'server' },
  getOperator: { role: 'owner', concerns: 'server' },
  updateOperator: { role: 'owner', concerns: 'server' },
  deleteOperator: { role: 'owner', concerns: 'server' },
  replaceOperatorToken: { role: 'owner', concerns: 'server' },
} as const satisfies Readonly<Record<string, ManagementPermission>>;

export type ManagementOperation = keyof typeof MANAGEMENT;
