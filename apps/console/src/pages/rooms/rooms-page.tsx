import { Button } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { PageHeader } from '../../components/page-header.tsx';
import { CreateRoom } from './create-room.tsx';
import { RoomDrawer } from './room-drawer.tsx';
import { RoomFilters } from './room-filters.tsx';
import { RoomList } from './room-list.tsx';
import { EVERY_ROOM, type RoomFilter } from './room-queries.ts';

const TYPING_PAUSE_MS = 250;

/** `/rooms`; `?project=ID` filters, `?room=UUID` opens one. */
export default function RoomsPage() {
  const { t } = useTranslation('rooms');
  const [params, setParams] = useSearchParams();
  const [filter, setFilter] = useState<RoomFilter>({ ...EVERY_ROOM, project: params.get('project') });
  const [search] = useDebouncedValue(filter.search.trim(), TYPING_PAUSE_MS);
  const [isCreating, { open, close }] = useDisclosure();
  // In the address, so that Back closes it and it can be linked.
  const show = (uuid: string | null) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (uuid === null) after.delete('room');
      else after.set('room', uuid);
      return after;
    });
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<Button onClick={open}>{t('create.open')}</Button>}
      />
      <RoomFilters filter={filter} onChange={setFilter} />
      <RoomList
        filter={{ ...filter, search }}
        onShow={show}
        onCreate={open}
        onShowAll={() => setFilter(EVERY_ROOM)}
      />
      <CreateRoom opened={isCreating} onClose={close} project={filter.project} onCreated={show} />
      <RoomDrawer uuid={params.get('room')} onClose={() => show(null)} />
    </>
  );
}
