import { createUuidV1 } from '@boardgate/token';
import { randomText } from 'boardgate';
import { KEY } from './boardgate.ts';
import type { ServerChild } from './child.ts';
import { temporaryFolder } from './child.ts';
import { type Seeder, seed } from './seed.ts';

const PROJECTS = 1000;
/** As many as rooms, so that every key can have its own room. */
const KEYS_A_PROJECT = 100;
const ROOMS_A_PROJECT = 100;
const ROOMS_OF_ONE_KEY = 900_000;
/** The project that a page of many rooms is compared with. */
const ROOMS_OF_A_SMALL_PROJECT = 1000;
/** The age of the oldest room: rooms are a millisecond apart, and none is in the future. */
const AGE_MS = 3_600_000;

export interface SeededProject {
  readonly keys: readonly (typeof KEY)[];
  /** Uuids, oldest first. */
  readonly rooms: readonly string[];
}

/** A data folder and its contents. */
export interface SeededFolder {
  readonly folder: string;
  /** The project of {@link KEY}. */
  readonly main: SeededProject;
  readonly others: readonly SeededProject[];
}

/** A server under test on a seeded folder. */
export interface ScaleServer extends SeededFolder {
  readonly server: ServerChild;
}

/** Seeds one project with one key and one room, and a project to list the rooms of. */
export function seedSmall(): Promise<SeededFolder> {
  return seedFolder(1, (add) => [add('listed', newPairs(1), ROOMS_OF_A_SMALL_PROJECT)]);
}

/** Seeds a million rooms and a hundred thousand keys, with nearly all rooms under one key. */
export function seedLarge(): Promise<SeededFolder> {
  return seedFolder(ROOMS_OF_ONE_KEY, (add) =>
    Array.from({ length: PROJECTS }, (_, number) =>
      add(`project ${number}`, newPairs(KEYS_A_PROJECT), ROOMS_A_PROJECT),
    ),
  );
}

type AddProject = (name: string, keys: (typeof KEY)[], rooms: number) => SeededProject;

async function seedFolder(
  mainRooms: number,
  addOthers: (add: AddProject) => SeededProject[],
): Promise<SeededFolder> {
  const folder = temporaryFolder();
  return await seed(folder, (seeder) => {
    const clock = { time: Date.now() - AGE_MS };
    const add: AddProject = (name, keys, rooms) => addProject(seeder, clock, name, keys, rooms);
    const others = addOthers(add);
    return { folder, main: add('default', [KEY], mainRooms), others };
  });
}

function addProject(
  { addProject, addKey, addRoom }: Seeder,
  clock: { time: number },
  name: string,
  keys: (typeof KEY)[],
  roomCount: number,
): SeededProject {
  const id = addProject(name);
  for (const pair of keys) addKey(id, pair);
  const rooms = Array.from({ length: roomCount }, () => {
    const uuid = createUuidV1(++clock.time).replaceAll('-', '');
    addRoom(id, uuid, clock.time);
    return uuid;
  });
  return { keys, rooms };
}

function newPairs(count: number): (typeof KEY)[] {
  return Array.from({ length: count }, () => ({ accessKey: randomText(16), secretKey: randomText(32) }));
}
