/** What the server is about to offer, until `schema.d.ts` has it: this file then goes. */
import type { paths } from './schema.d.ts';

interface Answer<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}
type Refusals = { '4XX': Answer<{ message: string }> };
interface Call<Success, Body = never, Query = never, Path = never> {
  parameters: { query?: Query; path: Path; header?: never; cookie?: never };
  requestBody: [Body] extends [never] ? never : { content: { 'application/json': Body } };
  responses: Success & Refusals;
}
interface PlainCall<Success, Body = never, Query = never> {
  parameters: { query?: Query; path?: never; header?: never; cookie?: never };
  requestBody: [Body] extends [never] ? never : { content: { 'application/json': Body } };
  responses: Success & Refusals;
}
interface ReadCall<Success, Query = never> {
  parameters: { query?: Query; path?: never; header?: never; cookie?: never };
  requestBody?: never;
  responses: Success & Refusals;
}
interface ReadOneCall<Success, Path> {
  parameters: { query?: never; path: Path; header?: never; cookie?: never };
  requestBody?: never;
  responses: Success & Refusals;
}

export interface PlannedRoom {
  uuid: string;
  name: string;
  project: { id: string; name: string };
  isRecord: boolean;
  isBan: boolean;
  limit: number;
  createdAt: string;
}
type PlannedTask = paths['/v1/tasks/{uuid}']['get']['responses'][200]['content']['application/json'] & {
  priority: 'highest' | 'lowest' | 'normal';
};
interface ByKind {
  sdk: number;
  room: number;
  task: number;
}
export interface PlannedOverview {
  range: 'hour' | 'day' | 'month';
  from: string;
  until: string;
  bucketMs: number;
  buckets: { at: string; issued: ByKind; refused: ByKind }[];
  refusals: { code: string; count: number }[];
  busiestKeys: {
    accessKey: string;
    name: string | null;
    project: { id: string; name: string };
    issued: number;
    refused: number;
  }[];
  conversions: { waiting: number; running: number };
  database: { kind: 'sqlite' | 'postgres'; pingMs: number };
  nodes: { id: string; host: string; version: string; startedAt: string; seenAt: string; isAlive: boolean }[];
}
interface About {
  version: string;
  node: string;
  database: { kind: 'sqlite' | 'postgres'; version?: string };
  formats: string[];
  regions: string[];
  defaultRegion: string | null;
  resources: 'local' | 'external';
}
interface NewTask {
  project: string;
  resource: string;
  type?: 'static' | 'dynamic';
  preview?: boolean;
  scale?: number;
  outputFormat?: 'png' | 'jpg' | 'jpeg' | 'webp';
}

interface PlannedPaths {
  '/v1/overview': { get: ReadCall<{ 200: Answer<PlannedOverview> }, { range: PlannedOverview['range'] }> };
  '/v1/about': { get: ReadCall<{ 200: Answer<About> }> };
  '/v1/rooms': {
    get: ReadCall<
      { 200: Answer<{ rooms: PlannedRoom[]; next: string | null }> },
      { project?: string; search?: string; banned?: 'true' | 'false'; limit?: number; after?: string }
    >;
    post: PlainCall<
      { 201: Answer<PlannedRoom> },
      { project: string; name?: string; isRecord?: boolean; limit?: number }
    >;
  };
  '/v1/rooms/{uuid}': {
    get: ReadOneCall<{ 200: Answer<PlannedRoom> }, { uuid: string }>;
    patch: Call<{ 200: Answer<PlannedRoom> }, { isBan: boolean }, never, { uuid: string }>;
  };
  '/v1/tasks': {
    get: ReadCall<
      { 200: Answer<{ tasks: PlannedTask[]; next: string | null }> },
      { status?: PlannedTask['status']; project?: string; limit?: number; after?: string }
    >;
    post: PlainCall<{ 201: Answer<PlannedTask> }, NewTask>;
  };
  '/v1/tasks/{uuid}': { get: ReadOneCall<{ 200: Answer<PlannedTask> }, { uuid: string }> };
  '/v1/tasks/{uuid}/priority': {
    put: Call<
      { 200: Answer<{ moved: boolean }> },
      { priority: 'highest' | 'lowest' },
      never,
      { uuid: string }
    >;
  };
}

type Merged<Path extends keyof PlannedPaths> = Path extends keyof paths
  ? Omit<paths[Path], keyof PlannedPaths[Path]> & PlannedPaths[Path]
  : PlannedPaths[Path];

export type AllPaths = Omit<paths, keyof PlannedPaths> & { [Path in keyof PlannedPaths]: Merged<Path> };
