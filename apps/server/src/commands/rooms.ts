import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LoadedConfig } from '../config/config.ts';
import { DEFAULT_PROJECT } from '../projects/projects.ts';
import type { Room } from '../rooms/room.ts';
import { MAX_ROOM_NAME_LENGTH, MAX_SEARCH_LENGTH } from '../rooms/room-name.ts';
import { RoomSearch } from '../rooms/room-search.ts';
import type { toManagedRoomObject } from '../rooms/room-view.ts';
import { Rooms } from '../rooms/rooms.ts';
import { type CommandContext, findProjectId, projectsOf, withContext } from './cli-context.ts';
import { addJsonOption, addListOptions, type ListOptions } from './options.ts';
import { fieldLines, type ListView, print, printJson, printList, showTime } from './output.ts';

interface RoomListOptions extends ListOptions {
  readonly search?: string;
  readonly banned?: true;
  readonly after?: string;
}

interface NewRoom {
  readonly project: string;
  readonly name?: string;
  readonly record?: true;
  readonly writers?: number;
  readonly json?: true;
}

export function addRoomCommands(program: Command, readConfig: () => LoadedConfig): void {
  const rooms = program.command('rooms').description('find, create, ban and unban rooms');

  addListOptions(rooms.command('list'), 50, [
    new Option(
      '--search <text>',
      'only rooms whose name contains this, or whose uuid begins with it',
    ).argParser(atMost(MAX_SEARCH_LENGTH)),
    new Option('--banned', 'only banned rooms'),
    new Option('--after <uuid>', 'the next page: only rooms listed after this one'),
  ])
    .description('list rooms, newest first')
    .action(async ({ project, search, banned, after, limit, json }: RoomListOptions) => {
      await withContext(readConfig(), async (context) => {
        const projectId = await findProjectId(context, project);
        const place = after === undefined ? undefined : await roomsOf(context).get(after, projectId);
        const filter = { projectId, search, isBan: banned };
        const found = await new RoomSearch(context.database).list(filter, limit, place);
        const names = await projectsOf(context).namesOf(found.map(({ projectId }) => projectId));
        await printList(found, json, roomsIn(names));
      });
    });

  addJsonOption(rooms.command('show <uuid>'))
    .description('show a room')
    .action(async (uuid: string, { json }: { json?: true }) => {
      await withContext(readConfig(), async (context) => {
        await show(context, await roomsOf(context).get(uuid, undefined), json);
      });
    });

  addJsonOption(rooms.command('create'))
    .option('--project <name>', 'project of the room', DEFAULT_PROJECT)
    .option('--name <text>', 'name of the room', atMost(MAX_ROOM_NAME_LENGTH))
    .option('--record', 'record the room')
    .option('--writers <count>', 'most writers at a time (default: any number)', parseWriters)
    .description('create a room; `boardgate token room UUID` then issues a token for it')
    .action(async ({ project, json, ...details }: NewRoom) => {
      await withContext(readConfig(), async (context) => {
        const { toRoomDetails } = await import('../rooms/room-view.ts');
        const { id } = await projectsOf(context).get({ name: project });
        const { name, record: isRecord, writers: limit } = details;
        const wanted = toRoomDetails({
          ...(name !== undefined && { name }),
          ...(isRecord && { isRecord }),
          ...(limit !== undefined && { limit }),
        });
        const room = await roomsOf(context).createAsOperator(id, wanted, context.actor);
        await show(context, room, json);
      });
    });

  for (const [verb, isBan, description] of [
    ['ban', true, 'close a room: its tokens are refused, and nobody may join'],
    ['unban', false, 'open a banned room again'],
  ] as const) {
    addJsonOption(rooms.command(`${verb} <uuid>`))
      .description(description)
      .action(async (uuid: string, { json }: { json?: true }) => {
        await withContext(readConfig(), async (context) => {
          const room = await roomsOf(context).setBan(uuid, undefined, isBan, context.actor);
          if (json) await show(context, room, json);
          else
            print(
              isBan ? `Banned the room ${uuid}. Its tokens are now refused.` : `Unbanned the room ${uuid}.`,
            );
        });
      });
  }
}

function roomsOf({ database, now }: CommandContext): Rooms {
  return new Rooms(database, now);
}

async function show(context: CommandContext, room: Room, json: true | undefined): Promise<void> {
  const { toManagedRoomObject } = await import('../rooms/room-view.ts');
  const { name } = await projectsOf(context).get({ id: room.projectId });
  const shown = toManagedRoomObject(room, name);
  if (json) printJson(shown);
  else print(showRoom(shown));
}

function showRoom(room: ReturnType<typeof toManagedRoomObject>): string {
  return fieldLines([
    ['uuid', room.uuid],
    ['name', showName(room.name)],
    ['project', room.project.name],
    ['state', room.isBan ? 'banned' : 'open'],
    ['created', room.createdAt],
    ['recorded', room.isRecord ? 'yes' : 'no'],
    ['writers', room.limit === 0 ? 'any number' : `at most ${room.limit}`],
  ]);
}

/** A client chose it: nothing in it may control the terminal. */
function showName(name: string): string {
  return name === '' ? '-' : name.replaceAll(/\p{C}/gu, '\u{fffd}');
}

function roomsIn(names: ReadonlyMap<string, string>): ListView<Room> {
  return {
    columns: [
      ['UUID', ({ uuid }) => uuid],
      ['NAME', ({ name }) => showName(name)],
      ['PROJECT', ({ projectId }) => names.get(projectId) ?? ''],
      ['CREATED', ({ createdAt }) => showTime(createdAt)],
      ['STATE', ({ isBan }) => (isBan ? 'banned' : 'open')],
    ],
    empty: 'No matching rooms. To create one: boardgate rooms create',
    loadToObject: async () => {
      const { toManagedRoomObject } = await import('../rooms/room-view.ts');
      return (room) => toManagedRoomObject(room, names.get(room.projectId) ?? '');
    },
  };
}

/** The databases store longer text too, but the API takes none. */
function atMost(maxLength: number): (text: string) => string {
  return (text) => {
    if (text.length <= maxLength) return text;
    throw new InvalidArgumentError(`It must have at most ${maxLength} characters.`);
  };
}

function parseWriters(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a number, 0 for any number.');
  return Number(text);
}
